import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const isMinified = process.env.SYNCDECK_RENDERER_MINIFY !== 'off';

export default defineConfig({
  renderer: {
    root: path.join(root, 'renderer'),
    // The backend serves it at the root of its address; the desktop app under a scheme of its own.
    base: '/',
    plugins: [react()],
    build: {
      outDir: path.join(root, 'dist/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      minify: isMinified,
      cssMinify: isMinified,
      target: 'chrome120',
      rolldownOptions: {
        input: { index: path.join(root, 'renderer/index.html') },
      },
    },
  },
});

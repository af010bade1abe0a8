import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
/** For the tests: statements as they stand in the sources, and the page that shows every component in every state. */
const isForTests = process.env.SYNCDECK_RENDERER_FOR === 'tests';

export default defineConfig({
  renderer: {
    root: path.join(root, 'renderer'),
    // The backend serves it at the root of its address; the desktop app under a scheme of its own.
    base: '/',
    plugins: [react()],
    build: {
      outDir: process.env.SYNCDECK_RENDERER_OUT ?? path.join(root, 'dist/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      minify: !isForTests,
      cssMinify: !isForTests,
      target: 'chrome120',
      rolldownOptions: {
        input: {
          index: path.join(root, 'renderer/index.html'),
          ...(isForTests ? { states: path.join(root, 'renderer/states.html') } : {}),
        },
        // Each file is a request of its own, six at a time: what the first page needs comes in one, what pages share in few.
        output: isForTests
          ? {}
          : {
              codeSplitting: {
                groups: [
                  { name: 'shell', tags: ['$initial'], priority: 2 },
                  { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 24_000, priority: 1 },
                ],
              },
            },
      },
    },
  },
});

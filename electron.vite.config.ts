import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';

const root = import.meta.dirname;
/** For the tests: statements as they stand in the sources, and the page that shows every component in every state. */
const isForTests = process.env.SYNCDECK_RENDERER_FOR === 'tests';
/** The renderer is also the web console, and is built without the rest; `npm run dev` wants all of it. */
const part = process.env.SYNCDECK_BUILD;

const renderer: UserConfig['renderer'] = {
  root: path.join(root, 'renderer'),
  // The backend serves it at the root of its address; the desktop app under a scheme of its own.
  base: '/',
  // electron-vite makes a build's addresses relative, for pages of file://. Ours are served, and a page may be loaded at any depth (/e/local/control).
  plugins: [react(), { name: 'absolute-base', enforce: 'post', config: () => ({ base: '/' }) }],
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
};

const out = process.env.SYNCDECK_DESKTOP_OUT ?? path.join(root, 'dist/electron');

const main: UserConfig['main'] = {
  build: {
    outDir: path.join(out, 'main'),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { main: path.join(root, 'electron/main/main.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

const preload: UserConfig['preload'] = {
  build: {
    outDir: path.join(out, 'preload'),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    // A sandboxed preload can require nothing but Electron: one CommonJS file with all in it.
    externalizeDeps: false,
    rolldownOptions: {
      input: { preload: path.join(root, 'electron/preload/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

export default defineConfig({
  ...(part === 'desktop' ? {} : { renderer }),
  ...(part === 'renderer' ? {} : { main, preload }),
});

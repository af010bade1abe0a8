// Builds the console into dist/renderer, which the backend serves (electron-vite needs no Electron for that).
import path from 'node:path';
import { buildBeside } from './build-beside.mjs';
import { compressRenderer } from './compress-renderer.mjs';
import { root } from './root.mjs';
import { runElectronVite } from './run-electron-vite.mjs';

/** @param {{ target?: string, forTests?: boolean }} [options] for tests: not minified, so that coverage finds its statements again */
export const buildRenderer = ({ target = path.join(root, 'dist/renderer'), forTests = false } = {}) =>
  buildBeside(target, async (fresh) => {
    await runElectronVite('renderer', { SYNCDECK_RENDERER_OUT: fresh, ...(forTests ? { SYNCDECK_RENDERER_FOR: 'tests' } : {}) });
    await compressRenderer(fresh);
  });

// Builds the console into dist/renderer, which the backend serves (electron-vite needs no Electron for that).
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { compressRenderer } from './compress-renderer.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { swapFolder } from './swap-folder.mjs';

/**
 * Builds beside `target` and swaps it in at the end: a backend that serves the one before never has half of either. A sibling, so that the
 * relative paths in the source maps hold after the swap.
 * @param {{ target?: string, forTests?: boolean }} [options] for tests: not minified, so that coverage finds its statements again
 */
export async function buildRenderer({ target = path.join(root, 'dist/renderer'), forTests = false } = {}) {
  const mark = randomBytes(4).toString('hex');
  const [fresh, old] = [`${target}.new-${mark}`, `${target}.old-${mark}`];
  try {
    await run(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
      env: {
        ...process.env,
        SYNCDECK_BUILD: 'renderer',
        SYNCDECK_RENDERER_OUT: fresh,
        ...(forTests ? { SYNCDECK_RENDERER_FOR: 'tests' } : {}),
      },
    });
    await compressRenderer(fresh);
    await swapFolder(fresh, target, old);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

// Builds the desktop app's main process and preload into dist/electron (electron-vite needs no Electron for that).
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { swapFolder } from './swap-folder.mjs';

/** Builds beside the target and swaps it in at the end, as build-renderer.mjs does. */
export async function buildDesktop({ target = path.join(root, 'dist/electron') } = {}) {
  const mark = randomBytes(4).toString('hex');
  const [fresh, old] = [`${target}.new-${mark}`, `${target}.old-${mark}`];
  try {
    await run(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
      env: { ...process.env, SYNCDECK_BUILD: 'desktop', SYNCDECK_DESKTOP_OUT: fresh },
    });
    await swapFolder(fresh, target, old);
  } finally {
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/** Builds one part of electron.vite.config.ts: `renderer`, which is the web console too, or `desktop`, which is main and preload. */
export const runElectronVite = (part, env) =>
  run(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    env: { ...process.env, SYNCDECK_BUILD: part, ...env },
  });

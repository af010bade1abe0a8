// Builds the desktop app's main process and preload into dist/electron (electron-vite needs no Electron for that).
import path from 'node:path';
import { buildBeside } from './build-beside.mjs';
import { root } from './root.mjs';
import { runElectronVite } from './run-electron-vite.mjs';

export const buildDesktop = () =>
  buildBeside(path.join(root, 'dist/electron'), (fresh) => runElectronVite('desktop', { SYNCDECK_DESKTOP_OUT: fresh }));

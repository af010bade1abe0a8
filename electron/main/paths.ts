import path from 'node:path';
import { app } from 'electron';
import envPaths from 'env-paths';

/** Chromium's own name for it: such a run has its own data, settings and lock, beside the installed app. */
export const DATA_SWITCH = 'user-data-dir';

/** Where the app's own files are, and where its data goes. */
export interface Paths {
  /** The project's folder, or the package's archive. */
  root: string;
  preload: string;
  renderer: string;
  backend: string;
  /** Settings, the window's place, sign-ins. */
  userData: string;
  logs: string;
  /** The local backend's: its database, and what it keeps beside it. */
  data: string;
}

/** `dist/electron/main/main.js` lies three folders below the project's root, in a checkout as in the package's archive. */
export function findPaths(): Paths {
  const root = path.resolve(import.meta.dirname, '../../..');
  // A process of its own reads real files: the package keeps what it needs beside the archive.
  const unpacked = root.endsWith('app.asar') ? `${root}.unpacked` : root;
  const userData = app.getPath('userData');
  const isTrial = app.commandLine.hasSwitch(DATA_SWITCH);
  return {
    root,
    preload: path.resolve(import.meta.dirname, '../preload/preload.cjs'),
    renderer: (!app.isPackaged && process.env.SYNCDECK_RENDERER_DIR) || path.join(root, 'dist/renderer'),
    backend: path.join(unpacked, 'dist/backend/main.mjs'),
    userData,
    logs: app.getPath('logs'),
    // As `npm start` has it (backend/settings.ts), so that both show the same jobs; a run with a folder of its own keeps all in there.
    data: process.env.SYNCDECK_DATA_DIR ?? (isTrial ? path.join(userData, 'backend') : envPaths('syncdeck', { suffix: '' }).data),
  };
}

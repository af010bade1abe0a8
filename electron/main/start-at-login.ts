import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { autostartEntry, autostartFile } from './autostart-entry.ts';

/** Has the system start the app at login, or no longer. Whether its window is shown then is decided at that start, by `startsHidden`. */
export async function setStartAtLogin(startsAtLogin: boolean): Promise<void> {
  // In a checkout it would start Electron's own page.
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    // macOS knows no arguments; there `wasOpenedAtLogin` tells.
    app.setLoginItemSettings({ openAtLogin: startsAtLogin, args: ['--hidden'] });
    return;
  }
  // Electron has no login items on Linux.
  const file = autostartFile({ env: process.env, home: homedir() });
  if (!startsAtLogin) return rm(file, { force: true });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, autostartEntry({ env: process.env, execPath: process.execPath }));
}

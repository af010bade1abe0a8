import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { createUpdates, type Updater, type Updates } from './create-updates.ts';
import { whyNoUpdates } from './update-support.ts';

/** The updates of this installation, through electron-updater where it can update itself. */
export function startUpdates(deps: Omit<Parameters<typeof createUpdates>[0], 'whyOff' | 'load'>): Updates {
  const resource = (name: string) => path.join(process.resourcesPath ?? '', name);
  const whyOff = whyNoUpdates({
    isPackaged: app.isPackaged,
    platform: process.platform as 'darwin' | 'win32' | 'linux',
    env: process.env,
    hasUpdateConfig: app.isPackaged && existsSync(resource('app-update.yml')),
    packageType: app.isPackaged && existsSync(resource('package-type')) ? readFileSync(resource('package-type'), 'utf8').trim() : null,
  });
  return createUpdates({
    ...deps,
    whyOff,
    load: async () => {
      // CommonJS: its `autoUpdater` is made when it is first read, and is no named export that a module could see.
      const { default: electronUpdater } = await import('electron-updater');
      return electronUpdater.autoUpdater as unknown as Updater;
    },
  });
}

import { protocol } from 'electron';
import { APP_SCHEME } from '#electron/bridge/bridge.ts';
import { createAppFiles } from './app-files.ts';

/** Before the app is ready: pages under the scheme have an origin, storage, modules and fetch, as those of a web server. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers requests under the scheme with the files of the console. */
export function serveAppFiles(folder: string): void {
  protocol.handle(APP_SCHEME, createAppFiles(folder));
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { findLink } from '#electron/deep-links/find-link.ts';
import { createLinkInbox, type LinkInbox } from '#electron/deep-links/link-inbox.ts';
import { LINK_SCHEME } from '#electron/deep-links/parse-deep-link.ts';
import { registerAppScheme } from '../app-protocol.ts';
import { DATA_SWITCH } from '../paths.ts';

/** As `appId` in electron-builder.yml: Windows knows a window, its notifications and its shortcut by it. */
const APP_ID = 'dev.syncdeck.app';

export interface Claim {
  links: LinkInbox;
  /** Calls for the window: another start of the app, or a click on its icon in the dock. */
  onCalled(listener: () => void): void;
}

function claimLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  // In a checkout the program is Electron itself, which has to be told what to run.
  else app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [app.getAppPath()]);
}

/**
 * What has to be settled before Electron is ready: where the data is, that this is the only instance there, and what the system knows us by.
 * Null where another instance runs; that one has been told of our arguments, and nothing more is to be done here.
 */
export function claim(): Claim | null {
  const folder = app.commandLine.getSwitchValue(DATA_SWITCH);
  if (folder) {
    // Electron takes only a folder that there is; and before the lock, which is one for each.
    mkdirSync(path.resolve(folder), { recursive: true });
    app.setPath('userData', path.resolve(folder));
    app.setAppLogsPath(path.join(path.resolve(folder), 'logs'));
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  app.enableSandbox();
  registerAppScheme();
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  // A run with a folder of its own is a trial: links stay with the app that is installed.
  if (!folder) claimLinks();

  const links = createLinkInbox();
  let call = () => {};
  const receive = (argv: readonly string[]) => {
    const link = findLink(argv);
    if (link) links.receive(link);
    return link;
  };
  receive(process.argv);
  app.on('second-instance', (_event, argv) => {
    // Started at login while it runs already: nobody asked for the window.
    if (!receive(argv) && !argv.includes('--hidden')) call();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.receive(url);
  });
  app.on('activate', () => call());
  // The window only hides, and the app lives in the tray.
  app.on('window-all-closed', () => {});
  return {
    links,
    onCalled(listener) {
      call = listener;
    },
  };
}

import { app, type Event, shell, type WebContents } from 'electron';
import type { Log } from '../log/log.ts';
import { externalAddress, isOwnPage } from './addresses.ts';

interface GuardDeps {
  origins: readonly string[];
  log: Log;
}

/** Opens a web page or a mail where the system opens those; anything else nowhere. */
function openOutside(address: string, log: Log): void {
  const external = externalAddress(address);
  if (!external) {
    log.warn({ address: address.slice(0, 200) }, 'An address was not opened');
    return;
  }
  shell.openExternal(external).catch((err: unknown) => log.warn({ err }, 'The system did not open an address'));
}

/** Keeps every page of the app where it is: no foreign page, no further window, no webview. Links to elsewhere open in the system's browser. */
export function guardContents({ origins, log }: GuardDeps): void {
  const guard = (contents: WebContents) => {
    const stay = (event: Event & { url: string; isMainFrame: boolean }) => {
      if (isOwnPage(event.url, origins) && event.isMainFrame) return;
      event.preventDefault();
      log.warn({ address: event.url.slice(0, 200) }, 'A navigation away was stopped');
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      log.warn('A webview was stopped');
    });
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url, log);
      return { action: 'deny' };
    });
  };
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

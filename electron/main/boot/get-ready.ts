import { app, nativeTheme, session } from 'electron';
import type { DesktopSettings } from '#electron/bridge/settings.ts';
import { serveAppFiles } from '../app-protocol.ts';
import type { Log } from '../log/log.ts';
import { guardContents } from '../security/guard-contents.ts';
import { guardSession } from '../security/guard-session.ts';

interface ReadyDeps {
  origins: readonly string[];
  devServer: string | undefined;
  rendererFolder: string;
  theme: DesktopSettings['theme'];
  log: Log;
}

/** Waits until Electron is ready, with everything in its place that has to be there before the first page. */
export async function getReady({ origins, devServer, rendererFolder, theme, log }: ReadyDeps): Promise<void> {
  guardContents({ origins, log });
  await app.whenReady();
  nativeTheme.themeSource = theme;
  guardSession(session.defaultSession, { origins, devServer });
  serveAppFiles(rendererFolder);
  app.setAboutPanelOptions({ applicationName: 'Syncdeck', applicationVersion: app.getVersion(), version: '' });
}

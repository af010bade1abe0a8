import { app, shell } from 'electron';
import type { Texts } from '#electron/texts/texts.ts';
import type { Dialogs } from '../dialogs.ts';
import type { Log } from '../log/log.ts';
import type { Updates } from '../updates/create-updates.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { MenuActions } from './application-menu.ts';
import { pathInEnvironment } from './environment-path.ts';

interface ActionsDeps {
  window: MainWindow;
  updates: Updates;
  dialogs: Dialogs;
  texts(): Texts;
  documentation: string | null;
  openLogs(): Promise<void>;
  copyDiagnostics(): Promise<unknown>;
  log: Log;
}

/** What the application menu does. */
export function menuActions({ window, updates, dialogs, texts, documentation, openLogs, copyDiagnostics, log }: ActionsDeps): MenuActions {
  const run = (what: string, work: () => Promise<unknown>) => () =>
    void work().catch((err: unknown) => log.error({ err, what }, 'A choice of the menu failed'));
  return {
    choose(command) {
      window.show();
      window.push('menu:chosen', { command });
    },
    showEnvironment: (id) => window.show(pathInEnvironment(id, window.pageAddress())),
    openDocumentation: run('documentation', async () => documentation && shell.openExternal(documentation)),
    openLogs: run('logs', openLogs),
    copyDiagnostics: run('diagnostics', copyDiagnostics),
    installUpdate: run('update', updates.install),
    /** Who asked by the menu is told, wherever the page is; a newer version shows by itself. */
    checkForUpdates: run('updates', async () => {
      await updates.check();
      const state = updates.state();
      const { dialogs: words, menu } = texts();
      if (state.kind === 'off') await dialogs.tell('info', words.updatesOff, state.why);
      else if (state.kind === 'failed') await dialogs.tell('warning', menu.checkForUpdates, state.message);
      else if (state.kind === 'idle') await dialogs.tell('info', words.upToDate, words.aboutText(app.getVersion()));
    }),
    showAbout: () => app.showAboutPanel(),
  };
}

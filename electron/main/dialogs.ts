import { type BrowserWindow, dialog, type MessageBoxOptions, shell } from 'electron';
import type { LinkFault } from '#electron/deep-links/parse-deep-link.ts';
import type { SettingsTrouble } from '#electron/settings/settings-store.ts';
import type { Texts } from '#electron/texts/texts.ts';

interface DialogDeps {
  texts(): Texts;
  /** Undefined before there is one. */
  window(): BrowserWindow | undefined;
  logFolder: string;
}

export type Dialogs = ReturnType<typeof createDialogs>;

/** What main asks and tells by the system's own dialogs: where the page can't, or must not. */
export function createDialogs({ texts, window, logFolder }: DialogDeps) {
  async function show(options: MessageBoxOptions): Promise<number> {
    const parent = window();
    const isSeen = parent && !parent.isDestroyed() && parent.isVisible();
    const { response } = await (isSeen ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
    return response;
  }
  const tell = async (type: 'info' | 'warning' | 'error', message: string, detail: string): Promise<void> => {
    await show({ type, message, detail, buttons: [texts().dialogs.ok], noLink: true });
  };
  const ask = async (message: string, detail: string, yes: string, no: string, type: 'question' | 'error' = 'question'): Promise<boolean> =>
    (await show({ type, message, detail, buttons: [yes, no], defaultId: 0, cancelId: 1, noLink: true })) === 0;

  return {
    tell,
    async tellSettingsTrouble({ lost, keptAt }: SettingsTrouble): Promise<void> {
      const { dialogs } = texts();
      if (lost === 'all') await tell('warning', dialogs.settingsBroken, dialogs.settingsBrokenText(keptAt));
      else await tell('warning', dialogs.settingsRepaired, dialogs.settingsRepairedText(lost.join(', '), keptAt));
    },
    async askAfterCrash(reason: string): Promise<boolean> {
      const { dialogs } = texts();
      const chosen = await show({
        type: 'error',
        message: dialogs.windowCrashed,
        detail: dialogs.windowCrashedText(reason),
        buttons: [dialogs.reload, dialogs.openLogs, dialogs.quit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      if (chosen === 1) await shell.openPath(logFolder);
      return chosen !== 2;
    },
    tellRefusedLink: (why: LinkFault): Promise<void> => tell('warning', texts().dialogs.linkRefused, texts().links[why]),
    tellUnknownEnvironment: (id: string): Promise<void> =>
      tell('warning', texts().dialogs.linkRefused, texts().dialogs.unknownEnvironment(id)),
    askToInstall(jobs: number): Promise<boolean> {
      const { dialogs } = texts();
      return ask(dialogs.installWhileRunning(jobs), dialogs.installWhileRunningText, dialogs.install, dialogs.cancel);
    },
    /** Null when the person chose none. */
    async chooseCertificate(parent: BrowserWindow): Promise<string | null> {
      const { dialogs } = texts();
      const { filePaths } = await dialog.showOpenDialog(parent, {
        title: dialogs.chooseCa,
        properties: ['openFile'],
        filters: [
          { name: dialogs.certificates, extensions: ['pem', 'crt', 'cer'] },
          { name: dialogs.allFiles, extensions: ['*'] },
        ],
      });
      return filePaths[0] ?? null;
    },
    async chooseExportFile(parent: BrowserWindow, name: string): Promise<string | null> {
      const { filePath } = await dialog.showSaveDialog(parent, { title: texts().dialogs.saveExport, defaultPath: name });
      return filePath || null;
    },
  };
}

import type { DesktopState } from '#electron/bridge/desktop-state.ts';
import type { SettingsChange } from '#electron/bridge/settings.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { Handlers } from './answer-call.ts';

interface AppCallsDeps {
  readState(): DesktopState;
  writeSettings(change: SettingsChange): void;
  openFolder(which: 'logs' | 'data'): Promise<void>;
  /** To the clipboard; answers the text. */
  copyDiagnostics(): Promise<string>;
  updates: { check(): Promise<void>; install(): Promise<void> };
}

type Names = Extract<keyof Handlers<MainWindow>, `state:${string}` | `window:${string}` | `settings:${string}` | `app:${string}`>;

/** What windows ask of the app itself. */
export function appCalls({
  readState,
  writeSettings,
  openFolder,
  copyDiagnostics,
  updates,
}: AppCallsDeps): Pick<Handlers<MainWindow>, Names> {
  return {
    'state:read': () => readState(),
    'window:ready'(_none, window) {
      window.pageIsReady();
      return null;
    },
    'settings:write'(change) {
      writeSettings(change);
      return null;
    },
    async 'app:open-folder'({ which }) {
      await openFolder(which);
      return null;
    },
    'app:copy-diagnostics': () => copyDiagnostics(),
    async 'app:check-for-updates'() {
      await updates.check();
      return null;
    },
    async 'app:install-update'() {
      await updates.install();
      return null;
    },
  };
}

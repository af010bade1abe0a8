import { openJsonFile } from '#electron/settings/json-file.ts';
import { noWindowState, WindowState } from './place-window.ts';

/** Where the window was, in `window-state.json`. A file that can't be read is no loss worth a word: the window opens in the middle. */
export function openWindowState(folder: string): { read(): WindowState; write(state: WindowState): void } {
  const file = openJsonFile(folder, 'window-state');
  return {
    read() {
      try {
        return WindowState.catch(noWindowState).parse(file.read());
      } catch {
        return noWindowState;
      }
    },
    write: (state) => file.write(state),
  };
}

import type { DesktopSettings, SettingsChange } from '#electron/bridge/settings.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { useDesktop } from '../ask.ts';
import { useDesktopState } from '../desktop-state.ts';

/** The app's settings, and how to change some. Main tells what became of them; what it refuses is told in a toast. */
export function useSettings(): { settings: DesktopSettings; write(change: SettingsChange): Promise<boolean> } {
  const { ask } = useDesktop();
  const settings = useDesktopState((state) => state.settings);
  return {
    settings,
    write: (change) =>
      ask('settings:write', change).then(
        () => true,
        (error) => {
          showError(error);
          return false;
        },
      ),
  };
}

import { useEffect } from 'react';
import { showError } from '#renderer/lib/toasts.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { useDesktop } from './ask.ts';
import { onDesktopState, readDesktopState } from './desktop-state.ts';

/** Language and theme are the whole app's: menu and tray follow what the window is set to, and the window what another one is set to. */
export function usePreferencesOfApp(): void {
  const { ask } = useDesktop();
  useEffect(() => {
    /** What is told until main has them does not know them yet, and must not undo them. */
    let writing = 0;
    const follow = () => {
      const { settings } = readDesktopState();
      const { language, theme, set } = usePreferences.getState();
      const isSame = settings.language === language && settings.theme === theme;
      if (writing === 0 && !isSame) set({ language: settings.language, theme: settings.theme });
    };
    const stopApp = onDesktopState(follow);
    const stopWindow = usePreferences.subscribe(({ language, theme }, before) => {
      if (language === before.language && theme === before.theme) return;
      const { settings } = readDesktopState();
      if (language === settings.language && theme === settings.theme) return;
      writing += 1;
      void ask('settings:write', { language, theme })
        .catch(showError)
        .finally(() => {
          writing -= 1;
        });
    });
    return () => {
      stopApp();
      stopWindow();
    };
  }, [ask]);
}

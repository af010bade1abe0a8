import { useEffect } from 'react';
import { showError } from '#renderer/lib/toasts.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { useDesktop } from './ask.ts';
import { onDesktopState, readDesktopState } from './desktop-state.ts';

/** Language and theme are the whole app's: menu and tray follow what the window is set to, and the window what another one is set to. */
export function usePreferencesOfApp(): void {
  const { ask } = useDesktop();
  useEffect(() => {
    const stopApp = onDesktopState(({ settings }) => {
      const { language, theme, set } = usePreferences.getState();
      if (settings.language !== language || settings.theme !== theme) set({ language: settings.language, theme: settings.theme });
    });
    const stopWindow = usePreferences.subscribe(({ language, theme }, before) => {
      if (language === before.language && theme === before.theme) return;
      const { settings } = readDesktopState();
      if (language !== settings.language || theme !== settings.theme) ask('settings:write', { language, theme }).catch(showError);
    });
    return () => {
      stopApp();
      stopWindow();
    };
  }, [ask]);
}

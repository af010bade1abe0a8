import './desktop.css';
import { createRoot } from 'react-dom/client';
import type { DesktopBridge } from '#electron/bridge/bridge.ts';
import { desktop as english } from '#renderer/i18n/en/desktop.ts';
import { addTexts, startTexts } from '#renderer/i18n/i18n.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { createAsk } from './ask.ts';
import { DesktopApp } from './DesktopApp.tsx';
import { onDesktopState, setDesktopState } from './desktop-state.ts';
import { noteBacklogs } from './fleet/backlog-history.ts';

/** Shows the app's window. Main is asked first: what it knows is what there is to be shown. */
export async function startDesktop(bridge: DesktopBridge): Promise<void> {
  const ask = createAsk(bridge);
  addTexts('desktop', {
    en: async () => english,
    ar: async () => (await import('#renderer/i18n/ar/desktop.ts')).desktop,
  });
  const state = await ask('state:read');
  onDesktopState(noteBacklogs);
  setDesktopState(state);
  const { language, theme } = state.settings;
  usePreferences.getState().set({ language, theme });
  await startTexts(language);
  createRoot(document.getElementById('root') as HTMLElement).render(<DesktopApp desktop={{ bridge, ask }} />);
}

import './app/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createWebHost } from './host/web-host.ts';
import { startTexts } from './i18n/i18n.ts';
import { usePreferences } from './stores/preferences.ts';

await startTexts(usePreferences.getState().language);
createRoot(document.getElementById('root') as HTMLElement).render(<App host={createWebHost()} />);

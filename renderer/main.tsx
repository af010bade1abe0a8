import './lib/parse-without-eval.ts';
import './app/styles.ts';
import { createRoot } from 'react-dom/client';
import type {} from '#electron/bridge/bridge.ts';
import { App } from './app/App.tsx';
import { createWebHost } from './host/web-host.ts';
import { startTexts } from './i18n/i18n.ts';
import { pages } from './pages/registry.ts';
import { usePreferences } from './stores/preferences.ts';

/** Not awaited at the top of this module: what it imports on its way may be in a file that waits for this one to be through. */
async function start(): Promise<void> {
  // The page's own code is on its way while the shell starts.
  const first = pages.find(({ path }) => path === location.pathname) ?? pages[0];
  first?.load().catch(() => {}); // Whoever shows it asks again, and says what is wrong.

  await startTexts(usePreferences.getState().language);
  createRoot(document.getElementById('root') as HTMLElement).render(<App host={createWebHost()} />);
}

// The desktop app's window has a bridge to its main process, and more than one environment; the web console loads nothing of that.
if (window.syncdeck) {
  const bridge = window.syncdeck;
  void import('./desktop/start-desktop.tsx').then(({ startDesktop }) => startDesktop(bridge));
} else void start();

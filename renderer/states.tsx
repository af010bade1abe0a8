import './app/styles.ts';
import { createRoot } from 'react-dom/client';
import { desktop } from './i18n/en/desktop.ts';
import { addTexts, startTexts } from './i18n/i18n.ts';
import html from './index.html?raw';
import { StatesPage } from './states/StatesPage.tsx';
import { sections } from './states/sections.ts';
import { usePreferences } from './stores/preferences.ts';

/** The icons stand in the console's own page, once. */
function takeIcons(): void {
  const sheet = new DOMParser().parseFromString(html, 'text/html').querySelector('body > svg');
  if (sheet) document.body.prepend(document.importNode(sheet, true));
}

takeIcons();
addTexts('desktop', { en: async () => desktop, ar: async () => (await import('./i18n/ar/desktop.ts')).desktop });
await startTexts(usePreferences.getState().language);
createRoot(document.getElementById('root') as HTMLElement).render(<StatesPage sections={sections} />);

import { createRoot } from 'react-dom/client';
import { desktop } from '#renderer/i18n/en/desktop.ts';
import { addTexts, startTexts } from '#renderer/i18n/i18n.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import html from '../index.html?raw';
import { StatesPage } from './StatesPage.tsx';
import { sections } from './sections.ts';

/** The icons stand in the console's own page, once. */
function takeIcons(): void {
  const sheet = new DOMParser().parseFromString(html, 'text/html').querySelector('body > svg');
  if (sheet) document.body.prepend(document.importNode(sheet, true));
}

takeIcons();
addTexts('desktop', { en: async () => desktop, ar: async () => (await import('#renderer/i18n/ar/desktop.ts')).desktop });
await startTexts(usePreferences.getState().language);
createRoot(document.getElementById('root') as HTMLElement).render(<StatesPage sections={sections} />);

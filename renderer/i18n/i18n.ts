import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#renderer/stores/preferences.ts';
import { en } from './en/index.ts';

/** Arabic comes when somebody reads it; English is what everything falls back to. */
const loaders: Partial<Record<Language, () => Promise<Record<string, object>>>> = {
  ar: async () => (await import('./ar/index.ts')).ar,
};

/** Texts of a part that not every window has, by namespace. */
interface LaterTexts {
  namespace: string;
  load: Record<Language, () => Promise<object>>;
}
const later: LaterTexts[] = [];

/** Before `startTexts`: they come with the others, in each language that somebody reads. */
export function addTexts(namespace: string, load: LaterTexts['load']): void {
  later.push({ namespace, load });
}

async function addLaterTexts(language: Language): Promise<void> {
  for (const { namespace, load } of later)
    if (!i18next.hasResourceBundle(language, namespace)) i18next.addResourceBundle(language, namespace, await load[language]());
}

const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** Texts of `language` on the whole page, and its direction. */
export async function showTextsOf(language: Language): Promise<void> {
  const load = loaders[language];
  if (load && !i18next.hasResourceBundle(language, 'common')) {
    for (const [namespace, texts] of Object.entries(await load())) i18next.addResourceBundle(language, namespace, texts);
  }
  await addLaterTexts(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  await i18next.changeLanguage(language);
}

export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(en),
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  await addLaterTexts('en');
  if (language !== 'en') await showTextsOf(language);
}

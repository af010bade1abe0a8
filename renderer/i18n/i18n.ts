import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#renderer/stores/preferences.ts';
import { en } from './en/index.ts';

/** Arabic comes when somebody reads it; English is what everything falls back to. */
const loaders: Partial<Record<Language, () => Promise<Record<string, object>>>> = {
  ar: async () => (await import('./ar/index.ts')).ar,
};

const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** Texts of `language` on the whole page, and its direction. */
export async function showTextsOf(language: Language): Promise<void> {
  const load = loaders[language];
  if (load && !i18next.hasResourceBundle(language, 'common')) {
    for (const [namespace, texts] of Object.entries(await load())) i18next.addResourceBundle(language, namespace, texts);
  }
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
  if (language !== 'en') await showTextsOf(language);
}

import { useEffect, useState } from 'react';
import { useSearch } from 'wouter/use-browser-location';
import { showTextsOf } from '#renderer/i18n/i18n.ts';
import { type Language, type Theme, usePreferences } from '#renderer/stores/preferences.ts';

const themes: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[];
const languages: readonly string[] = ['en', 'ar'] satisfies Language[];

/** What the address asks for: a section, and `theme` and `language`, which hold from then on. Null while the texts are on their way. */
export function useAsked(): { show: string | null; language: Language } | null {
  const search = new URLSearchParams(useSearch());
  const [show, theme, language] = [search.get('show'), search.get('theme'), search.get('language')];
  const [asked, setAsked] = useState<{ show: string | null; language: Language } | null>(null);
  useEffect(() => {
    let isOver = false;
    const { set } = usePreferences.getState();
    if (themes.includes(theme ?? '')) set({ theme: theme as Theme });
    if (languages.includes(language ?? '')) set({ language: language as Language });
    const chosen = usePreferences.getState().language;
    void showTextsOf(chosen).then(() => {
      if (!isOver) setAsked({ show, language: chosen });
    });
    return () => {
      isOver = true;
    };
  }, [show, theme, language]);
  return asked;
}

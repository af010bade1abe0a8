import { z } from 'zod';
import type { HttpClient, RequestOptions } from '../../infra/http/http-client.ts';
import { nameSource, SourceError } from '../../infra/http/source-error.ts';
import { appendPath } from '../append-path.ts';
import type { QuranLanguage, QuranSource, Surah, Verse } from './quran-source.ts';

const PAGE_SIZE = 50;

/** One translation of the Quran.com API for each language, by its resource id there. */
const TRANSLATION_IDS: Record<QuranLanguage, number> = {
  bn: 161,
  en: 20,
  es: 83,
  fr: 31,
  id: 33,
  ru: 45,
  sv: 48,
  tr: 77,
  ur: 54,
  zh: 56,
};

const Chapters = z.object({
  chapters: z.array(
    z.object({
      id: z.int(),
      revelation_place: z.enum(['makkah', 'madinah']),
      name_simple: z.string(),
      name_arabic: z.string(),
      verses_count: z.int().positive(),
      translated_name: z.object({ name: z.string() }),
    }),
  ),
});

const VersesPage = z.object({
  verses: z.array(
    z.object({
      verse_number: z.int(),
      text_uthmani: z.string(),
      translations: z.array(z.object({ resource_id: z.int(), text: z.string() })).default([]),
    }),
  ),
  pagination: z.object({ next_page: z.int().nullable() }),
});

/** The Quran.com API, version 4; `base` is what its paths are appended to. */
export function createApiSource(base: URL, http: HttpClient, languages: readonly QuranLanguage[], request: RequestOptions): QuranSource {
  return {
    async listSurahs() {
      const { chapters } = await http.getBody(appendPath(base, 'chapters', { language: 'en' }), { ...request, schema: Chapters });
      return chapters
        .map((chapter) => ({
          number: chapter.id,
          nameArabic: chapter.name_arabic,
          nameTransliterated: chapter.name_simple,
          nameTranslated: chapter.translated_name.name,
          revelation: chapter.revelation_place === 'makkah' ? ('meccan' as const) : ('medinan' as const),
          verseCount: chapter.verses_count,
        }))
        .sort((a, b) => a.number - b.number);
    },

    async *readVerses(surah, fromVerse) {
      let expected = fromVerse;
      for (let page: number | null = Math.ceil(fromVerse / PAGE_SIZE); page !== null; ) {
        const url = versesUrl(base, surah, page, languages);
        const { verses, pagination } = await http.getBody(url, { ...request, schema: VersesPage });
        for (const verse of verses) {
          if (verse.verse_number < expected) continue;
          if (verse.verse_number !== expected) throw gapIn(url, expected, verse.verse_number);
          expected += 1;
          yield toVerse(surah, verse, languages);
        }
        page = pagination.next_page;
      }
      if (expected !== surah.verseCount + 1) throw gapIn(versesUrl(base, surah, 1, languages), expected, null);
    },
  };
}

function versesUrl(base: URL, surah: Surah, page: number, languages: readonly QuranLanguage[]) {
  return appendPath(base, `verses/by_chapter/${surah.number}`, {
    fields: 'text_uthmani',
    translations: languages.map((language) => TRANSLATION_IDS[language]).join(','),
    per_page: String(PAGE_SIZE),
    page: String(page),
  });
}

function toVerse(surah: Surah, verse: z.output<typeof VersesPage>['verses'][number], languages: readonly QuranLanguage[]): Verse {
  const translations = languages.flatMap((language) => {
    const found = verse.translations.find(({ resource_id }) => resource_id === TRANSLATION_IDS[language]);
    return found ? [{ language, text: withoutFootnotes(found.text) }] : [];
  });
  return { surah: surah.number, verse: verse.verse_number, text: verse.text_uthmani, transliteration: null, translations };
}

// Translations there mark footnotes as <sup foot_note=123>1</sup>, and now and then set words in other tags.
function withoutFootnotes(text: string): string {
  return text
    .replace(/<sup\b[^>]*>.*?<\/sup>/gs, '')
    .replace(/<[^>]+>/g, '')
    .trim();
}

function gapIn(url: URL, expected: number, found: number | null) {
  const reason = found === null ? `ended before verse ${expected}` : `skipped from verse ${expected} to ${found}`;
  return new SourceError(reason, { kind: 'invalid', source: nameSource(url) });
}

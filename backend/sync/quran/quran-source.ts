import { z } from 'zod';

/** The languages that both sources have a translation in. */
export const QuranLanguage = z.enum(['bn', 'en', 'es', 'fr', 'id', 'ru', 'sv', 'tr', 'ur', 'zh']);
export type QuranLanguage = z.output<typeof QuranLanguage>;

export interface Surah {
  number: number;
  nameArabic: string;
  nameTransliterated: string;
  nameTranslated: string;
  revelation: 'meccan' | 'medinan';
  verseCount: number;
}

export interface Verse {
  surah: number;
  verse: number;
  text: string;
  transliteration: string | null;
  translations: { language: QuranLanguage; text: string }[];
}

/** Where surahs and verses come from: a package on the disk, or an API. */
export interface QuranSource {
  /** All surahs, by number. */
  listSurahs(): Promise<Surah[]>;
  /** A surah's verses in order, from the given one on; exactly as many as the surah has. */
  readVerses(surah: Surah, fromVerse: number): AsyncIterable<Verse>;
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { PermanentSyncError } from '../../runner/define-sync.ts';
import type { QuranLanguage, QuranSource, Surah, Verse } from './quran-source.ts';

// Resolved from here, so that it finds the package from the bundle in dist/ too; read as files, so that no chapter stays in memory.
const { resolve } = createRequire(import.meta.url);

const ChapterIndex = z.array(
  z.object({
    id: z.int(),
    name: z.string(),
    transliteration: z.string(),
    translation: z.string(),
    type: z.enum(['meccan', 'medinan']),
    total_verses: z.int().positive(),
  }),
);

const Chapter = z.object({
  verses: z.array(z.object({ id: z.int(), text: z.string(), transliteration: z.string().optional(), translation: z.string().optional() })),
});

/** The text and translations that the `quran-json` package carries. */
export function createPackageSource(languages: readonly QuranLanguage[]): QuranSource {
  return {
    async listSurahs() {
      const chapters = await readJson('en/index.json', ChapterIndex);
      return chapters.map((chapter) => ({
        number: chapter.id,
        nameArabic: chapter.name,
        nameTransliterated: chapter.transliteration,
        nameTranslated: chapter.translation,
        revelation: chapter.type,
        verseCount: chapter.total_verses,
      }));
    },

    async *readVerses(surah, fromVerse) {
      const original = await readVersesOf(surah, '');
      const translated = await Promise.all(languages.map((language) => readVersesOf(surah, `${language}/`)));
      for (const [index, verse] of original.entries()) {
        if (verse.id < fromVerse) continue;
        const translations = languages.map((language, at) => ({ language, text: translated[at]?.[index]?.translation ?? '' }));
        yield {
          surah: surah.number,
          verse: verse.id,
          text: verse.text,
          transliteration: verse.transliteration ?? null,
          translations,
        } satisfies Verse;
      }
    },
  };
}

async function readVersesOf(surah: Surah, folder: string) {
  const { verses } = await readJson(`${folder}${surah.number}.json`, Chapter);
  if (verses.length === surah.verseCount) return verses;
  throw new PermanentSyncError(`quran-json has ${verses.length} of the ${surah.verseCount} verses of ${folder}${surah.number}.json`);
}

async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(await readFile(resolve(`quran-json/dist/chapters/${path}`), 'utf8')));
}

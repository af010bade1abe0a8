import { z } from 'zod';
import type { Sql } from '../infra/database/sql.ts';
import { upsertRows } from '../infra/database/upsert-rows.ts';
import { type BatchCounts, CommonParams, defineSync } from '../runner/define-sync.ts';
import { inBatches } from './in-batches.ts';
import { createApiSource } from './quran/api-source.ts';
import { createPackageSource } from './quran/package-source.ts';
import { QuranLanguage, type QuranSource, type Surah, type Verse } from './quran/quran-source.ts';

const QuranParams = CommonParams.extend({
  translations: z
    .array(QuranLanguage)
    .default(['en'])
    .describe('Languages whose translations are stored beside the text; an empty list stores the text alone.'),
}).strict();

const QuranCheckpoint = z.object({ surah: z.int(), verse: z.int() }).describe('The last verse that is stored.');

export const quran = defineSync({
  type: 'quran',
  title: 'Quran text',
  unit: 'verses',
  needsNetwork: false,
  batchSize: 100,
  params: QuranParams,
  checkpoint: QuranCheckpoint,

  async *run({ params, checkpoint, sources, http, log, signal, batchSize, progress }) {
    const languages = [...new Set(params.translations)];
    const source =
      sources.quran === 'package'
        ? createPackageSource(languages)
        : createApiSource(sources.quran, http, languages, { signal, onRetry: (message) => progress({ message }) });
    const surahs = await source.listSurahs();
    const total = surahs.reduce((sum, surah) => sum + surah.verseCount, 0);
    let done = checkpoint ? countUpTo(surahs, checkpoint) : 0;
    log.info(`Syncing ${total - done} verses of ${surahs.length} surahs`, { translations: languages });

    for await (const verses of inBatches(versesAfter(source, surahs, checkpoint), batchSize)) {
      signal.throwIfAborted();
      const last = verses.at(-1) as Verse;
      done += verses.length;
      yield {
        write: (tx) => writeVerses(tx, surahs, verses),
        checkpoint: { surah: last.surah, verse: last.verse },
        done,
        total,
        message: `Surah ${last.surah}, verse ${last.verse}`,
      };
    }
  },
});

async function* versesAfter(source: QuranSource, surahs: Surah[], checkpoint: z.output<typeof QuranCheckpoint> | null) {
  for (const surah of surahs) {
    if (checkpoint && surah.number < checkpoint.surah) continue;
    const from = checkpoint?.surah === surah.number ? checkpoint.verse + 1 : 1;
    if (from <= surah.verseCount) yield* source.readVerses(surah, from);
  }
}

function countUpTo(surahs: Surah[], checkpoint: z.output<typeof QuranCheckpoint>): number {
  const before = surahs.filter((surah) => surah.number < checkpoint.surah);
  return before.reduce((sum, surah) => sum + surah.verseCount, checkpoint.verse);
}

/** A surah's own row goes in with its first verse. */
async function writeVerses(tx: Sql, surahs: Surah[], verses: Verse[]): Promise<BatchCounts> {
  const begun = new Set(verses.filter(({ verse }) => verse === 1).map(({ surah }) => surah));
  const surahRows = surahs.filter(({ number }) => begun.has(number)).map(toSurahRow);
  const translationRows = verses.flatMap(({ surah, verse, translations }) =>
    translations.map(({ language, text }) => ({ surah, verse, language, text })),
  );
  return {
    byTable: {
      quran_surahs: await upsertRows(tx, SURAHS, surahRows),
      quran_translations: await upsertRows(tx, TRANSLATIONS, translationRows),
    },
    items: await upsertRows(
      tx,
      VERSES,
      verses.map(({ translations: _, ...row }) => row),
    ),
  };
}

function toSurahRow(surah: Surah) {
  return {
    number: surah.number,
    name_arabic: surah.nameArabic,
    name_transliterated: surah.nameTransliterated,
    name_translated: surah.nameTranslated,
    revelation: surah.revelation,
    verse_count: surah.verseCount,
  };
}

const SURAHS = {
  table: 'quran_surahs',
  key: ['number'],
  columns: {
    number: 'integer',
    name_arabic: 'text',
    name_transliterated: 'text',
    name_translated: 'text',
    revelation: 'text',
    verse_count: 'integer',
  },
};

const VERSES = {
  table: 'quran_verses',
  key: ['surah', 'verse'],
  columns: { surah: 'integer', verse: 'integer', text: 'text', transliteration: 'text' },
};

const TRANSLATIONS = {
  table: 'quran_translations',
  key: ['surah', 'verse', 'language'],
  columns: { surah: 'integer', verse: 'integer', language: 'text', text: 'text' },
};

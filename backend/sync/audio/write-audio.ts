import type { Sql } from '../../infra/database/sql.ts';
import { type UpsertCounts, upsertRows } from '../../infra/database/upsert-rows.ts';
import type { HeadAnswer } from '../../infra/http/http-client.ts';
import type { AudioFile, Reciter } from './audio-source.ts';

export async function writeReciters(tx: Sql, reciters: readonly Reciter[]): Promise<Record<string, UpsertCounts>> {
  const recitations = reciters.flatMap((reciter) =>
    reciter.moshaf.map(({ id, name, server, surah_total, moshaf_type }) => ({
      id,
      reciter_id: reciter.id,
      name,
      server,
      kind: moshaf_type,
      surah_count: surah_total,
    })),
  );
  return {
    audio_reciters: await upsertRows(
      tx,
      RECITERS,
      reciters.map(({ id, name, letter }) => ({ id, name, letter: letter ?? '' })),
    ),
    audio_recitations: await upsertRows(tx, RECITATIONS, recitations),
  };
}

export function writeFiles(tx: Sql, files: readonly AudioFile[], answers: readonly HeadAnswer[]): Promise<UpsertCounts> {
  const rows = files.map(({ recitation, surah, url }, index) => {
    const answer = answers[index] ?? { available: false as const };
    const found = answer.available ? { size_bytes: answer.sizeBytes, content_type: answer.contentType, etag: answer.etag } : {};
    return { recitation_id: recitation, surah, url: url.href, available: answer.available, ...found };
  });
  return upsertRows(tx, FILES, rows);
}

const RECITERS = { table: 'audio_reciters', key: ['id'], columns: { id: 'integer', name: 'text', letter: 'text' } };

const RECITATIONS = {
  table: 'audio_recitations',
  key: ['id'],
  columns: { id: 'integer', reciter_id: 'integer', name: 'text', server: 'text', kind: 'integer', surah_count: 'integer' },
};

const FILES = {
  table: 'audio_files',
  key: ['recitation_id', 'surah'],
  columns: {
    recitation_id: 'integer',
    surah: 'integer',
    url: 'text',
    available: 'boolean',
    size_bytes: 'bigint',
    content_type: 'text',
    etag: 'text',
  },
};

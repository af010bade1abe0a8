import type { JsonAnswer } from '../../infra/http/http-client.ts';
import type { Batch } from '../../runner/define-sync.ts';
import { type HadithCheckpoint, type HadithCount, totalOf } from './hadith-progress.ts';
import type { Book, Edition, SourceHadith } from './hadith-source.ts';
import { writeEdition, writeEtag, writeHadiths } from './write-hadiths.ts';

type HadithBatch = Batch<HadithCheckpoint>;

/** The edition's own row and those of its books, before the first of them. */
export function beginEdition(edition: Edition, count: HadithCount): HadithBatch {
  return {
    write: async (tx) => ({ items: { created: 0, updated: 0, unchanged: 0 }, byTable: await writeEdition(tx, edition) }),
    checkpoint: { edition: edition.edition, book: -1, within: null, done: count.done },
    done: count.done,
    total: totalOf(count, 0),
    message: edition.name,
  };
}

/** A book that is as it was: its hadiths count as unchanged, all of them. */
export function keepBook({ edition, name }: Edition, book: Book, unchanged: number, count: HadithCount): HadithBatch {
  count.done += unchanged;
  if (count.ahead !== null) count.ahead -= book.expected;
  return {
    write: async () => ({ items: { created: 0, updated: 0, unchanged } }),
    checkpoint: { edition, book: book.number, within: null, done: count.done },
    done: count.done,
    total: totalOf(count, 0),
    message: `${name}, book ${book.number}`,
  };
}

interface StoredBook {
  edition: Edition;
  book: Book;
  /** What its ETag is kept under. */
  url: URL;
  answer: Extract<JsonAnswer<SourceHadith[]>, { status: 'ok' }>;
  within: HadithCheckpoint['within'];
  count: HadithCount;
  batchSize: number;
  signal: AbortSignal;
}

/**
 * A book's hadiths in batches, its ETag with the last of them: an ETag never stands for rows that are not there. Where the book changed
 * since the run was interrupted in it, all of it is stored again, since its parts would not fit together.
 */
export function* storeBook({
  edition,
  book,
  url,
  answer,
  within,
  count,
  batchSize,
  signal,
}: StoredBook): Generator<HadithBatch, void, void> {
  const { body: hadiths, etag } = answer;
  const same = within !== null && within.etag === etag;
  if (within && !same) count.done -= within.stored;
  if (count.ahead !== null) count.ahead -= book.expected;
  let start = same ? hadiths.filter(({ hadithnumber }) => hadithnumber <= within.number).length : 0;
  // A book without hadiths is a batch too: it moves the checkpoint and keeps the ETag.
  do {
    signal.throwIfAborted();
    const rows = hadiths.slice(start, start + batchSize);
    start += rows.length;
    count.done += rows.length;
    const finished = start >= hadiths.length;
    const stored = { number: rows.at(-1)?.hadithnumber ?? 0, stored: start, etag };
    yield {
      write: async (tx) => {
        const items = await writeHadiths(tx, edition.edition, book.number, rows);
        if (finished && etag !== null) await writeEtag(tx, url, etag, hadiths.length);
        return { items };
      },
      checkpoint: { edition: edition.edition, book: book.number, within: finished ? null : stored, done: count.done },
      done: count.done,
      total: totalOf(count, hadiths.length - start),
      message: `${edition.name}, book ${book.number}`,
    };
  } while (start < hadiths.length);
}

import type { Sql } from '../../infra/database/sql.ts';
import { type UpsertCounts, upsertRows } from '../../infra/database/upsert-rows.ts';
import type { Edition, SourceHadith } from './hadith-source.ts';

/** An edition's own row and those of its books. */
export async function writeEdition(tx: Sql, { books, ...edition }: Edition): Promise<Record<string, UpsertCounts>> {
  const bookRows = books.map(({ number, name, firstHadith, lastHadith }) => ({
    edition: edition.edition,
    number,
    name,
    first_hadith: firstHadith,
    last_hadith: lastHadith,
  }));
  return {
    hadith_collections: await upsertRows(tx, COLLECTIONS, [edition]),
    hadith_books: await upsertRows(tx, BOOKS, bookRows),
  };
}

export function writeHadiths(tx: Sql, edition: string, book: number, hadiths: readonly SourceHadith[]): Promise<UpsertCounts> {
  const rows = hadiths.map((hadith) => ({
    edition,
    book,
    number: hadith.hadithnumber,
    arabic_number: hadith.arabicnumber ?? null,
    text: hadith.text,
    grades: hadith.grades,
    reference_book: hadith.reference.book,
    reference_hadith: hadith.reference.hadith,
  }));
  return upsertRows(tx, HADITHS, rows);
}

export async function writeEtag(tx: Sql, url: URL, etag: string, items: number): Promise<void> {
  await upsertRows(tx, ETAGS, [{ url: url.href, etag, items }]);
}

/** The ETags of an edition's books whose rows are all there; without its rows an ETag is worth nothing. */
export async function readEtags(read: Sql['query'], edition: string, urls: ReadonlyMap<number, URL>) {
  const rows = await read<{ book: number; etag: string; items: number }>(
    `SELECT wanted.book, e.etag, e.items
     FROM jsonb_to_recordset($2::jsonb) AS wanted(book integer, url text)
     JOIN http_etags e USING (url)
     WHERE e.items = (SELECT count(*) FROM hadiths h WHERE h.edition = $1 AND h.book = wanted.book)`,
    [edition, JSON.stringify([...urls].map(([book, url]) => ({ book, url })))],
  );
  return new Map(rows.map(({ book, etag, items }) => [book, { etag, items }]));
}

const COLLECTIONS = {
  table: 'hadith_collections',
  key: ['edition'],
  columns: { edition: 'text', collection: 'text', name: 'text', author: 'text', language: 'text', direction: 'text', source: 'text' },
};

const BOOKS = {
  table: 'hadith_books',
  key: ['edition', 'number'],
  columns: { edition: 'text', number: 'integer', name: 'text', first_hadith: 'numeric(10,3)', last_hadith: 'numeric(10,3)' },
};

const HADITHS = {
  table: 'hadiths',
  key: ['edition', 'book', 'number'],
  columns: {
    edition: 'text',
    book: 'integer',
    number: 'numeric(10,3)',
    arabic_number: 'numeric(10,3)',
    text: 'text',
    grades: 'jsonb',
    reference_book: 'integer',
    reference_hadith: 'numeric(10,3)',
  },
};

const ETAGS = { table: 'http_etags', key: ['url'], columns: { url: 'text', etag: 'text', items: 'integer' } };

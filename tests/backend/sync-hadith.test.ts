import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { PermanentSyncError } from '#backend/runner/define-sync.ts';
import { hadith } from '#backend/sync/hadith.ts';
import { driveSync, NOWHERE } from '#tests/support/drive-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { sendJson, sendStatus, sendText, staySilent, useSourceServer } from '#tests/support/source-server.ts';

const database = useScratchDatabase();
const server = useSourceServer();
const BASE = '/gh/hadith-api@1';
const BOOKS = ['eng-bukhari-0', 'eng-bukhari-1', 'eng-bukhari-2', 'eng-nawawi-0', 'eng-nawawi-1'];
const params = { editions: ['eng-bukhari', 'eng-nawawi'] };
const fixture = async (name: string) => JSON.parse(await readFile(new URL(`../fixtures/hadith/${name}.json`, import.meta.url), 'utf8'));
const bookPath = (name: string) => `${BASE}/editions/${name.replace(/-(\d+)$/, '/sections/$1')}.json`;
const drive = (options: Partial<Parameters<typeof driveSync>[1]> = {}) =>
  driveSync(hadith, { connectionString: database.connectionString, sources: { hadith: server.url(`${BASE}/`) }, params, ...options });
const readAll = () =>
  database.query('SELECT edition, book, number::text, arabic_number::text, text, grades FROM hadiths ORDER BY 1, 2, hadiths.number');

beforeEach(async () => {
  await database.query('TRUNCATE hadith_collections, hadith_books, hadiths, http_etags');
  server.on(`${BASE}/editions.json`, sendJson(await fixture('editions')));
  server.on(`${BASE}/info.json`, sendJson(await fixture('info')));
  for (const name of BOOKS) server.on(bookPath(name), sendJson(await fixture(name), `"${name}"`));
});

describe('hadith', () => {
  test('stores collections, books and hadiths', async () => {
    const run = await drive();
    expect(run).toMatchObject({ finished: true, done: 28, total: 28, counts: { created: 28, updated: 0, unchanged: 0 } });
    expect(run.byTable).toEqual({
      hadith_collections: { created: 2, updated: 0, unchanged: 0 },
      hadith_books: { created: 5, updated: 0, unchanged: 0 },
    });
    expect(
      await database.query(
        `SELECT number::text, arabic_number, text FROM hadiths WHERE edition = 'eng-bukhari' AND book = 0 ORDER BY hadiths.number`,
      ),
    ).toEqual([
      { number: '272.000', arabic_number: '272.000', text: 'Made text of hadith 272' },
      { number: '300.000', arabic_number: '300.000', text: '' },
      { number: '402.200', arabic_number: '402.200', text: 'Made text of hadith 402.2' },
    ]);
    const [eighth] = await database.query(`SELECT arabic_number, grades FROM hadiths WHERE edition = 'eng-bukhari' AND number = 8`);
    expect(eighth).toEqual({ arabic_number: null, grades: [{ name: 'Made Grader', grade: 'Sahih' }] });
    expect(await database.query('SELECT url, etag, items FROM http_etags WHERE items = 13')).toEqual([
      { url: `${server.origin}${bookPath('eng-bukhari-2')}`, etag: '"eng-bukhari-2"', items: 13 },
    ]);
  });

  test('counts every hadith as unchanged the second time, without fetching one', async () => {
    await drive();
    const asked = server.requests.length;
    const second = await drive();
    expect(second).toMatchObject({ finished: true, done: 28, total: 28, counts: { created: 0, updated: 0, unchanged: 28 } });
    const books = server.requests.slice(asked).filter(({ path }) => path.includes('/sections/'));
    expect(books.map(({ headers }) => headers['if-none-match'])).toEqual(expect.arrayContaining(BOOKS.map((name) => `"${name}"`)));
  });

  test('stores what changed, and trusts no ETag whose rows are gone', async () => {
    await drive();
    const changed = await fixture('eng-bukhari-1');
    changed.hadiths[2].text = 'Another text';
    server.on(bookPath('eng-bukhari-1'), sendJson(changed, '"new"'));
    await database.query(`DELETE FROM hadiths WHERE edition = 'eng-nawawi' AND number = 4`);
    expect((await drive()).counts).toEqual({ created: 1, updated: 1, unchanged: 26 });
    expect((await drive()).counts).toEqual({ created: 0, updated: 0, unchanged: 28 });
  });

  test.each([1, 3, 5, 200])('goes on from every checkpoint with no gap and no repeat, at %i a batch', async (batchSize) => {
    await drive();
    const expected = await readAll();
    await database.query('TRUNCATE hadith_collections, hadith_books, hadiths, http_etags');
    let created = 0;
    let checkpoint: unknown;
    for (;;) {
      const part = await drive({ checkpoint, batchSize, stopAfter: 2 });
      created += part.counts.created;
      expect(part.counts.updated + part.counts.unchanged).toBe(0);
      if (part.finished) break;
      expect(part.done).toBe(created);
      checkpoint = part.checkpoint;
    }
    expect(created).toBe(28);
    expect(await readAll()).toEqual(expected);
    expect((await drive()).counts.unchanged).toBe(28);
  });

  test('stores a book anew that changed while the run was interrupted in it', async () => {
    const part = await drive({ batchSize: 5, stopAfter: 3 });
    expect(part.checkpoint).toMatchObject({
      edition: 'eng-bukhari',
      book: 1,
      within: { number: 5, stored: 5, etag: '"eng-bukhari-1"' },
      done: 8,
    });
    const changed = await fixture('eng-bukhari-1');
    changed.hadiths[0].text = 'Another text';
    server.on(bookPath('eng-bukhari-1'), sendJson(changed, '"new"'));
    const rest = await drive({ batchSize: 5, checkpoint: part.checkpoint });
    expect(rest).toMatchObject({ finished: true, done: 28, total: 28, counts: { created: 20, updated: 1, unchanged: 4 } });
  });

  test('makes batches as small as a limit on the rate asks for', async () => {
    expect((await drive({ params: { editions: ['eng-bukhari'], ratePerSecond: 2 } })).batches).toBe(1 + 2 + 4 + 7);
  });

  test('falls back to the minified form, and keeps no ETag of it', async () => {
    server.on(bookPath('eng-nawawi-1'), sendStatus(403));
    server.on(bookPath('eng-nawawi-1').replace('.json', '.min.json'), sendJson(await fixture('eng-nawawi-1'), '"min"'));
    expect((await drive({ params: { editions: ['eng-nawawi'] } })).counts.created).toBe(5);
    expect(await database.query(`SELECT etag FROM http_etags WHERE etag = '"min"'`)).toEqual([]);
    server.on(bookPath('eng-nawawi-1').replace('.json', '.min.json'), sendStatus(404));
    await expect(drive()).rejects.toThrow(/sections\/1\.json answered 403, and its \.min\.json is not to be had either$/);
  });

  test('knows no total where the listing has none', async () => {
    const info = await fixture('info');
    for (const book of Object.values<{ hadiths?: unknown }>(info)) delete book.hadiths;
    server.on(`${BASE}/info.json`, sendJson(info));
    expect(await drive()).toMatchObject({ total: null, done: 28 });
    delete info.nawawi;
    server.on(`${BASE}/info.json`, sendJson(info));
    expect(await drive({ params: { editions: ['eng-nawawi'] } })).toMatchObject({ finished: true, done: 0 });
  });

  test('fails for good on an edition that there is not, and names those that there are', async () => {
    const run = drive({ params: { editions: ['eng-none'] } });
    await expect(run).rejects.toThrow(PermanentSyncError);
    await expect(run).rejects.toThrow(/has no edition eng-none; it has eng-bukhari, eng-nawawi$/);
  });

  test('says which source failed, and why', async () => {
    await expect(drive({ sources: { hadith: NOWHERE } })).rejects.toThrow(
      '127.0.0.1:5/nowhere/editions.json refused the connection after 3 tries',
    );
    server.on(bookPath('eng-bukhari-2'), sendText('{"hadiths": ['));
    await expect(drive()).rejects.toThrow(/sections\/2\.json sent something that is not JSON/);
    server.on(bookPath('eng-bukhari-2'), sendStatus(500));
    await expect(drive()).rejects.toThrow(/sections\/2\.json answered 500 after 3 tries$/);
  });

  test('stops at once when aborted, in a request or between two batches', async () => {
    server.on(bookPath('eng-bukhari-1'), staySilent);
    const controller = new AbortController();
    const asked = server.requested(bookPath('eng-bukhari-1'));
    const ended = expect(drive({ signal: controller.signal })).rejects.toThrow('paused');
    await asked;
    controller.abort(new Error('paused'));
    await ended;
    server.on(bookPath('eng-bukhari-1'), sendJson(await fixture('eng-bukhari-1')));
    const between = new AbortController();
    const run = drive({
      signal: between.signal,
      batchSize: 2,
      onBatch: (batches) => batches === 2 && between.abort(new Error('cancelled')),
    });
    await expect(run).rejects.toThrow('cancelled');
  });

  test('takes {} as its params, and refuses what it does not know', () => {
    expect(hadith.params.parse({})).toEqual({ editions: ['eng-bukhari', 'eng-muslim'], sectionsPerPage: 4 });
    for (const refused of [{ editions: ['../x'] }, { editions: [] }, { sectionsPerPage: 0 }, { x: 1 }])
      expect(hadith.params.safeParse(refused).success).toBe(false);
  });
});

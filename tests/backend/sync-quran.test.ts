import { readFile } from 'node:fs/promises';
import lastChapter from 'quran-json/dist/chapters/114.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { quran } from '#backend/sync/quran.ts';
import { driveSync, NOWHERE } from '#tests/support/drive-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { sendJson, sendStatus, staySilent, useSourceServer } from '#tests/support/source-server.ts';

const database = useScratchDatabase();
const server = useSourceServer();
const drive = (options: Partial<Parameters<typeof driveSync>[1]> = {}) =>
  driveSync(quran, { connectionString: database.connectionString, ...options });
const empty = () => database.query('TRUNCATE quran_surahs, quran_verses, quran_translations');
const readAll = () => database.query(`SELECT surah, verse, md5(text) AS text FROM quran_verses ORDER BY surah, verse`);

describe('quran from the package', () => {
  test('stores every surah, verse and translation, and a second run finds them unchanged', async () => {
    await empty();
    const first = await drive({ params: { translations: ['en', 'fr'] } });
    expect(first).toMatchObject({ finished: true, done: 6236, total: 6236, batches: 63 });
    expect(first.counts).toEqual({ created: 6236, updated: 0, unchanged: 0 });
    expect(first.byTable).toEqual({
      quran_surahs: { created: 114, updated: 0, unchanged: 0 },
      quran_translations: { created: 12472, updated: 0, unchanged: 0 },
    });
    const [stored] = await database.query(
      `SELECT v.text, v.transliteration, t.text AS translation, s.name_transliterated FROM quran_verses v
       JOIN quran_translations t USING (surah, verse) JOIN quran_surahs s ON s.number = v.surah
       WHERE surah = 114 AND verse = 6 AND language = 'en'`,
    );
    expect(stored).toEqual({
      text: lastChapter.verses.at(-1)?.text,
      transliteration: expect.any(String),
      translation: 'From among the jinn and mankind',
      name_transliterated: 'An-Nas',
    });
    const second = await drive({ params: { translations: ['en', 'fr'] } });
    expect(second.counts).toEqual({ created: 0, updated: 0, unchanged: 6236 });
    expect(second.byTable.quran_translations).toEqual({ created: 0, updated: 0, unchanged: 12472 });
  });

  test('goes on from any checkpoint with no gap and no repeat', async () => {
    await empty();
    const whole = await drive();
    const expected = await readAll();
    await empty();
    let counts = 0;
    let checkpoint: unknown;
    for (let rounds = 0; ; rounds++) {
      const part = await drive({ checkpoint, stopAfter: 5, batchSize: 333 });
      counts += part.counts.created;
      expect(part.counts.updated + part.counts.unchanged).toBe(0);
      if (part.finished) break;
      checkpoint = part.checkpoint;
      expect(part.done).toBe(counts);
      expect(rounds).toBeLessThan(10);
    }
    expect(counts).toBe(whole.counts.created);
    expect(await readAll()).toEqual(expected);
  });

  test('makes batches as small as a limit on the rate asks for', async () => {
    const slow = await drive({ params: { ratePerSecond: 7 }, stopAfter: 3 });
    expect(slow).toMatchObject({ done: 21, checkpoint: { surah: 2, verse: 14 } });
  });

  test('mends a changed row and leaves the others alone', async () => {
    await drive();
    await database.query(`UPDATE quran_verses SET text = 'x', updated_at = '2000-01-01' WHERE surah = 2 AND verse = 255`);
    const again = await drive();
    expect(again.counts).toEqual({ created: 0, updated: 1, unchanged: 6235 });
    const [{ moved } = { moved: false }] = await database.query<{ moved: boolean }>(
      `SELECT updated_at > '2001-01-01' AS moved FROM quran_verses WHERE surah = 2 AND verse = 255`,
    );
    expect(moved).toBe(true);
  });

  test('stops at once when aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const run = drive({ signal: controller.signal, onBatch: (batches) => batches === 2 && controller.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });

  test('takes {} as its params, and refuses what it does not know', () => {
    expect(quran.params.parse({})).toEqual({ translations: ['en'] });
    expect(quran.params.safeParse({ translations: ['tlh'] }).success).toBe(false);
    expect(quran.params.safeParse({ speed: 1 }).success).toBe(false);
  });
});

describe('quran from the Quran.com API', () => {
  const fixture = async (name: string) => JSON.parse(await readFile(new URL(`../fixtures/quran/${name}`, import.meta.url), 'utf8'));
  const sources = () => ({ quran: server.url('/api/v4') });

  async function serve() {
    server.on('/api/v4/chapters', sendJson(await fixture('chapters.json')));
    server.on('/api/v4/verses/by_chapter/1', sendJson(await fixture('chapter-1.json')));
    const second = await fixture('chapter-2-page-1.json');
    server.on('/api/v4/verses/by_chapter/2', (request, response) => {
      const page = new URL(request.url ?? '', server.origin).searchParams.get('page');
      if (page === '1') return sendJson(second)(request, response);
      fixture('chapter-2-page-2.json').then((body) => sendJson(body)(request, response));
    });
  }

  test('stores the same rows, page by page, without footnotes', async () => {
    await empty();
    await serve();
    const run = await drive({ sources: sources(), batchSize: 20 });
    expect(run).toMatchObject({ finished: true, done: 60, total: 60, counts: { created: 60, updated: 0, unchanged: 0 } });
    expect(run.byTable.quran_surahs).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await database.query(`SELECT revelation FROM quran_surahs ORDER BY number`)).toEqual([
      { revelation: 'meccan' },
      { revelation: 'medinan' },
    ]);
    const [translation] = await database.query(`SELECT text FROM quran_translations WHERE surah = 1 AND verse = 1`);
    expect(translation).toEqual({ text: 'In the name of Allāh, the Entirely Merciful, the Especially Merciful.' });
    const [query] = server.requests.filter(({ path }) => path.includes('by_chapter/2'));
    expect(query?.path).toBe('/api/v4/verses/by_chapter/2?fields=text_uthmani&translations=20&per_page=50&page=1');
  });

  test('goes on from a checkpoint at the page that it needs', async () => {
    await empty();
    await serve();
    const first = await drive({ sources: sources(), batchSize: 29, stopAfter: 2 });
    expect(first.checkpoint).toEqual({ surah: 2, verse: 51 });
    const before = server.requests.length;
    const rest = await drive({ sources: sources(), batchSize: 29, checkpoint: first.checkpoint });
    expect(rest).toMatchObject({ finished: true, done: 60, counts: { created: 2, updated: 0, unchanged: 0 } });
    expect(server.requests.slice(before).map(({ path }) => path)).toEqual([
      expect.stringContaining('/chapters'),
      expect.stringContaining('by_chapter/2'),
    ]);
    expect((await readAll()).length).toBe(60);
  });

  test('fails on a surah that comes with verses missing', async () => {
    await serve();
    const short = await fixture('chapter-1.json');
    short.verses.splice(3, 1);
    server.on('/api/v4/verses/by_chapter/1', sendJson(short));
    await expect(drive({ sources: sources() })).rejects.toThrow(/by_chapter\/1 skipped from verse 4 to 5$/);
    short.verses.splice(3);
    await expect(drive({ sources: sources() })).rejects.toThrow(/by_chapter\/1 ended before verse 4$/);
  });

  test('says which source failed, and why', async () => {
    server.on('/api/v4/chapters', sendStatus(503));
    const host = new URL(server.origin).host;
    await expect(drive({ sources: sources() })).rejects.toThrow(`${host}/api/v4/chapters answered 503 after 3 tries`);
    await expect(drive({ sources: { quran: NOWHERE } })).rejects.toThrow(
      '127.0.0.1:5/nowhere/chapters refused the connection after 3 tries',
    );
  });

  test('stops at once when aborted in the middle of a request', async () => {
    await serve();
    server.on('/api/v4/verses/by_chapter/2', staySilent);
    const controller = new AbortController();
    const asked = server.requested('/api/v4/verses/by_chapter/2');
    const run = drive({ sources: sources(), signal: controller.signal });
    const ended = expect(run).rejects.toThrow('paused');
    await asked;
    controller.abort(new Error('paused'));
    await ended;
  });
});

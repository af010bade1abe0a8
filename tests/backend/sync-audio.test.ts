import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { PermanentSyncError } from '#backend/runner/define-sync.ts';
import { listFiles } from '#backend/sync/audio/audio-source.ts';
import { audio } from '#backend/sync/audio.ts';
import { syncs } from '#backend/sync/index.ts';
import { createQuickHttpClient, driveSync, NOWHERE } from '#tests/support/drive-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { answerTogether, type Respond, sendJson, sendStatus, staySilent, useSourceServer } from '#tests/support/source-server.ts';

const database = useScratchDatabase();
const server = useSourceServer();
const drive = (options: Partial<Parameters<typeof driveSync>[1]> = {}) =>
  driveSync(audio, { connectionString: database.connectionString, sources: { audio: server.url('/api/v3') }, ...options });
const readAll = () => database.query('SELECT recitation_id, surah, available, size_bytes FROM audio_files ORDER BY 1, 2');
const readReciters = async () =>
  JSON.parse((await readFile(new URL('../fixtures/audio/reciters.json', import.meta.url), 'utf8')).replaceAll('SERVER', server.origin));

/** Every file is there but one, each with a size of its own. */
const sendFile: Respond = (request, response) => {
  const path = request.url ?? '';
  if (path === '/two/018.mp3') return void response.writeHead(404).end();
  const size = 1000 + path.length + Number(path.match(/(\d+)\.mp3$/)?.[1]);
  response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': String(size), etag: `"${path}"` }).end();
};

beforeEach(async () => {
  await database.query('TRUNCATE audio_reciters, audio_recitations, audio_files');
  server.on('/api/v3/reciters', sendJson(await readReciters()));
  server.otherwise(sendFile);
});

describe('recitations', () => {
  test('stores reciters, recitations and files with size and availability, and a second run finds them unchanged', async () => {
    const first = await drive();
    expect(first).toMatchObject({ finished: true, done: 12, total: 12, counts: { created: 12, updated: 0, unchanged: 0 } });
    expect(first.byTable).toEqual({
      audio_reciters: { created: 2, updated: 0, unchanged: 0 },
      audio_recitations: { created: 3, updated: 0, unchanged: 0 },
    });
    expect(await database.query('SELECT * FROM audio_files WHERE recitation_id = 231 AND surah IN (1, 18) ORDER BY surah')).toMatchObject([
      { url: `${server.origin}/two/001.mp3`, available: true, size_bytes: '1013', content_type: 'audio/mpeg', etag: '"/two/001.mp3"' },
      { url: `${server.origin}/two/018.mp3`, available: false, size_bytes: null, content_type: null, etag: null },
    ]);
    expect(server.requests.filter(({ method }) => method === 'HEAD')).toHaveLength(12);
    expect(server.requests[0]?.path).toBe('/api/v3/reciters?language=eng');
    const second = await drive();
    expect(second.counts).toEqual({ created: 0, updated: 0, unchanged: 12 });
    server.otherwise(sendStatus(404));
    expect((await drive()).counts).toEqual({ created: 0, updated: 11, unchanged: 1 });
  });

  test('goes on from every checkpoint with no gap and no repeat', async () => {
    await drive();
    const expected = await readAll();
    await database.query('TRUNCATE audio_reciters, audio_recitations, audio_files');
    let created = 0;
    let checkpoint: unknown;
    for (;;) {
      const part = await drive({ checkpoint, batchSize: 5, stopAfter: 1 });
      created += part.counts.created;
      expect(part.counts.updated + part.counts.unchanged).toBe(0);
      if (part.finished) break;
      expect(part.done).toBe(created);
      checkpoint = part.checkpoint;
    }
    expect(created).toBe(12);
    expect(checkpoint).toEqual({ reciter: 231, recitation: 280, surah: 114 });
    expect(await readAll()).toEqual(expected);
  });

  test('asks for so many files at once as it may', async () => {
    server.otherwise(answerTogether(3, sendFile));
    await drive({ params: { concurrency: 3 } });
    expect(server.mostAtOnce).toBe(3);
    server.otherwise(sendFile);
    expect((await drive({ params: { ratePerSecond: 4 } })).batches).toBe(1 + 3);
  });

  test('takes the reciters that are asked for', async () => {
    expect(await drive({ params: { limit: 1 } })).toMatchObject({ total: 5 });
    const chosen = await drive({ params: { reciterIds: [231, 999] } });
    expect(chosen).toMatchObject({ total: 7, counts: { created: 7 } });
    expect(chosen.logs).toContainEqual({ level: 'warn', message: 'There are no reciters 999 at the source' });
    const none = drive({ params: { reciterIds: [999] } });
    await expect(none).rejects.toThrow(PermanentSyncError);
    await expect(none).rejects.toThrow(/has none of the reciters 999$/);
  });

  test('leaves out servers that it must not ask', async () => {
    const reciters = await readReciters();
    reciters.reciters[1].moshaf[0].server = 'file:///etc/';
    server.on('/api/v3/reciters', sendJson(reciters));
    const run = await drive();
    expect(run).toMatchObject({ finished: true, total: 7 });
    expect(run.logs).toContainEqual({
      level: 'warn',
      message: expect.stringMatching(/^The files of Made Reciter One, .*, are left out: file: is neither/),
    });

    const [reciter] = reciters.reciters;
    const refusal = (address: string) => listFiles(reciter, { ...reciter.moshaf[0], server: address }, false);
    expect(refusal('http://169.254.169.254/latest/')).toEqual({ refused: '169.254.169.254 is an address on a private network' });
    expect(refusal('http://localhost:6379')).toEqual({ refused: 'localhost:6379 is an address on a private network' });
    expect(refusal('nonsense')).toEqual({ refused: 'nonsense is not an address' });
    expect(refusal('https://server8.mp3quran.net/afs')).toMatchObject([
      { url: new URL('https://server8.mp3quran.net/afs/002.mp3') },
      {},
      {},
    ]);
  });

  test('fails where a file can’t be asked for, ends the other requests, and names the source', async () => {
    server.otherwise(staySilent);
    server.on('/one/002.mp3', sendStatus(500));
    const began = Date.now();
    await expect(drive({ http: createQuickHttpClient({ answerTimeoutMs: 30_000 }) })).rejects.toThrow(
      /\/one\/002\.mp3 answered 500 after 3 tries$/,
    );
    // Not after the 30 s for which the others would be waited.
    expect(Date.now() - began).toBeLessThan(15_000);
    await expect(drive({ sources: { audio: NOWHERE } })).rejects.toThrow(
      '127.0.0.1:5/nowhere/reciters refused the connection after 3 tries',
    );
    server.on('/api/v3/reciters', sendJson({ reciters: [{ id: 'x' }] }));
    await expect(drive()).rejects.toThrow(/reciters sent JSON of another shape than it documents: at reciters\.0\.id/);
  });

  test('stops at once when aborted, with requests under way', async () => {
    server.otherwise(staySilent);
    const controller = new AbortController();
    const asked = server.requested('/one/003.mp3');
    const ended = expect(drive({ signal: controller.signal })).rejects.toThrow('paused');
    await asked;
    controller.abort(new Error('paused'));
    await ended;
    expect(await readAll()).toEqual([]);
    await expect(drive({ signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow('late');
  });

  test('take {} as their params, and refuse what they do not know', () => {
    expect(audio.params.parse({})).toEqual({ language: 'eng', concurrency: 4 });
    for (const refused of [{ language: '../x' }, { concurrency: 17 }, { reciterIds: [] }, { x: 1 }])
      expect(audio.params.safeParse(refused).success).toBe(false);
  });
});

test('the list of types has the five, each with params that describe themselves', async () => {
  const { z } = await import('zod');
  expect(syncs.map(({ type }) => type)).toEqual(['quran', 'prayer', 'hadith', 'audio', 'finance']);
  expect(syncs.filter(({ needsNetwork }) => needsNetwork).map(({ type }) => type)).toEqual(['hadith', 'audio']);
  for (const { params, type } of syncs) {
    const schema = z.toJSONSchema(params, { io: 'input' }) as {
      properties: Record<string, { description?: string }>;
      additionalProperties: boolean;
    };
    expect(schema.additionalProperties).toBe(false);
    for (const [name, property] of Object.entries(schema.properties)) expect(property.description, `${type}.${name}`).toBeTruthy();
  }
});

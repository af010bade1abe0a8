import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { syncs } from '#backend/sync/index.ts';
import { anna, useEnvironment } from '#tests/support/environment.ts';
import { sendJson, useSourceServer } from '#tests/support/source-server.ts';
import { until } from '#tests/support/until.ts';

const server = useSourceServer();
const environment = useEnvironment({
  queue: 'postgresql',
  syncs,
  sources: () => ({ hadith: server.url('/hadith/'), audio: server.url('/audio'), finance: server.url('/finance') }),
});
const fixture = async (name: string) =>
  (await readFile(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')).replaceAll('SERVER', server.origin);

beforeEach(async () => {
  for (const name of ['editions', 'info']) server.on(`/hadith/${name}.json`, sendJson(JSON.parse(await fixture(`hadith/${name}`))));
  for (const [edition, sections] of [
    ['eng-bukhari', 3],
    ['eng-nawawi', 2],
  ] as const) {
    for (let n = 0; n < sections; n += 1) {
      server.on(`/hadith/editions/${edition}/sections/${n}.json`, sendJson(JSON.parse(await fixture(`hadith/${edition}-${n}`))));
    }
  }
  server.on('/audio/reciters', sendJson(JSON.parse(await fixture('audio/reciters'))));
  for (const code of ['usd', 'eur'])
    server.on(`/finance@latest/v1/currencies/${code}.json`, sendJson(JSON.parse(await fixture(`finance/${code}`))));
  server.otherwise((_request, response) => response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '9' }).end());
});

/** Each slow enough to be met in the middle. */
const runs = {
  quran: { ratePerSecond: 400 },
  prayer: { ratePerSecond: 20 },
  hadith: { ratePerSecond: 4, editions: ['eng-bukhari', 'eng-nawawi'] },
  audio: { ratePerSecond: 3 },
  finance: { ratePerSecond: 4 },
} as const;
/** How long is looked whether anything still moves; a run commits several times in it. */
const WATCHED_MS = 1_500;

const TABLES = [
  'quran_surahs',
  'quran_verses',
  'quran_translations',
  'prayer_times',
  'hadith_collections',
  'hadith_books',
  'hadiths',
  'audio_reciters',
  'audio_recitations',
  'audio_files',
  'finance_rates',
];

/** Every row, log line and progress value that a job could leave. */
async function footprint(jobId: string): Promise<unknown> {
  const counts = TABLES.map(
    (table) => `(SELECT count(*) FROM ${table}) AS ${table}, (SELECT max(updated_at) FROM ${table}) AS ${table}_at`,
  );
  const [now] = await environment.db.query(
    `SELECT ${counts.join(', ')}, (SELECT count(*) FROM sync_job_logs g WHERE g.job_id = j.job_id) AS logs, j.progress_done, j.progress_message,
       j.progress_percentage, j.checkpoint, j.result FROM sync_job_control j WHERE j.job_id = $1`,
    [jobId],
  );
  return now;
}

describe.each(Object.entries(runs))('after an acknowledged stop of %s', (jobType, params) => {
  test.each(['pause', 'cancel'] as const)('%s: not one more row, log line or progress value appears', async (action) => {
    await environment.db.query(`TRUNCATE ${TABLES.join(', ')}`);
    await environment.startEngine();
    const jobId = await environment.trigger(jobType, params);
    await until('it is in the middle', async () => {
      const row = await environment.row(jobId);
      if (row.status === 'failed') throw new Error(row.error_message ?? 'failed');
      return row.progress_done > 0;
    });
    await environment.control[action]({ jobId, reason: undefined }, anna);
    const atOnce = await footprint(jobId);
    const row = await environment.row(jobId);
    expect(row.progress_total === null || row.progress_done < row.progress_total).toBe(true);
    await sleep(WATCHED_MS);
    expect(await footprint(jobId)).toEqual(atOnce);
    expect(await environment.row(jobId)).toMatchObject({ status: action === 'pause' ? 'paused' : 'cancelled', run_token: null });
  });
});

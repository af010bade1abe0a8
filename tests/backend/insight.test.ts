import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFailures } from '#backend/domains/failures/list-failures.ts';
import { readAnalytics } from '#backend/domains/insight/analytics.ts';
import { readHeatmap } from '#backend/domains/insight/heatmap.ts';
import { readQueueStatus } from '#backend/domains/insight/queue-status.ts';
import { createJobTypes } from '#backend/domains/job-types.ts';
import { listJobs } from '#backend/domains/jobs/list-jobs.ts';
import { inTimeZone } from '#backend/domains/time-zone.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { AnalyticsInput, FailuresInput, HeatmapInput } from '#contract/schemas/insight.ts';
import { ListInput } from '#contract/schemas/job.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const scratch = useScratchDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase({ connectionString: scratch.connectionString, maxConnections: 4, onError: () => {} });
});
afterAll(() => db?.close());

let made = 0;
interface Row {
  type?: string;
  status?: string;
  ended?: string;
  runMs?: number;
  waitMs?: number | null;
  done?: number;
}
async function put(rows: readonly Row[]): Promise<void> {
  const from = made;
  made += rows.length;
  await db.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, ended_at, run_ms, wait_ms, progress_done)
     SELECT 'insight-' || $2::int + n, r.type, 'Insight', r.status, r.ended, r."runMs", r."waitMs", r.done
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (type text, status text, ended timestamptz, "runMs" bigint, "waitMs" bigint, done integer))
       WITH ORDINALITY AS r(type, status, ended, "runMs", "waitMs", done, n)`,
    [
      JSON.stringify(
        rows.map((row) => ({ type: 'quran', status: 'completed', ended: new Date(), runMs: 1_000, waitMs: 100, done: 10, ...row })),
      ),
      from,
    ],
  );
}
const analytics = (input: object) => readAnalytics(db, AnalyticsInput.parse(input), new Date());
const heatmap = (input: object) => readHeatmap(db, HeatmapInput.parse(input), new Date());
const at = (time: string) => new Date(time);

describe('figures', () => {
  const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };
  beforeAll(() =>
    put([
      ...Array.from({ length: 20 }, (_, n) => ({ ended: '2026-03-02T10:20:00Z', runMs: 100 * (n + 1), waitMs: n })),
      { ended: '2026-03-02T10:40:00Z', status: 'failed', runMs: 900_000, done: 3 },
      { ended: '2026-03-02T11:00:00Z', type: 'audio', status: 'cancelled', runMs: 800_000, waitMs: null, done: 0 },
      { ended: '2026-03-02T11:05:00Z', type: 'audio', runMs: 500, waitMs: 7 },
      // The period before.
      { ended: '2026-03-01T12:00:00Z', runMs: 50 },
      { ended: '2026-03-01T12:30:00Z', status: 'failed', type: 'audio' },
    ]),
  );

  test('add up over types and buckets, with the period before', async () => {
    const { bucket, buckets, series, byType, totals, previous, previousSeries } = await analytics(day);
    expect(bucket).toBe('quarter');
    expect(totals).toMatchObject({ runs: 23, completed: 21, failed: 1, cancelled: 1, successRate: 21 / 22, items: 213 });
    expect(buckets.map(({ at, jobType, runs }) => [at, jobType, runs])).toEqual([
      [at('2026-03-02T10:15:00Z'), 'quran', 20],
      [at('2026-03-02T10:30:00Z'), 'quran', 1],
      [at('2026-03-02T11:00:00Z'), 'audio', 2],
    ]);
    expect(series.map(({ at, runs }) => [at, runs])).toEqual([
      [at('2026-03-02T10:15:00Z'), 20],
      [at('2026-03-02T10:30:00Z'), 1],
      [at('2026-03-02T11:00:00Z'), 2],
    ]);
    expect(byType.map(({ jobType, runs, completed }) => [jobType, runs, completed])).toEqual([
      ['audio', 2, 1],
      ['quran', 21, 20],
    ]);
    expect(previous).toMatchObject({ runs: 2, completed: 1, failed: 1, successRate: 0.5, durationMs: { p50: 50 } });
    expect(previousSeries.map(({ at, runs, failed }) => [at, runs, failed])).toEqual([
      [at('2026-03-01T12:00:00Z'), 1, 0],
      [at('2026-03-01T12:30:00Z'), 1, 1],
    ]);
  });

  test('are the same without the buckets of each type', async () => {
    const { buckets, ...rest } = await analytics({ ...day, byType: false });
    expect(buckets).toEqual([]);
    expect(rest).toEqual({ ...(await analytics(day)), buckets: undefined });
  });

  test('of durations are those of completed runs, and of waits those of all that began', async () => {
    const { byType, totals } = await analytics({ ...day, jobType: ['quran'] });
    // 100, 200, … 2000, and none of the failed run of a quarter of an hour.
    expect(totals.durationMs).toEqual({ p5: 195, p50: 1_050, p95: 1_905, p99: expect.closeTo(1_981, 5) });
    expect(totals.waitMs).toEqual({ p50: 10, p95: expect.closeTo(19, 5) });
    expect(byType.map(({ jobType }) => jobType)).toEqual(['quran']);
    expect(totals.itemsPerSecond).toBeCloseTo(203 / 921, 5);
  });

  test('of a period in which nothing ended are none', async () => {
    const nothing = await analytics({ from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' });
    expect(nothing).toMatchObject({ buckets: [], series: [], byType: [], previousSeries: [] });
    expect(nothing.totals).toEqual({
      ...{ runs: 0, completed: 0, failed: 0, cancelled: 0, successRate: null, items: 0, itemsPerSecond: null },
      durationMs: { p5: null, p50: null, p95: null, p99: null },
      waitMs: { p50: null, p95: null },
    });
  });

  const HOUR = 3_600_000;
  test.each([
    [HOUR, 'minute'],
    [3 * HOUR, 'minute'],
    [6 * HOUR, 'quarter'],
    [24 * HOUR, 'quarter'],
    [48 * HOUR, 'quarter'],
    [7 * 24 * HOUR, 'hour'],
    [30 * 24 * HOUR, 'day'],
    [90 * 24 * HOUR, 'day'],
    [366 * 24 * HOUR, 'week'],
  ])('of %d ms are told in buckets that a chart can show apart', async (ms, bucket) => {
    const to = at('2026-06-01T00:00:00Z');
    expect((await analytics({ from: new Date(to.getTime() - ms), to })).bucket).toBe(bucket);
  });

  test.each([
    ['minute', 26 * HOUR, 'quarter or hour or day or week'],
    ['quarter', 17 * 24 * HOUR, 'hour or day or week'],
    ['hour', 70 * 24 * HOUR, 'day or week'],
  ])('by %s of %d ms are refused: they would be more than anyone can look at', async (bucket, ms, possible) => {
    const to = at('2026-06-01T00:00:00Z');
    await expect(analytics({ from: new Date(to.getTime() - ms), to, bucket })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: ['bucket'], message: expect.stringContaining(`must be ${possible}`) }] },
    });
  });

  test.each([
    [{ from: '2020-01-01T00:00:00Z', to: '2024-06-01T00:00:00Z' }, 'from'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }, 'from'],
    [{ ...day, timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ ...day, timeZone: '+03:00' }, 'timeZone'],
  ])('of %j are refused', async (input, field) => {
    await expect(analytics(input)).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: [field] }] } });
    await expect(heatmap(input)).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: [field] }] } });
  });
});

describe('buckets of a time zone', () => {
  const bucketsOf = async (input: object) => (await analytics({ jobType: ['zoned'], ...input })).series.map(({ at, runs }) => [at, runs]);
  const ended = (...times: string[]) => put(times.map((time) => ({ type: 'zoned', ended: time })));

  test('are its days and weeks, Mondays first', async () => {
    // In Riyadh (+3) already the next day; 2026-02-08 is a Sunday.
    await ended('2026-02-08T20:59:59.999Z', '2026-02-08T21:00:00Z');
    const period = { from: '2026-02-01T00:00:00Z', to: '2026-02-15T00:00:00Z', timeZone: 'Asia/Riyadh' };
    const expected = (first: string) => [
      [at(first), 1],
      [at('2026-02-08T21:00:00Z'), 1],
    ];
    expect(await bucketsOf({ ...period, bucket: 'day' })).toEqual(expected('2026-02-07T21:00:00Z'));
    expect(await bucketsOf({ ...period, bucket: 'week' })).toEqual(expected('2026-02-01T21:00:00Z'));
    expect(await bucketsOf({ ...period, bucket: 'day', timeZone: 'UTC' })).toEqual([[at('2026-02-08T00:00:00Z'), 2]]);
  });

  test('begin where its own hours do', async () => {
    await ended('2026-02-20T10:14:59Z', '2026-02-20T10:15:00Z', '2026-02-20T10:29:59Z', '2026-02-20T10:30:00Z');
    const period = { from: '2026-02-20T00:00:00Z', to: '2026-02-21T00:00:00Z' };
    // Kathmandu is at +5:45, India at +5:30.
    expect(await bucketsOf({ ...period, bucket: 'hour', timeZone: 'Asia/Kathmandu' })).toEqual([
      [at('2026-02-20T09:15:00Z'), 1],
      [at('2026-02-20T10:15:00Z'), 3],
    ]);
    expect(await bucketsOf({ ...period, bucket: 'hour', timeZone: 'Asia/Kolkata' })).toEqual([
      [at('2026-02-20T09:30:00Z'), 3],
      [at('2026-02-20T10:30:00Z'), 1],
    ]);
    expect(await bucketsOf({ ...period, bucket: 'quarter', timeZone: 'Asia/Kathmandu' })).toEqual([
      [at('2026-02-20T10:00:00Z'), 1],
      [at('2026-02-20T10:15:00Z'), 2],
      [at('2026-02-20T10:30:00Z'), 1],
    ]);
  });

  test('keep apart the hour that clocks have twice, and have a day of 25 hours', async () => {
    // In New York the hour from one to two comes twice, 05:00Z and 06:00Z.
    await ended('2026-11-01T05:30:10Z', '2026-11-01T06:30:10Z', '2026-11-02T04:59:00Z', '2026-11-02T05:00:00Z');
    const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T12:00:00Z', timeZone: 'America/New_York' };
    for (const [bucket, minute] of [
      ['hour', '00'],
      ['quarter', '30'],
    ]) {
      expect((await bucketsOf({ ...period, bucket })).slice(0, 2)).toEqual([
        [at(`2026-11-01T05:${minute}:00Z`), 1],
        [at(`2026-11-01T06:${minute}:00Z`), 1],
      ]);
    }
    expect(await bucketsOf({ ...period, bucket: 'day' })).toEqual([
      [at('2026-11-01T04:00:00Z'), 3],
      [at('2026-11-02T05:00:00Z'), 1],
    ]);
    expect(await bucketsOf({ ...period, from: '2026-11-01T05:00:00Z', to: '2026-11-01T07:00:00Z', bucket: 'minute' })).toEqual([
      [at('2026-11-01T05:30:00Z'), 1],
      [at('2026-11-01T06:30:00Z'), 1],
    ]);
  });
});

test('a zone that Node knows and the database does not is refused as one that nobody knows; other errors stay what they are', async () => {
  const asOf = (sql: string) => inTimeZone('Asia/Riyadh', () => db.query(sql));
  await expect(asOf(`SELECT now() AT TIME ZONE 'Atlantis/Capital'`)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    data: { issues: [{ path: ['timeZone'], message: expect.stringContaining('Asia/Riyadh') }] },
  });
  await expect(asOf('SELECT date_bin(interval $$0 minutes$$, now(), now())')).rejects.not.toMatchObject({ code: 'BAD_REQUEST' });
});

test('the hours of the week are those of the zone', async () => {
  // A Saturday evening in UTC is a Sunday morning in Jakarta (+7).
  await put([
    { type: 'weekly', ended: '2026-04-04T22:10:00Z', waitMs: 100 },
    { type: 'weekly', ended: '2026-04-04T22:50:00Z', waitMs: 300, status: 'failed' },
    { type: 'weekly', ended: '2026-04-11T22:30:00Z', waitMs: 200, status: 'cancelled' },
    { type: 'weekly', ended: '2026-04-05T00:00:00Z', waitMs: null },
  ]);
  const period = { jobType: ['weekly'], from: '2026-04-01T00:00:00Z', to: '2026-04-20T00:00:00Z' };
  const { from, to, cells } = await heatmap({ ...period, timeZone: 'Asia/Jakarta' });
  expect([from, to]).toEqual([at(period.from), at(period.to)]);
  expect(cells).toEqual([
    { weekday: 0, hour: 5, runs: 3, failed: 1, waitP95Ms: 290 },
    { weekday: 0, hour: 7, runs: 1, failed: 0, waitP95Ms: null },
  ]);
  expect((await heatmap(period)).cells.map(({ weekday, hour, runs }) => [weekday, hour, runs])).toEqual([
    [0, 0, 1],
    [6, 22, 3],
  ]);
});

describe('failures', () => {
  const signature = 'Source "<id>" answered <n>, twice';
  beforeAll(async () => {
    // One every hour of twelve, the first one a second more; and one long ago.
    await db.query(
      `INSERT INTO sync_job_attempts (job_id, job_type, attempt, run_token, started_at, ended_at, outcome, error_message, error_signature)
       SELECT 'failing-' || 1 + n % 4, (array['quran', 'audio'])[1 + n % 2], n, gen_random_uuid(), now(), t, 'failed', 'Source answered ' || n, $1
       FROM generate_series(0, 11) n CROSS JOIN LATERAL (SELECT timestamptz '2026-05-01T00:30Z' + n * interval '1 hour' AS t) x
       UNION ALL SELECT 'failing-9', 'quran', 1, gen_random_uuid(), now(), '2026-04-01T00:00Z', 'failed', 'Source answered 9', $1
       UNION ALL SELECT 'failing-1', 'quran', 1, gen_random_uuid(), now(), '2026-05-01T00:00Z', 'failed', 'Source answered 99', $1
       UNION ALL SELECT 'other', 'quran', 1, gen_random_uuid(), now(), '2026-05-01T03:00Z', 'timed_out', 'It took too long', 'It took too long'`,
      [signature],
    );
    await db.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name, status, error_message, error_signature)
       SELECT 'failing-' || n, (array['audio', 'quran'])[1 + n % 2], 'x', (array['failed', 'failed', 'cancelled', 'pending'])[n], 'Source answered', $1
       FROM generate_series(1, 4) n
       UNION ALL SELECT 'failing-5', 'quran', 'x', 'failed', 'Another', 'Another'`,
      [signature],
    );
  });
  const failures = async (more: object = {}) =>
    (await listFailures(db, FailuresInput.parse({ from: '2026-05-01T00:00:00Z', to: '2026-05-01T12:00:00Z', ...more }), new Date())).items;

  test('are grouped by signature, with their trend, since when, and how many can be retried', async () => {
    const groups = await failures();
    expect(groups.map((group) => group.signature)).toEqual([signature, 'It took too long']);
    expect(groups[0]).toEqual({
      signature,
      count: 13,
      jobs: 4,
      jobTypes: ['audio', 'quran'],
      firstAt: at('2026-05-01T00:00:00Z'),
      lastAt: at('2026-05-01T11:30:00Z'),
      since: at('2026-04-01T00:00:00Z'),
      retryable: 2,
      trend: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      sampleJobId: 'failing-1',
      sampleMessage: 'Source answered 99',
    });
    expect(groups[1]).toMatchObject({ count: 1, retryable: 0, trend: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0] });
  });

  test('of some types are theirs alone', async () => {
    const [group] = await failures({ jobType: ['audio'] });
    expect(group).toMatchObject({ count: 6, jobTypes: ['audio'], since: at('2026-05-01T01:30:00Z'), retryable: 1 });
    expect(await failures({ jobType: ['finance'] })).toEqual([]);
  });

  test('are searched by message', async () => {
    expect((await failures({ search: 'TOO LONG' })).map(({ signature: found }) => found)).toEqual(['It took too long']);
    expect((await failures({ search: 'answered 1' }))[0]?.count).toBe(3);
  });

  test('of a group are what its signature finds as a query, for a retry of all', async () => {
    const query = `status:failed signature:${JSON.stringify(signature)}`;
    const { items } = await listJobs(db, ListInput.parse({ query }));
    expect(items.map(({ jobId }) => jobId).sort()).toEqual(['failing-1', 'failing-2']);
    expect(items[0]?.errorSignature).toBe(signature);
    expect(items.length).toBe((await failures())[0]?.retryable);
  });
});

test('a queue says how many may run at once, and since when what could start waits', async () => {
  const types = createJobTypes([countingSync('waiting'), countingSync('idle')]);
  await db.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression, max_concurrency) VALUES ('waiting', false, '0 0 * * *', 7)`,
  );
  await db.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, queued_at, run_at, next_attempt_at, paused_at) VALUES
      ('later', 'waiting', 'x', 'pending', '2026-01-01', now() + interval '1 hour', NULL, NULL),
      ('backing-off', 'waiting', 'x', 'pending', '2026-01-01', NULL, now() + interval '1 hour', NULL),
      ('was-later', 'waiting', 'x', 'pending', '2026-01-01', '2026-01-05', NULL, NULL),
      ('oldest', 'waiting', 'x', 'pending', '2026-01-03', NULL, NULL, NULL),
      ('newer', 'waiting', 'x', 'pending', '2026-01-04', NULL, NULL, NULL),
      ('paused', 'waiting', 'x', 'paused', '2026-01-01', NULL, NULL, '2026-01-07'),
      ('paused-before', 'waiting', 'x', 'paused', '2026-01-01', NULL, NULL, '2026-01-06')`,
  );
  const counts = async () => ({ waiting: 0, delayed: 0, active: 0 });
  const { items } = await readQueueStatus({ sql: db, queue: { counts }, types });
  expect(items).toMatchObject([
    {
      jobType: 'waiting',
      maxConcurrency: 7,
      oldestPendingAt: at('2026-01-03T00:00:00Z'),
      longestPausedAt: at('2026-01-06T00:00:00Z'),
      counts: { pending: 5, paused: 2 },
    },
    { jobType: 'idle', maxConcurrency: 1, oldestPendingAt: null, longestPausedAt: null },
  ]);
});

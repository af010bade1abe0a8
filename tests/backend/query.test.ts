import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBulk } from '#backend/domains/bulk/bulk.ts';
import { exportRows } from '#backend/domains/insight/export-rows.ts';
import { readFilter } from '#backend/domains/jobs/job-filter.ts';
import { type JobRow, toJob } from '#backend/domains/jobs/job-row.ts';
import { listHistory, listJobs } from '#backend/domains/jobs/list-jobs.ts';
import { queryCondition } from '#backend/domains/jobs/query-condition.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { formatQuery } from '#contract/query/format.ts';
import { matchesJob } from '#contract/query/match.ts';
import { ExportInput } from '#contract/schemas/insight.ts';
import { HistoryInput, type Job, JobFilter, ListInput } from '#contract/schemas/job.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';
import { asTerms, someTerm, words } from '#tests/support/query-terms.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const scratch = useScratchDatabase();
let db: Database;
let jobs: Job[];
/** Random queries; more by SYNCDECK_QUERY_RUNS. */
const RUNS = Number(process.env.SYNCDECK_QUERY_RUNS ?? 800);
const SEED = Number(process.env.SYNCDECK_QUERY_SEED ?? Date.now());
const NOW = new Date('2026-03-12T09:30:00.123Z');
const ZONES = ['UTC', 'Asia/Riyadh', 'America/New_York', 'Pacific/Apia'];

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(' '));
/** About the moments that queries name, and often on them to the millisecond. */
const moment = fc
  .tuple(
    fc.constantFrom(0, 3_600_000, 43_200_000, 86_400_000, 4 * 86_400_000, 604_800_000),
    fc.constantFrom(+NOW, Date.UTC(2026, 2, 12), Date.UTC(2026, 2, 11, 21), Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 2, 12, 9, 30)),
    fc.oneof(fc.constantFrom(0, 0, 1, -1), fc.integer({ min: -9e7, max: 9e7 })),
  )
  .map(([ago, from, off]) => new Date(from - ago + off).toISOString());
const ms = fc.oneof(fc.constantFrom(0, 500, 10_000, 5_400_000, 86_400_000), fc.integer({ min: 0, max: 2e8 }));
const scalar = fc.oneof(text, fc.constantFrom(7, 7.5, -1.5, 70, 100, true, false, null, 'null', 'true', '7', ''));
const param = fc.oneof(scalar, fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }), fc.record({ er: scalar }));
const params = fc.record(
  {
    city: param,
    n: param,
    deep: fc.oneof(fc.record({ er: param }), fc.array(fc.oneof(fc.record({ er: param }), scalar), { maxLength: 3 }), scalar),
  },
  { requiredKeys: [] },
);
const row = fc.record({
  job_type: fc.constantFrom('quran', 'audio', 'prayer'),
  job_name: text,
  status: fc.constantFrom(...jobStatuses),
  priority: fc.integer({ min: 1, max: 10 }),
  attempt: fc.integer({ min: 1, max: 4 }),
  progress_percentage: fc.constantFrom(0, 1, 49, 50, 51, 99, 100),
  error_message: orNull(text),
  error_signature: orNull(fc.constantFrom(...words)),
  created_at: moment,
  updated_at: moment,
  started_at: orNull(moment),
  taken_at: orNull(moment),
  ended_at: orNull(moment),
  run_ms: ms,
  wait_ms: orNull(ms),
  params,
  metadata: fc.oneof(
    fc.constant({}),
    fc.constantFrom('anna', 'Anna', 'bert b', 'schedule').map((triggeredBy) => ({ triggeredBy })),
  ),
});

beforeAll(async () => {
  db = openDatabase({ connectionString: scratch.connectionString, maxConnections: 4, onError: () => {} });
  const rows = fc.sample(row, { numRuns: 400, seed: SEED });
  const ids = ['mecca', '429', 'x'];
  const columns = Object.keys(rows[0] as object).join(', ');
  await db.query(
    `INSERT INTO sync_job_control (job_id, ${columns})
     SELECT job_id, ${columns} FROM jsonb_populate_recordset(NULL::sync_job_control, $1::jsonb)`,
    [JSON.stringify(rows.map((one, n) => ({ job_id: `${one.job_type}-${ids[n % 3]}-${n}`, ...one })))],
  );
  jobs = (await db.query<{ job: JobRow }>('SELECT to_jsonb(j) AS job FROM sync_job_control j ORDER BY id')).map(({ job }) => toJob(job));
  expect(jobs).toHaveLength(400);
}, 60_000);
afterAll(() => db?.close());

const byId = (ids: readonly string[]) => [...ids].sort();
const listed = async (query: string): Promise<string[]> => {
  const { items } = await listJobs(db, ListInput.parse({ query, limit: 200 }));
  return items.map(({ jobId }) => jobId);
};
const matching = (query: string): Job[] => {
  const conditions = readFilter({ query });
  return jobs.filter((job) => matchesJob(conditions, job));
};

test(
  'the jobs that the database finds by a query are those that match it, whatever the query',
  async () => {
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(someTerm, { minLength: 1, maxLength: 3 }), fc.constantFrom(...ZONES), async (terms, timeZone) => {
        const conditions = readFilter(JobFilter.parse({ query: formatQuery(asTerms(terms)), timeZone }), NOW);
        const values: unknown[] = [];
        const found = await db.query<{ job_id: string }>(
          `SELECT j.job_id FROM sync_job_control j WHERE ${queryCondition(conditions, values)} ORDER BY j.id`,
          values,
        );
        const matched = jobs.filter((job) => matchesJob(conditions, job));
        expect(found.map(({ job_id }) => job_id)).toEqual(matched.map(({ jobId }) => jobId));
        if (matched.length > 0 && matched.length < jobs.length) telling += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // Queries that find nothing or everything would prove little.
    expect(telling).toBeGreaterThan(RUNS / 6);
  },
  RUNS * 100 + 60_000,
);

describe('a negated term', () => {
  test('takes in the jobs that have no such thing', () => {
    const without = jobs.filter(({ errorMessage }) => errorMessage === null).length;
    expect(without).toBeGreaterThan(0);
    expect(matching('-error:x').filter(({ errorMessage }) => errorMessage === null)).toHaveLength(without);
    for (const query of ['error:x', 'finished:>=2026-03-12', 'took:>1s', 'by:anna', 'params.city:mecca', 'signature:7'])
      expect(matching(query).length + matching(`-${query}`).length).toBe(jobs.length);
  });
});

test('text is meant as it stands: no pattern, no path, no SQL', async () => {
  for (const query of [
    `"' OR true --"`,
    `error:"%"`,
    `error:"_"`,
    `params.city:".*"`,
    `params.city:"\\" || true"`,
    `params.__proto__:x`,
    `by:"'; DROP TABLE sync_job_control; --"`,
    `params.city:"[" name:"\\\\"`,
  ]) {
    expect(byId(await listed(query))).toEqual(byId(matching(query).map(({ jobId }) => jobId)));
  }
});

describe('by a query', () => {
  const query = 'status:failed,cancelled,completed -type:prayer priority:<8';
  const expected = () => matching(query);

  test('a list has what matches, page by page, in every order', async () => {
    expect(expected().length).toBeGreaterThan(20);
    for (const sort of ['createdAt', 'updatedAt', 'priority', 'completedAt']) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listJobs(db, ListInput.parse({ query, sort, limit: 17, cursor }));
        expect(page.total).toBe(expected().length);
        found.push(...page.items.map(({ jobId }) => jobId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(byId(found)).toEqual(byId(expected().map(({ jobId }) => jobId)));
    }
  });

  test('a list narrows what the other filters leave', async () => {
    const { items } = await listJobs(
      db,
      ListInput.parse({ query: 'priority:<8 -status:pending', jobType: 'quran', search: 'mecca', limit: 200 }),
    );
    const fitting = matching('priority:<8 -status:pending type:quran mecca');
    expect(fitting.length).toBeGreaterThan(0);
    expect(byId(items.map(({ jobId }) => jobId))).toEqual(byId(fitting.map(({ jobId }) => jobId)));
  });

  test.each(['429', 'error:429', 'params.n:7', 'by:anna', 'took:>10s', '-error:429'])(
    'the first page of %s has the total and what comes first',
    async (some) => {
      const page = await listJobs(db, ListInput.parse({ query: some, sort: 'priority', order: 'asc', limit: 5 }));
      const wanted = matching(some).sort(
        (a, b) => a.priority - b.priority || +a.createdAt - +b.createdAt || jobs.indexOf(a) - jobs.indexOf(b),
      );
      expect({ total: page.total, ids: page.items.map(({ jobId }) => jobId) }).toEqual({
        total: wanted.length,
        ids: wanted.slice(0, 5).map(({ jobId }) => jobId),
      });
    },
  );

  test('the history has what ended', async () => {
    const { items } = await listHistory(db, HistoryInput.parse({ query, limit: 200 }));
    const ended = expected().filter(({ endedAt }) => endedAt !== null);
    expect(byId(items.map(({ jobId }) => jobId))).toEqual(byId(ended.map(({ jobId }) => jobId)));
  });

  test('a bulk action is about what matches', async () => {
    const { bulkId, matched } = await createBulk({ db }).start(
      { action: 'cancel', filter: { query }, dryRun: false },
      { username: 'anna', role: 'operator', origin: 'rest' },
    );
    const items = await db.query<{ job_id: string }>('SELECT job_id FROM sync_bulk_items WHERE bulk_id = $1', [bulkId]);
    expect(matched).toBe(expected().length);
    expect(byId(items.map(({ job_id }) => job_id))).toEqual(byId(expected().map(({ jobId }) => jobId)));
  });

  test('an export has what matches, of jobs and of the history', async () => {
    const read = async (input: object): Promise<string[]> => {
      let json = '';
      for await (const piece of exportRows(db, ExportInput.parse({ format: 'json', ...input }))) json += piece;
      return (JSON.parse(json) as Job[]).map(({ jobId }) => jobId);
    };
    expect(byId(await read({ query }))).toEqual(byId(expected().map(({ jobId }) => jobId)));
    const zoned = { query: 'created:2026-03-11', timeZone: 'Pacific/Apia' };
    const there = jobs.filter((job) => matchesJob(readFilter(zoned), job));
    expect(byId(await read(zoned))).toEqual(byId(there.map(({ jobId }) => jobId)));
    expect(there.length).not.toBe(matching(zoned.query).length);
    const ended = expected().filter(({ endedAt, status }) => endedAt !== null && status === 'failed');
    expect(byId(await read({ of: 'history', status: 'failed', query }))).toEqual(byId(ended.map(({ jobId }) => jobId)));
    await expect(read({ of: 'audit', query })).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['query'] }] } });
  });

  test('what can’t be read is refused here too, with the place', async () => {
    await expect(listJobs(db, { ...ListInput.parse({}), query: 'x stauts:failed' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: ['query'], message: 'at 3: there is no field "stauts"; did you mean status?' }] },
    });
  });

  test('a cursor of another query is refused', async () => {
    const { nextCursor: cursor } = await listJobs(db, ListInput.parse({ query: 'priority:<8', limit: 1 }));
    const ask = (more: object) => listJobs(db, ListInput.parse({ limit: 1, cursor, ...more }));
    for (const more of [{ query: 'priority:<7' }, {}, { query: 'priority:<8', timeZone: 'Asia/Riyadh' }])
      await expect(ask(more)).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['cursor'] }] } });
    expect((await ask({ query: 'priority:<8' })).items).toHaveLength(1);
  });
});

describe('a jump into the middle of a list', () => {
  test.each(['createdAt', 'updatedAt', 'priority', 'completedAt'].flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s %s has what walking there has, and goes on from there',
    async (sort, order) => {
      for (const query of [undefined, 'priority:<8', 'by:anna']) {
        const walked = [...(await pages({ sort, order, query }))];
        for (const skip of [0, 3, 100, walked.length - 1, walked.length + 5]) {
          const jumped = await listJobs(db, ListInput.parse({ sort, order, query, skip, limit: 13 }));
          expect(jumped.items.map(({ jobId }) => jobId)).toEqual(walked.slice(skip, skip + 13));
          expect(jumped.total).toBe(walked.length);
          if (!jumped.nextCursor) continue;
          const next = await listJobs(db, ListInput.parse({ sort, order, query, limit: 13, cursor: jumped.nextCursor }));
          expect(next.items.map(({ jobId }) => jobId)).toEqual(walked.slice(skip + 13, skip + 26));
        }
      }
    },
  );

  async function pages(input: object): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listJobs(db, ListInput.parse({ ...input, limit: 200, cursor }));
      found.push(...page.items.map(({ jobId }) => jobId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  test('is refused beside a cursor', async () => {
    const { nextCursor: cursor } = await listJobs(db, ListInput.parse({ limit: 1 }));
    await expect(listJobs(db, ListInput.parse({ limit: 1, cursor, skip: 5 }))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: ['skip'] }] },
    });
  });
});

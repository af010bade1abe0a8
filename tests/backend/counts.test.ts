import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countJobs } from '#backend/domains/jobs/count-jobs.ts';
import { listJobs } from '#backend/domains/jobs/list-jobs.ts';
import { suggestValues } from '#backend/domains/jobs/suggest-values.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { JobCounts, ListInput, SuggestInput } from '#contract/schemas/job.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const scratch = useScratchDatabase();
let db: Database;

beforeAll(async () => {
  db = openDatabase({ connectionString: scratch.connectionString, maxConnections: 4, onError: () => {} });
  await db.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, priority, error_message, error_signature, params, metadata, created_at)
     SELECT 'job-' || n, (array['quran','prayer'])[1 + n % 2], 'Name ' || n % 3, s.status, 1 + n % 10,
       CASE WHEN s.status = 'failed' THEN 'Source answered ' || n || E'\\nand more' END, CASE WHEN s.status = 'failed' THEN 'Source answered <n>' END,
       jsonb_build_object('city', (array['Mecca','Medina'])[1 + n % 2], 'pages', jsonb_build_array(n % 4, n % 4), 'not plain', 1, 'deep', jsonb_build_object('er', n)),
       jsonb_build_object('triggeredBy', (array['anna','schedule','schedule'])[1 + n % 3]), now() - n * interval '1 hour'
     FROM generate_series(1, 120) n
     CROSS JOIN LATERAL (SELECT (array['pending','failed','completed'])[1 + n % 3] AS status) s`,
  );
});
afterAll(() => db?.close());

describe('counts', () => {
  test.each([undefined, 'status:failed', 'priority:<3 -type:quran', 'older:2d', 'params.city:mecca', 'by:nobody', '429'])(
    'of %j add up to the list, by type and status',
    async (query) => {
      const counts = JobCounts.parse(await countJobs(db, { query }));
      const { items, total } = await listJobs(db, ListInput.parse({ query, limit: 200 }));
      expect(counts.total).toBe(total);
      const listed = new Map<string, number>();
      for (const { jobType, status } of items) listed.set(`${jobType} ${status}`, (listed.get(`${jobType} ${status}`) ?? 0) + 1);
      const counted = counts.items.flatMap(({ jobType, counts: of }) =>
        Object.entries(of).flatMap(([status, n]) => (n > 0 ? [[`${jobType} ${status}`, n] as const] : [])),
      );
      expect(new Map(counted)).toEqual(listed);
      for (const { counts: of } of counts.items) expect(Object.values(of).some((n) => n > 0)).toBe(true);
    },
  );

  test('are of all filters together, in the zone that is asked for', async () => {
    const { total } = await countJobs(db, {
      status: ['failed', 'pending'],
      jobType: ['quran'],
      query: 'priority:<5 created:>=-1w',
      timeZone: 'Asia/Riyadh',
    });
    expect(total).toBe(
      (await listJobs(db, ListInput.parse({ status: ['failed', 'pending'], jobType: 'quran', query: 'priority:<5' }))).total,
    );
    expect(total).toBeGreaterThan(0);
  });
});

describe('suggestions', () => {
  const suggest = (input: object) => suggestValues(db, SuggestInput.parse(input));

  test('are values that jobs have, the most frequent first', async () => {
    expect(await suggest({ field: 'by' })).toEqual({
      items: [
        { value: 'schedule', count: 80 },
        { value: 'anna', count: 40 },
      ],
      params: [],
    });
    expect((await suggest({ field: 'name', prefix: 'NAME 1' })).items).toEqual([{ value: 'Name 1', count: 40 }]);
    expect((await suggest({ field: 'id', prefix: 'job-11', limit: 3 })).items.map(({ value }) => value)).toEqual([
      'job-119',
      'job-118',
      'job-117',
    ]);
    expect((await suggest({ field: 'name', prefix: '%' })).items).toEqual([]);
  });

  test('tell errors of one cause once, by the first line of the newest', async () => {
    expect((await suggest({ field: 'error', prefix: 'source' })).items).toEqual([{ value: 'Source answered 118', count: 40 }]);
    expect((await suggest({ field: 'signature' })).items).toEqual([{ value: 'Source answered <n>', count: 40 }]);
    expect((await listJobs(db, ListInput.parse({ query: 'error:"Source answered 118"' }))).total).toBe(1);
  });

  test('are names and values of params', async () => {
    const params = ['city', 'deep', 'pages'];
    expect(await suggest({ field: 'params.' })).toEqual({ items: [], params });
    expect(await suggest({ field: 'params.city', prefix: 'med' })).toEqual({ items: [{ value: 'Medina', count: 60 }], params });
    // A job counts once, however often it has the value.
    expect((await suggest({ field: 'params.pages' })).items.map(({ count }) => count)).toEqual([30, 30, 30, 30]);
    expect((await suggest({ field: 'params.deep.er', prefix: '77' })).items).toEqual([{ value: '77', count: 1 }]);
    expect((await suggest({ field: 'params.deep' })).items).toEqual([]);
    await expect(suggest({ field: 'params.a..b' })).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['field'] }] } });
  });

  test('come from the newest 10,000 jobs only', async () => {
    await db.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name) SELECT 'many-' || n, 'many', 'Many' FROM generate_series(1, 10000) n`,
    );
    expect((await suggest({ field: 'name' })).items).toEqual([{ value: 'Many', count: 10_000 }]);
    expect(await suggest({ field: 'params.' })).toEqual({ items: [], params: [] });
  });
});

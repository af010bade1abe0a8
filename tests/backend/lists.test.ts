import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '#backend/domains/audit/list-audit.ts';
import { exportRows } from '#backend/domains/insight/export-rows.ts';
import { createJobTypes } from '#backend/domains/job-types.ts';
import { createJobReads } from '#backend/domains/jobs/job-reads.ts';
import { listHistory, listJobs } from '#backend/domains/jobs/list-jobs.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { ExportInput } from '#contract/schemas/insight.ts';
import { type Job, ListInput } from '#contract/schemas/job.ts';
import { AuditInput, LogsInput } from '#contract/schemas/records.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const scratch = useScratchDatabase();
let db: Database;
const ROWS = 400;

beforeAll(async () => {
  db = openDatabase({ connectionString: scratch.connectionString, maxConnections: 4, onError: () => {} });
  // Many share a moment and a priority, so that only the id tells them apart.
  await db.query(
    `INSERT INTO sync_job_control (job_id, job_type, job_name, status, priority, error_message, created_at, updated_at, ended_at, completed_at, cancelled_at, run_ms, wait_ms, progress_done)
     SELECT 'job-' || n, (array['quran','prayer','audio'])[1 + n % 3], 'Name ' || n % 7, s.status, 1 + n % 10,
       CASE WHEN s.status = 'failed' THEN 'Source 100%_done answered ' || n END,
       timestamptz '2026-01-01' + (n / 5) * interval '1 minute', timestamptz '2026-01-02' + (n % 20) * interval '1 minute', e.at,
       CASE WHEN s.status IN ('completed', 'failed') THEN e.at END, CASE WHEN s.status = 'cancelled' THEN e.at END, n * 10, n, 5
     FROM generate_series(1, $1) n
     CROSS JOIN LATERAL (SELECT (array['pending','running','paused','completed','failed','cancelled'])[1 + n % 6] AS status) s
     CROSS JOIN LATERAL (SELECT CASE WHEN s.status IN ('completed','failed','cancelled') THEN timestamptz '2026-01-03' + (n % 30) * interval '10 minutes' END AS at) e`,
    [ROWS],
  );
}, 60_000);
afterAll(() => db?.close());

async function walk(input: Record<string, unknown>): Promise<Job[]> {
  const all: Job[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJobs(db, ListInput.parse({ limit: 37, ...input, cursor }));
    expect(page.items.length).toBeLessThanOrEqual(37);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

describe('a list of jobs', () => {
  const keys: Record<string, string> = {
    createdAt: 'created_at',
    updatedAt: 'updated_at',
    priority: 'priority, created_at',
    completedAt: 'ended_at',
  };
  test.each(Object.keys(keys).flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s %s has every job once, in order, page by page',
    async (sort, order) => {
      const columns = `${keys[sort]}, id`.split(', ').map((column) => `${column} ${order}`);
      const expected = await db.query<{ job_id: string }>(`SELECT job_id FROM sync_job_control ORDER BY ${columns.join(', ')}`);
      const found = await walk({ sort, order });
      expect(found.map(({ jobId }) => jobId)).toEqual(expected.map(({ job_id }) => job_id));
    },
  );

  test.each([
    [{ status: ['failed'] }, `status = 'failed'`],
    [{ status: ['failed', 'running'] }, `status IN ('failed', 'running')`],
    [{ jobType: ['quran'] }, `job_type = 'quran'`],
    [{ jobType: ['quran', 'audio'], status: ['completed'] }, `job_type IN ('quran', 'audio') AND status = 'completed'`],
    [{ priority: 3 }, 'priority = 3'],
    [
      { from: new Date('2026-01-01T00:30:00Z'), to: new Date('2026-01-01T01:00:00Z') },
      `created_at >= '2026-01-01T00:30Z' AND created_at < '2026-01-01T01:00Z'`,
    ],
    [{ search: 'JOB-12' }, `job_id LIKE 'job-12%'`],
    [{ search: 'name 3' }, `job_name = 'Name 3'`],
    // What a pattern would read as "anything" is meant as it stands.
    [{ search: '100%_done' }, `status = 'failed'`],
    [{ search: '100%x' }, 'false'],
    [{ search: '\\' }, 'false'],
  ])('under %j has what fits', async (filter, condition) => {
    const expected = await db.query<{ job_id: string }>(
      `SELECT job_id FROM sync_job_control WHERE ${condition} ORDER BY created_at DESC, id DESC`,
    );
    expect((await walk(filter)).map(({ jobId }) => jobId)).toEqual(expected.map(({ job_id }) => job_id));
    const { total, totalIsLowerBound } = await listJobs(db, ListInput.parse({ ...filter, limit: 1 }));
    expect({ total, totalIsLowerBound }).toEqual({ total: expected.length, totalIsLowerBound: false });
  });

  test('neither repeats nor skips what was there when jobs are added and removed between two pages', async () => {
    const first = await listJobs(db, ListInput.parse({ limit: 50 }));
    await db.query(`INSERT INTO sync_job_control (job_id, job_type, job_name, created_at) VALUES ('newer', 'quran', 'x', now())`);
    await db.query(`DELETE FROM sync_job_control WHERE job_id = $1`, [first.items[10]?.jobId]);
    const second = await listJobs(db, ListInput.parse({ limit: 50, cursor: first.nextCursor }));
    const expected = await db.query<{ job_id: string }>(
      `SELECT job_id FROM sync_job_control WHERE job_id <> 'newer' ORDER BY created_at DESC, id DESC OFFSET 49 LIMIT 50`,
    );
    expect(second.items.map(({ jobId }) => jobId)).toEqual(expected.map(({ job_id }) => job_id));
    expect(second.total).toBe(first.total);
    await db.query(`DELETE FROM sync_job_control WHERE job_id = 'newer'`);
  });

  test('refuses a cursor of another filter, order or list', async () => {
    const { nextCursor: cursor } = await listJobs(db, ListInput.parse({ limit: 1, status: 'failed' }));
    for (const input of [{ status: 'running' }, { status: 'failed', order: 'asc' }, { status: 'failed', sort: 'priority' }]) {
      await expect(listJobs(db, ListInput.parse({ ...input, cursor }))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        data: { issues: [{ path: ['cursor'] }] },
      });
    }
    await expect(listJobs(db, ListInput.parse({ limit: 7, status: 'failed', cursor }))).resolves.toBeDefined();
  });

  test('counts exactly up to 10,000, and says so beyond', async () => {
    await db.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name, created_at) SELECT 'many-' || n, 'many', 'm', now() FROM generate_series(1, 10000) n`,
    );
    const counted = async () => {
      const { total, totalIsLowerBound } = await listJobs(db, ListInput.parse({ jobType: 'many', limit: 1 }));
      return { total, totalIsLowerBound };
    };
    expect(await counted()).toEqual({ total: 10_000, totalIsLowerBound: false });
    await db.query(`INSERT INTO sync_job_control (job_id, job_type, job_name) VALUES ('many-10001', 'many', 'm')`);
    expect(await counted()).toEqual({ total: 10_000, totalIsLowerBound: true });
    await db.query(`DELETE FROM sync_job_control WHERE job_type = 'many'`);
  });
});

test('the history has what ended, the last to end first, by the moment it ended', async () => {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory(db, {
      status: ['failed', 'cancelled'],
      from: new Date('2026-01-03T01:00:00Z'),
      to: new Date('2026-01-03T04:00:00Z'),
      limit: 11,
      cursor,
    });
    all.push(...page.items.map(({ jobId }) => jobId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const expected = await db.query<{ job_id: string }>(
    `SELECT job_id FROM sync_job_control WHERE status IN ('failed', 'cancelled') AND ended_at >= '2026-01-03T01:00Z' AND ended_at < '2026-01-03T04:00Z' ORDER BY ended_at DESC, id DESC`,
  );
  expect(all).toEqual(expected.map(({ job_id }) => job_id));
  expect(all.length).toBeGreaterThan(11);
});

describe('what a job left behind', () => {
  const reads = () => createJobReads({ sql: db, types: createJobTypes([]) });
  beforeAll(async () => {
    await db.query(
      `INSERT INTO sync_job_logs (job_id, level, message) SELECT 'job-1', (array['info','warn'])[1 + n % 2], 'line ' || n FROM generate_series(1, 60) n`,
    );
    await db.query(
      `INSERT INTO sync_job_attempts (job_id, job_type, attempt, run_token, started_at, ended_at, outcome, error_message, error_signature)
       SELECT 'job-' || 1 + n % 3, 'quran', n, gen_random_uuid(), now(), now() - n * interval '1 second', 'failed', 'Source answered ' || 500 + n % 2 || n, 'Source answered <n>' FROM generate_series(1, 30) n`,
    );
    await db.query(
      `INSERT INTO sync_job_audit_logs (job_id, action, performed_by, metadata)
       SELECT 'job-1', 'pause', 'anna', jsonb_build_object('reason', 'because ' || n) FROM generate_series(1, 12) n
       UNION ALL SELECT 'gone', 'delete', 'bert', '{"reason": "100% sure"}'`,
    );
  });

  test('its log is read from either end, by level, page by page', async () => {
    const read = async (more: object) => {
      const lines: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await reads().logs(LogsInput.parse({ jobId: 'job-1', limit: 25, ...more, cursor }));
        lines.push(...page.items.map(({ message }) => message));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return lines;
    };
    const all = Array.from({ length: 60 }, (_, n) => `line ${n + 1}`);
    expect(await read({})).toEqual(all);
    expect(await read({ order: 'desc' })).toEqual([...all].reverse());
    expect(await read({ level: 'warn' })).toEqual(all.filter((_, n) => n % 2 === 0));
  });

  test('its runs and its trail are paged, and the trail outlives the job', async () => {
    const first = await reads().attempts({ jobId: 'job-1', limit: 6 });
    const second = await reads().attempts({ jobId: 'job-1', limit: 6, cursor: first.nextCursor as string });
    expect([...first.items, ...second.items].map(({ attempt }) => attempt)).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
    expect(second.nextCursor).toBeNull();
    const trail = await reads().audit({ jobId: 'job-1', limit: 10 });
    const rest = await reads().audit({ jobId: 'job-1', limit: 10, cursor: trail.nextCursor as string });
    expect([trail.items.length, rest.items.length, rest.nextCursor]).toEqual([10, 2, null]);
    expect((await reads().audit({ jobId: 'gone', limit: 10 })).items).toHaveLength(1);
    await expect(reads().audit({ jobId: 'never', limit: 10 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reads().logs(LogsInput.parse({ jobId: 'gone' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the whole trail is filtered and searched', async () => {
    const find = async (filter: object) => (await listAudit(db, AuditInput.parse(filter))).items.map(({ jobId }) => jobId);
    expect(await find({ performedBy: 'bert' })).toEqual(['gone']);
    expect(await find({ action: 'delete' })).toEqual(['gone']);
    expect(await find({ search: '100% s' })).toEqual(['gone']);
    expect(await find({ search: 'because 7' })).toEqual(['job-1']);
    expect(await find({ from: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await find({ to: new Date(Date.now() - 86_400_000) })).toEqual([]);
  });

  test('its log is followed from a line on, and read between two moments', async () => {
    await db.query(
      `INSERT INTO sync_job_logs (job_id, level, message, logged_at)
       SELECT 'job-2', 'info', 'at ' || n, timestamptz '2026-01-05T00:00Z' + n * interval '1 minute' FROM generate_series(0, 9) n`,
    );
    const read = async (more: object) => (await reads().logs(LogsInput.parse({ jobId: 'job-2', ...more }))).items;
    const lines = await read({});
    const after = lines[6]?.id;
    expect((await read({ after })).map(({ message }) => message)).toEqual(['at 7', 'at 8', 'at 9']);
    expect((await read({ after, order: 'desc', limit: 2 })).map(({ message }) => message)).toEqual(['at 9', 'at 8']);
    expect(await read({ after: lines.at(-1)?.id })).toEqual([]);
    const between = await read({ from: '2026-01-05T00:03:00Z', to: '2026-01-05T00:05:00Z' });
    expect(between.map(({ message }) => message)).toEqual(['at 3', 'at 4']);
  });

  test('its checkpoints are told oldest first; of many five hundred, evenly, with the first and the last', async () => {
    const put = (jobId: string, count: number) =>
      db.query(
        `INSERT INTO sync_job_checkpoints (job_id, attempt, done, at)
         SELECT $1, 1, n, timestamptz '2026-01-05T00:00Z' + n * interval '1 second' FROM generate_series(1, $2::int) n`,
        [jobId, count],
      );
    const doneOf = async (jobId: string) => (await reads().checkpoints({ jobId })).items.map(({ done }) => done);
    expect(await doneOf('job-3')).toEqual([]);
    await put('job-3', 1);
    expect(await doneOf('job-3')).toEqual([1]);
    await put('job-4', 500);
    expect(await doneOf('job-4')).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
    for (const [jobId, count] of [
      ['job-5', 501],
      ['job-6', 3_601],
    ] as const) {
      await put(jobId, count);
      const done = await doneOf(jobId);
      expect([done.length, done[0], done.at(-1)]).toEqual([500, 1, count]);
      const gaps = done.slice(1).map((value, n) => value - (done[n] as number));
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }
    expect((await reads().checkpoints({ jobId: 'job-3' })).items).toEqual([{ at: new Date('2026-01-05T00:00:01Z'), attempt: 1, done: 1 }]);
    await expect(reads().checkpoints({ jobId: 'never' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an export', () => {
  const read = async (input: object) => {
    let text = '';
    for await (const piece of exportRows(db, ExportInput.parse(input))) text += piece;
    return text;
  };

  test('has every row under the filter, as CSV or JSON', async () => {
    await db.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name) SELECT 'export-' || n, 'export', 'e' FROM generate_series(1, 2500) n`,
    );
    const csv = await read({ jobType: 'export' });
    expect(csv.trim().split('\n')).toHaveLength(2_501);
    expect(csv.split('\n')[0]).toMatch(/^jobId,jobType,jobName,status/);
    expect(JSON.parse(await read({ jobType: 'export', format: 'json' }))).toHaveLength(2_500);
    expect(JSON.parse(await read({ jobType: 'nothing', format: 'json' }))).toEqual([]);
    expect(JSON.parse(await read({ of: 'history', status: 'failed', format: 'json' })).every((job: Job) => job.status === 'failed')).toBe(
      true,
    );
    expect((await read({ of: 'audit', performedBy: 'bert' })).trim().split('\n')).toHaveLength(2);
    await expect(read({ of: 'history', status: 'running' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('makes text of what a spreadsheet would take for a formula', async () => {
    await db.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name, error_message) VALUES ('formula', 'formula', '=HYPERLINK("x")', '+1')`,
    );
    const csv = await read({ jobType: 'formula' });
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain(`'+1`);
  });
});

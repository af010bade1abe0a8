import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#backend/domains/actor.ts';
import { type Bulk, createBulk } from '#backend/domains/bulk/bulk.ts';
import { createBulkRunner } from '#backend/domains/bulk/bulk-runner.ts';
import type { BulkInput, BulkOperation } from '#contract/schemas/bulk.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { refusalOf } from '#tests/support/refusal-of.ts';
import { until } from '#tests/support/until.ts';

const berta: Actor = { username: 'berta', role: 'operator', origin: 'socket' };
const MANY = 5_000;
/** Jobs made by one statement: each has its entries in the search index, and on a slow disk 100,000 of them outlast a connection's patience. */
const MADE_AT_ONCE = 5_000;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe.each(queueKinds)('a bulk action, with the queue on %s,', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  let bulk: Bulk;
  beforeAll(() => {
    bulk = createBulk({ db: environment.db });
  });
  beforeEach(async () => {
    await environment.db.query('DELETE FROM sync_job_control');
  });

  /** Jobs of a type that no worker takes: what becomes of them is the bulk action's alone. */
  let batches = 0;
  async function put(count: number, status: JobStatus = 'pending', columns: Record<string, string | number> = {}): Promise<string[]> {
    const names = Object.keys(columns);
    batches += 1;
    for (let from = 1; from <= count; from += MADE_AT_ONCE) {
      await environment.db.query(
        `INSERT INTO sync_job_control (job_id, job_type, job_name, status, checkpoint, progress_done${names.map((name) => `, ${name}`).join('')})
         SELECT 'idle-' || $1::int || '-' || n, 'idle', 'Idle', $2, '{"n":30}', 30${names.map((_, i) => `, $${i + 5}`).join('')}
         FROM generate_series($3::int, $4::int) n`,
        [batches, status, from, Math.min(count, from + MADE_AT_ONCE - 1), ...Object.values(columns)],
      );
    }
    return Array.from({ length: count }, (_, n) => `idle-${batches}-${n + 1}`);
  }

  const start = (input: Omit<BulkInput, 'dryRun'>, actor = anna) => bulk.start({ ...input, dryRun: false }, actor);
  async function startId(input: Omit<BulkInput, 'dryRun'>, actor = anna): Promise<string> {
    const { bulkId } = await start(input, actor);
    if (bulkId === null) throw new Error('it has no id');
    return bulkId;
  }
  const over = (bulkId: string, withinMs = 60_000): Promise<BulkOperation> =>
    until(
      `${bulkId} is over`,
      async () => {
        const operation = await bulk.get({ bulkId });
        return operation.state !== 'running' && operation;
      },
      withinMs,
    );
  const underWay = (bulkId: string): Promise<BulkOperation> =>
    until(`${bulkId} is under way`, async () => {
      const operation = await bulk.get({ bulkId });
      return operation.done > 0 && operation;
    });
  async function run(input: Omit<BulkInput, 'dryRun'>, actor = anna): Promise<BulkOperation> {
    await environment.startEngine();
    return over(await startId(input, actor));
  }
  async function allResults(bulkId: string, limit = 200) {
    const items = [];
    const pages: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await bulk.results({ bulkId, limit, cursor });
      items.push(...page.items);
      pages.push(page.items.length);
      if (page.nextCursor === null) return { items, pages };
      cursor = page.nextCursor;
    }
  }
  const statusesOf = async (jobIds: readonly string[]) =>
    Object.fromEntries(
      (
        await environment.db.query<{ status: string; n: number }>(
          'SELECT status, count(*) AS n FROM sync_job_control WHERE job_id = ANY ($1) GROUP BY status',
          [jobIds],
        )
      ).map(({ status, n }) => [status, n]),
    );
  /** How many audit rows of an action these jobs have: in all, and at most one of them. */
  async function audited(jobIds: readonly string[], action: string): Promise<{ rows: number; jobs: number; most: number }> {
    const [count] = await environment.db.query<{ rows: number; jobs: number; most: number }>(
      `SELECT coalesce(sum(n), 0)::int AS rows, count(*)::int AS jobs, coalesce(max(n), 0)::int AS most
       FROM (SELECT count(*) AS n FROM sync_job_audit_logs WHERE job_id = ANY ($1) AND action = $2 GROUP BY job_id) each`,
      [jobIds, action],
    );
    return count as { rows: number; jobs: number; most: number };
  }

  test('by ids acts on each job that allows it, and says of the others why not', async () => {
    const [a, b, c] = (await put(3)) as [string, string, string];
    const [done, failed] = [...(await put(1, 'completed')), ...(await put(1, 'failed'))] as [string, string];
    const jobIds = [b, 'idle-unknown', done, a, failed, 'nobody', c, a, b];
    const started = await start({ action: 'cancel', jobIds, reason: 'tidying up' }, berta);
    expect(started).toEqual({ bulkId: expect.stringMatching(/^bulk-[a-z0-9-]+$/), matched: 7, applicable: 3 });
    const bulkId = started.bulkId as string;
    expect(await bulk.get({ bulkId })).toMatchObject({ state: 'running', matched: 7, done: 0, succeeded: 0, refused: 0 });

    await environment.startEngine();
    expect(await over(bulkId)).toEqual({
      bulkId,
      action: 'cancel',
      state: 'completed',
      matched: 7,
      done: 7,
      succeeded: 3,
      refused: 4,
      query: null,
      priority: null,
      from: null,
      reason: 'tidying up',
      performedBy: 'berta',
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    const conflict = (status: string, allowedActions: string[]) => ({
      code: 'CONFLICT',
      message: expect.stringContaining(status),
      data: { status, allowedActions },
    });
    const notFound = (jobId: string) => ({ code: 'NOT_FOUND', message: expect.stringContaining(jobId), data: { jobId } });
    const known = (currentStatus: string) => ({ jobName: 'Idle', jobType: 'idle', currentStatus });
    const unknown = { jobName: null, jobType: null, currentStatus: null, ok: false, status: null };
    const results = [
      { jobId: b, ...known('cancelled'), ok: true, status: 'cancelled' },
      { jobId: 'idle-unknown', ...unknown, error: notFound('idle-unknown') },
      { jobId: done, ...known('completed'), ok: false, status: 'completed', error: conflict('completed', ['delete']) },
      { jobId: a, ...known('cancelled'), ok: true, status: 'cancelled' },
      { jobId: failed, ...known('failed'), ok: false, status: 'failed', error: conflict('failed', ['retry', 'delete']) },
      { jobId: 'nobody', ...unknown, error: notFound('nobody') },
      { jobId: c, ...known('cancelled'), ok: true, status: 'cancelled' },
    ];
    const resultsOf = async (ok?: boolean) => (await bulk.results({ bulkId, ok, limit: 50 })).items;
    expect(await resultsOf()).toEqual(results);
    expect(await resultsOf(true)).toEqual(results.filter(({ ok }) => ok));
    expect(await resultsOf(false)).toEqual(results.filter(({ ok }) => !ok));
    expect(await statusesOf([a, b, c, done, failed])).toEqual({ cancelled: 3, completed: 1, failed: 1 });
    const trail = await environment.db.query(
      'SELECT job_id, action, performed_by, metadata FROM sync_job_audit_logs WHERE job_id = ANY ($1) ORDER BY job_id',
      [jobIds],
    );
    expect(trail).toEqual(
      [a, b, c].map((job_id) => ({
        job_id,
        action: 'cancel',
        performed_by: 'berta',
        metadata: { origin: 'socket', reason: 'tidying up', before: { status: 'pending' }, after: { status: 'cancelled' } },
      })),
    );
    const events = await environment.db.query<{ kind: string; payload: object }>(
      'SELECT kind, payload FROM sync_job_events WHERE job_id = ANY ($1) AND seq IS NOT NULL ORDER BY seq',
      [jobIds],
    );
    expect(events.map(({ kind }) => kind)).toEqual(Array(3).fill(['job:status', 'job:action']).flat());
    for (const { kind, payload } of events) {
      expect(payload).toMatchObject({ jobName: 'Idle', ...(kind === 'job:action' ? { isBulk: true } : {}) });
    }
  });

  test('by filter keeps what chose its jobs as a query that would choose the same', async () => {
    const [from, to] = [new Date('2026-01-02T03:04:05.678Z'), new Date(Date.now() + 60_000)];
    const rest = { status: ['failed', 'cancelled'], jobType: ['idle', 'the other'], priority: 3, search: 'Id le"' } as const;
    const filter = { query: ' -params.city:Mecca ', ...rest, status: [...rest.status], jobType: [...rest.jobType], from, to };
    const jobIds = await put(2, 'failed', { priority: 3, error_message: 'The id le" one' });
    await put(1, 'failed', { priority: 4, error_message: 'The id le" one' });
    await put(1, 'failed', { priority: 3 });
    const operation = await bulk.get({ bulkId: await startId({ action: 'delete', filter }) });
    expect(operation).toMatchObject({
      matched: 2,
      query:
        '-params.city:Mecca status:failed,cancelled type:idle,"the other" priority:3 created:>=2026-01-02T03:04:05.678Z ' +
        `created:<${to.toISOString()} "Id le\\""`,
    });
    const again = await startId({ action: 'delete', filter: { query: operation.query as string } });
    const itemsOf = (bulkId: string) =>
      environment.db.query('SELECT job_id FROM sync_bulk_items WHERE bulk_id = $1 ORDER BY position', [bulkId]);
    expect(await itemsOf(again)).toEqual(jobIds.map((job_id) => ({ job_id })));
    expect(await bulk.get({ bulkId: await startId({ action: 'pause', filter: {} }) })).toMatchObject({ query: '' });
    await environment.db.query('DELETE FROM sync_bulk_operations');
  });

  test('tells of each job what it is now, and nothing once it is deleted', async () => {
    const [gone, resumed] = (await put(2)) as [string, string];
    const { bulkId } = await run({ action: 'cancel', jobIds: [gone, resumed] });
    await environment.control.delete({ jobId: gone }, berta);
    await environment.control.retry({ jobId: resumed, from: 'start' }, berta);
    expect((await allResults(bulkId)).items).toEqual([
      { jobId: gone, jobName: null, jobType: null, currentStatus: null, ok: true, status: 'cancelled' },
      { jobId: resumed, jobName: 'Idle', jobType: 'idle', currentStatus: 'pending', ok: true, status: 'cancelled' },
    ]);
    await environment.control.cancel({ jobId: resumed }, berta);
  });

  test('is listed with what it was asked to do, whoever asked, newest first, page by page', async () => {
    await environment.db.query('DELETE FROM sync_bulk_operations');
    const jobIds = await put(1);
    const ids = [
      await startId({ action: 'priority_change', jobIds, priority: 3 }),
      await startId({ action: 'retry', filter: { status: ['failed'] }, reason: 'mended' }, berta),
      await startId({ action: 'retry', jobIds, from: 'start' }),
      await startId({ action: 'cancel', filter: { query: 'status:pending' } }),
    ];
    const first = await bulk.list({ limit: 3 });
    const second = await bulk.list({ limit: 3, cursor: first.nextCursor as string });
    expect(second.nextCursor).toBeNull();
    const items = [...first.items, ...second.items];
    expect(items.map(({ bulkId }) => bulkId)).toEqual([...ids].reverse());
    const plain = { query: null, priority: null, from: null, reason: null, performedBy: 'anna' };
    expect(items).toMatchObject([
      { ...plain, action: 'cancel', query: 'status:pending' },
      { ...plain, action: 'retry', from: 'start' },
      { ...plain, action: 'retry', from: 'checkpoint', query: 'status:failed', reason: 'mended', performedBy: 'berta' },
      { ...plain, action: 'priority_change', priority: 3 },
    ]);
    for (const item of items) expect(await bulk.get({ bulkId: item.bulkId })).toEqual(item);
    expect(await refusalOf(bulk.list({ limit: 3, cursor: 'nonsense' }))).toMatchObject({ code: 'BAD_REQUEST' });
    for (const bulkId of ids) await bulk.stop({ bulkId }, anna);
  });

  test('by filter acts on what matches when it starts, and on nothing that comes later', async () => {
    const [urgent, slow] = [await put(3, 'pending', { priority: 1 }), await put(4, 'pending', { priority: 9 })];
    const failed = await put(2, 'failed', { priority: 1 });
    const bulkId = await startId({ action: 'pause', filter: { jobType: ['idle'], status: ['pending'], priority: 1 } });
    const late = await put(2, 'pending', { priority: 1 });
    await environment.startEngine();
    expect(await over(bulkId)).toMatchObject({ matched: 3, done: 3, succeeded: 3, refused: 0 });
    expect(await statusesOf(urgent)).toEqual({ paused: 3 });
    expect(await statusesOf([...slow, ...late])).toEqual({ pending: 6 });
    expect(await statusesOf(failed)).toEqual({ failed: 2 });
  });

  test('by filter meets a job that went on since, and is refused by it', async () => {
    const [one, two] = (await put(2)) as [string, string];
    const { bulkId, applicable } = await start({ action: 'pause', filter: { status: ['pending'] } });
    expect(applicable).toBe(2);
    await environment.control.cancel({ jobId: two }, berta);
    await environment.startEngine();
    expect(await over(bulkId as string)).toMatchObject({ succeeded: 1, refused: 1 });
    expect((await allResults(bulkId as string)).items).toMatchObject([
      { jobId: one, ok: true, status: 'paused' },
      { jobId: two, ok: false, status: 'cancelled', error: { code: 'CONFLICT' } },
    ]);
  });

  test('by an empty filter is about every job, and by one that nothing matches about none', async () => {
    await put(3);
    await put(2, 'completed');
    const every = await bulk.start({ action: 'delete', filter: {}, dryRun: true }, anna);
    expect(every).toEqual({ bulkId: null, matched: 5, applicable: 2 });
    expect(await run({ action: 'cancel', filter: { search: 'no such text' } })).toMatchObject({
      state: 'completed',
      matched: 0,
      done: 0,
      succeeded: 0,
      refused: 0,
    });
  });

  test('as a dry run only counts, and stores nothing', async () => {
    const jobIds = [...(await put(3)), ...(await put(2, 'completed'))];
    const stored = () =>
      environment.db.query('SELECT (SELECT count(*) FROM sync_bulk_operations) AS o, (SELECT count(*) FROM sync_bulk_items) AS i');
    const before = await stored();
    await environment.startEngine();
    const dryRun = (input: Omit<BulkInput, 'dryRun'>) => bulk.start({ ...input, dryRun: true }, anna);
    expect(await dryRun({ action: 'cancel', jobIds: [...jobIds, 'nobody', 'nobody'] })).toEqual({
      bulkId: null,
      matched: 6,
      applicable: 3,
    });
    expect(await dryRun({ action: 'delete', filter: { jobType: ['idle'] } })).toEqual({ bulkId: null, matched: 5, applicable: 2 });
    expect(await stored()).toEqual(before);
    expect(await statusesOf(jobIds)).toEqual({ pending: 3, completed: 2 });
    expect(await audited(jobIds, 'cancel')).toMatchObject({ rows: 0 });
  });

  test('of priority_change gives each job the priority, and its old one to the trail', async () => {
    const jobIds = [...(await put(2, 'pending', { priority: 9 })), ...(await put(1, 'paused', { priority: 4 }))];
    expect(await run({ action: 'priority_change', jobIds, priority: 2 })).toMatchObject({ succeeded: 3, refused: 0 });
    const rows = await environment.db.query('SELECT DISTINCT priority FROM sync_job_control WHERE job_id = ANY ($1)', [jobIds]);
    expect(rows).toEqual([{ priority: 2 }]);
    const trail = await environment.db.query<{ metadata: object }>(
      `SELECT metadata FROM sync_job_audit_logs WHERE job_id = ANY ($1) AND action = 'priority_change' ORDER BY id`,
      [jobIds],
    );
    expect(trail.map(({ metadata }) => metadata)).toEqual(
      [9, 9, 4].map((priority) => ({ origin: 'rest', before: { priority }, after: { priority: 2 } })),
    );
    expect(await statusesOf(jobIds)).toEqual({ pending: 2, paused: 1 });
  });

  test.each([
    { from: 'start', checkpoint: null, progress_done: 0 },
    { from: 'checkpoint', checkpoint: { n: 30 }, progress_done: 30 },
    { from: undefined, checkpoint: { n: 30 }, progress_done: 30 },
  ] as const)('of retry from $from begins there, with the first attempt', async ({ from, checkpoint, progress_done }) => {
    const jobIds = [...(await put(2, 'failed', { attempt: 3 })), ...(await put(1, 'cancelled', { attempt: 2 }))];
    expect(await run({ action: 'retry', jobIds, from })).toMatchObject({ succeeded: 3, refused: 0 });
    const rows = await environment.db.query(
      'SELECT status, attempt, checkpoint, progress_done FROM sync_job_control WHERE job_id = ANY ($1)',
      [jobIds],
    );
    expect(rows).toEqual(Array(3).fill({ status: 'pending', attempt: 1, checkpoint, progress_done }));
    const tickets = await until('there is a ticket for each', async () => {
      const listed = await environment.queue.list('idle');
      return listed.length >= 3 && listed;
    });
    expect(tickets.map(({ ticket }) => ticket.jobId)).toEqual(expect.arrayContaining(jobIds));
    await environment.queue.withdraw(tickets.map(({ ticket }) => ticket));
  });

  test('of delete removes the jobs and leaves their trail', async () => {
    const jobIds = await put(3, 'failed');
    const { bulkId } = await run({ action: 'delete', jobIds });
    expect((await allResults(bulkId)).items).toEqual(
      jobIds.map((jobId) => ({ jobId, jobName: null, jobType: null, currentStatus: null, ok: true, status: 'failed' })),
    );
    expect(await statusesOf(jobIds)).toEqual({});
    expect(await audited(jobIds, 'delete')).toEqual({ rows: 3, jobs: 3, most: 1 });
  });

  test('of cancel takes the jobs out of the queue, and stops those that run', async () => {
    await environment.bind('counting', { max_concurrency: 2 });
    await environment.startEngine();
    const jobIds = await Promise.all(Array.from({ length: 6 }, () => environment.trigger('counting', { total: 10_000, batchMs: 20 })));
    const running = () => environment.db.query(`SELECT 1 FROM sync_job_control WHERE status = 'running'`);
    await until('two run', async () => (await running()).length === 2);
    const { bulkId } = await start({ action: 'cancel', filter: { jobType: ['counting'] } });
    expect(await over(bulkId as string)).toMatchObject({ matched: 6, succeeded: 6 });
    const written = () => environment.db.query('SELECT count(*) AS n FROM test_writes');
    const before = await written();
    expect(await statusesOf(jobIds)).toEqual({ cancelled: 6 });
    await until('nothing is in the queue', async () => (await environment.queue.list('counting')).length === 0);
    expect(await written()).toEqual(before);
  });

  test('gives its results in pages, in the order of the work, and none after the last', async () => {
    const jobIds = await put(25);
    const { bulkId } = await run({ action: 'pause', jobIds: [...jobIds].reverse() });
    const { items, pages } = await allResults(bulkId, 10);
    expect(pages).toEqual([10, 10, 5]);
    expect(items.map(({ jobId }) => jobId)).toEqual([...jobIds].reverse());
  });

  test('whose results fill their last page has no page after it', async () => {
    const jobIds = await put(20);
    const { bulkId } = await run({ action: 'pause', jobIds });
    expect((await allResults(bulkId, 10)).pages).toEqual([10, 10]);
  });

  test.each(['nonsense', '-1', '1.5', '99999999999'])('refuses %j as a cursor of its results', async (cursor) => {
    const { bulkId } = await run({ action: 'pause', jobIds: await put(1) });
    expect(await refusalOf(bulk.results({ bulkId, limit: 10, cursor }))).toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: ['cursor'] }] },
    });
  });

  test('that does not exist is NOT_FOUND, whatever is asked of it', async () => {
    const bulkId = 'bulk-nothing';
    for (const ask of [() => bulk.get({ bulkId }), () => bulk.results({ bulkId, limit: 10 }), () => bulk.stop({ bulkId }, anna)]) {
      expect(await refusalOf(ask())).toMatchObject({ code: 'NOT_FOUND', data: { bulkId } });
    }
  });

  test('that is stopped in the middle leaves what it did, and does nothing more', async () => {
    const jobIds = await put(MANY);
    const bulkId = await startId({ action: 'cancel', jobIds });
    await environment.startEngine();
    await underWay(bulkId);
    const stopped = await bulk.stop({ bulkId }, berta);
    expect(stopped.state).toBe('stopped');
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(MANY);
    expect(await statusesOf(jobIds)).toEqual({ cancelled: stopped.succeeded, pending: MANY - stopped.done });
    // The runner goes on with the next one, and has left this one for good by then.
    expect(await over(await startId({ action: 'pause', jobIds: await put(1) }))).toMatchObject({ succeeded: 1 });
    expect(await bulk.get({ bulkId })).toEqual(stopped);
    expect(await statusesOf(jobIds)).toEqual({ cancelled: stopped.succeeded, pending: MANY - stopped.done });
    expect(await audited(jobIds, 'cancel')).toEqual({ rows: stopped.succeeded, jobs: stopped.succeeded, most: 1 });
    expect((await allResults(bulkId)).items).toHaveLength(stopped.done);
    expect(await bulk.stop({ bulkId }, berta)).toEqual(stopped);
  });

  test('that is stopped before it began does nothing', async () => {
    const jobIds = await put(5);
    const bulkId = await startId({ action: 'cancel', jobIds });
    expect(await bulk.stop({ bulkId }, anna)).toMatchObject({ state: 'stopped', done: 0 });
    expect(await run({ action: 'pause', jobIds })).toMatchObject({ succeeded: 5 });
    expect(await bulk.get({ bulkId })).toMatchObject({ state: 'stopped', done: 0, matched: 5 });
    expect(await audited(jobIds, 'cancel')).toMatchObject({ rows: 0 });
  });

  test('that is over stays so when it is stopped', async () => {
    const completed = await run({ action: 'pause', jobIds: await put(2) });
    expect(await bulk.stop({ bulkId: completed.bulkId }, anna)).toEqual(completed);
  });

  test('goes on after the worker that held it closed, and no job has it twice', async () => {
    const jobIds = await put(MANY);
    const bulkId = await startId({ action: 'cancel', jobIds });
    const first = await environment.startEngine();
    await underWay(bulkId);
    await first.close();
    const between = await bulk.get({ bulkId });
    expect(between).toMatchObject({ state: 'running' });
    expect(between.done).toBeLessThan(MANY);
    expect(await statusesOf(jobIds)).toEqual({ cancelled: between.done, pending: MANY - between.done });
    await environment.startEngine();
    expect(await over(bulkId)).toMatchObject({ state: 'completed', matched: MANY, done: MANY, succeeded: MANY, refused: 0 });
    expect(await statusesOf(jobIds)).toEqual({ cancelled: MANY });
    expect(await audited(jobIds, 'cancel')).toEqual({ rows: MANY, jobs: MANY, most: 1 });
  });

  test('goes on after its connections broke in the middle, and no job has it twice', async () => {
    const jobIds = await put(MANY);
    const bulkId = await startId({ action: 'cancel', jobIds });
    await environment.startEngine();
    await underWay(bulkId);
    await environment.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'syncdeck' AND pid <> pg_backend_pid()`,
    );
    expect(await over(bulkId)).toMatchObject({ state: 'completed', done: MANY, succeeded: MANY, refused: 0 });
    expect(await audited(jobIds, 'cancel')).toEqual({ rows: MANY, jobs: MANY, most: 1 });
  });

  test('goes on once the lease of a worker that was lost has run out, and not before', async () => {
    const bulkId = await startId({ action: 'cancel', jobIds: await put(10) });
    await environment.db.query(
      `INSERT INTO sync_leases (name, holder, expires_at) VALUES ('bulk', 'lost', now() + interval '2 seconds')
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at`,
    );
    const [{ expires_at: expires } = { expires_at: new Date() }] = await environment.db.query<{ expires_at: Date }>(
      `SELECT expires_at FROM sync_leases WHERE name = 'bulk'`,
    );
    await environment.startEngine();
    const operation = await over(bulkId);
    expect(operation).toMatchObject({ state: 'completed', succeeded: 10 });
    expect(operation.updatedAt.getTime()).toBeGreaterThanOrEqual(expires.getTime());
  });

  test('is done by one of several workers at a time, once', async () => {
    const jobIds = await put(1_000);
    await Promise.all([environment.startEngine(), environment.startEngine(), environment.startEngine()]);
    expect(await over(await startId({ action: 'pause', jobIds }))).toMatchObject({ done: 1_000, succeeded: 1_000 });
    expect(await audited(jobIds, 'pause')).toEqual({ rows: 1_000, jobs: 1_000, most: 1 });
  });

  test('is done once even by two who both believe that it is theirs', async () => {
    const jobIds = await put(1_000);
    const bulkId = await startId({ action: 'pause', jobIds });
    const errors: Error[] = [];
    // One holder's name for both: each takes the lease for its own.
    const runners = [1, 2].map(() =>
      createBulkRunner({ db: environment.db, tickets: environment.core.tickets, holder: 'both', onError: (error) => errors.push(error) }),
    );
    expect(await over(bulkId)).toMatchObject({ done: 1_000, succeeded: 1_000, refused: 0 });
    await Promise.all(runners.map((runner) => runner.close()));
    expect(errors).toEqual([]);
    expect(await audited(jobIds, 'pause')).toEqual({ rows: 1_000, jobs: 1_000, most: 1 });
  });

  test('waits for the one before it, and takes the jobs as that one left them', async () => {
    const jobIds = await put(600);
    const [pause, resume, cancel] = [
      await startId({ action: 'pause', jobIds }),
      await startId({ action: 'resume', jobIds: jobIds.slice(0, 300) }),
      await startId({ action: 'pause', jobIds }),
    ];
    await environment.startEngine();
    expect(await over(cancel)).toMatchObject({ succeeded: 300, refused: 300 });
    expect(await over(pause)).toMatchObject({ succeeded: 600, refused: 0 });
    expect(await over(resume)).toMatchObject({ succeeded: 300, refused: 0 });
    expect(await statusesOf(jobIds)).toEqual({ paused: 600 });
  });

  test('leaves room for a person who acts on one of its jobs meanwhile', async () => {
    const jobIds = await put(MANY);
    const bulkId = await startId({ action: 'cancel', jobIds });
    await environment.startEngine();
    await underWay(bulkId);
    const picked = jobIds.filter((_, n) => n % 100 === 99);
    const answers = await Promise.allSettled(picked.map((jobId) => environment.control.cancel({ jobId }, berta)));
    const operation = await over(bulkId);
    const won = answers.filter(({ status }) => status === 'fulfilled').length;
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CONFLICT' });
    expect(operation).toMatchObject({ done: MANY, succeeded: MANY - won, refused: won });
    expect(await audited(jobIds, 'cancel')).toEqual({ rows: MANY, jobs: MANY, most: 1 });
  });

  // It is about the runner's memory, and takes its minute: once is enough.
  test.runIf(queue === 'redis')(
    'of 100,000 pending jobs succeeds for each of them, in little memory (with Redis only: its work is on the tables)',
    async () => {
      const total = 100_000;
      await put(total);
      await environment.startEngine();
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      const bulkId = await startId({ action: 'cancel', filter: { status: ['pending'] } });
      let most = 0;
      let measured = 0;
      const operation = await until(
        `${bulkId} is over`,
        async () => {
          const current = await bulk.get({ bulkId });
          // Collecting stops everything for a moment: now and then is enough.
          if (current.done >= measured + 5_000 || current.state !== 'running') {
            measured = current.done;
            collectGarbage();
            most = Math.max(most, process.memoryUsage().heapUsed - before);
          }
          return current.state !== 'running' && current;
        },
        600_000,
      );
      expect(operation).toMatchObject({ state: 'completed', matched: total, done: total, succeeded: total, refused: 0 });
      expect(most).toBeLessThan(100 * 1_048_576);
      const [count] = await environment.db.query(
        `SELECT count(*) FILTER (WHERE status = 'cancelled') AS cancelled, count(*) AS jobs FROM sync_job_control`,
      );
      expect(count).toEqual({ cancelled: total, jobs: total });
      const [trail] = await environment.db.query(
        `SELECT count(*) AS rows, count(DISTINCT job_id) AS jobs FROM sync_job_audit_logs a
       WHERE action = 'cancel' AND EXISTS (SELECT 1 FROM sync_job_control j WHERE j.job_id = a.job_id)`,
      );
      expect(trail).toEqual({ rows: total, jobs: total });
    },
    720_000,
  );
});

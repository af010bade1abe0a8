import { describe, expect, test } from 'vitest';
import { createJobReads } from '#backend/domains/jobs/job-reads.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { until } from '#tests/support/until.ts';

describe.each(queueKinds)('a job on %s', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()], minuteMs: 500 });
  const count = async (jobId: string) =>
    Number((await environment.db.query<{ n: number }>('SELECT count(*) AS n FROM test_writes WHERE job_id = $1', [jobId]))[0]?.n);
  const outcomes = async (jobId: string) =>
    (await environment.db.query<{ outcome: string }>('SELECT outcome FROM sync_job_attempts WHERE job_id = $1 ORDER BY id', [jobId])).map(
      (row) => row.outcome,
    );

  test('runs to its end, with counts, progress, logs, an attempt and events', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 95 });
    const row = await environment.reach(jobId, 'completed');
    expect(row).toMatchObject({
      progress_percentage: 100,
      progress_done: 95,
      progress_total: 95,
      result: { created: 95, updated: 0, unchanged: 0 },
      attempt: 1,
      run_token: null,
      error_message: null,
      error_signature: null,
    });
    expect(row.completed_at).not.toBeNull();
    expect(row.wait_ms).not.toBeNull();
    expect(await count(jobId)).toBe(95);
    expect(await outcomes(jobId)).toEqual(['completed']);
    const logs = await environment.db.query<{ message: string }>('SELECT message FROM sync_job_logs WHERE job_id = $1', [jobId]);
    expect(logs.map(({ message }) => message)).toEqual(['Counting from 0']);
    const events = await environment.db.query<{ seq: number; payload: { status: string; jobName: string } }>(
      'SELECT seq, payload FROM sync_job_events WHERE job_id = $1 ORDER BY seq',
      [jobId],
    );
    expect(events.map(({ payload }) => payload.status)).toEqual(['pending', 'running', 'completed']);
    for (const { payload } of events) expect(payload.jobName).toBe('Counting');
    expect(row.seq).toBe(events.at(-1)?.seq);
  });

  test('paused and resumed goes on from its checkpoint, with no gap and no repeat', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 200, batchMs: 10 });
    await until('something is counted', async () => (await count(jobId)) > 20);
    await environment.control.pause({ jobId, reason: undefined }, anna);
    const paused = await count(jobId);
    await environment.control.resume({ jobId, reason: undefined }, anna);
    const row = await environment.reach(jobId, 'completed');
    expect(paused).toBeLessThan(200);
    expect(row.result).toMatchObject({ created: 200 });
    expect(await count(jobId)).toBe(200);
    expect(await outcomes(jobId)).toEqual(['paused', 'completed']);
    expect(row.attempt).toBe(1);
  });

  test('paused while pending has nothing in the queue, and starts once resumed', async () => {
    const jobId = await environment.trigger('counting', { total: 10 });
    await environment.control.pause({ jobId, reason: undefined }, anna);
    expect(await environment.queue.list('counting')).toEqual([]);
    await environment.startEngine();
    await environment.control.resume({ jobId, reason: undefined }, anna);
    await environment.reach(jobId, 'completed');
  });

  test('fails after its last attempt, each of them from the checkpoint, and can be retried from there or from the start', async () => {
    await environment.bind('counting', { retry_attempts: 3, backoff_seconds: 0 });
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 50, failAt: 30, failMessage: 'https://source.test/page/17 answered 503' });
    const failed = await environment.reach(jobId, 'failed');
    expect(failed).toMatchObject({ attempt: 3, error_message: 'https://source.test/page/17 answered 503', progress_done: 30 });
    expect(await outcomes(jobId)).toEqual(['failed', 'failed', 'failed']);
    const [attempt] = await environment.db.query('SELECT error_signature FROM sync_job_attempts WHERE job_id = $1', [jobId]);
    expect(attempt).toEqual({ error_signature: '<url> answered <n>' });
    expect(failed.error_signature).toBe('<url> answered <n>');
    expect(await count(jobId)).toBe(30);
    await environment.control.retry({ jobId, from: 'start', params: { total: 50 }, reason: undefined }, anna);
    const row = await environment.reach(jobId, 'completed');
    expect(row.result).toEqual({ created: 20, updated: 0, unchanged: 30 });
    expect(row).toMatchObject({ attempt: 1, error_message: null, error_signature: null });
    expect(await count(jobId)).toBe(80);
  });

  test('says while it runs, and waits, why it last failed, until it succeeds', async () => {
    await environment.bind('counting', { retry_attempts: 2, backoff_seconds: 3600 });
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 30, failAt: 20, failMessage: 'page 7 is gone' });
    await until('it failed once', async () => (await environment.row(jobId)).attempt === 2);
    const why = { error_message: 'page 7 is gone', error_signature: 'page <n> is gone' };
    expect(await environment.row(jobId)).toMatchObject({ status: 'pending', ...why });
    await environment.control.pause({ jobId }, anna);
    await environment.db.query(`UPDATE sync_job_control SET params = '{"total":30,"batchMs":200}' WHERE job_id = $1`, [jobId]);
    await environment.control.resume({ jobId }, anna);
    expect(await environment.reach(jobId, 'running')).toMatchObject(why);
    expect(await environment.reach(jobId, 'completed')).toMatchObject({ error_message: null, error_signature: null });
  });

  test('notes when its checkpoint moved: at most once a second, and with its last batch', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 120, batchMs: 200 });
    const row = await environment.reach(jobId, 'completed');
    const { items } = await createJobReads({ sql: environment.db, types: environment.types }).checkpoints({ jobId });
    expect(items[0]).toMatchObject({ attempt: 1, done: 10 });
    expect(items.at(-1)).toMatchObject({ attempt: 1, done: 120 });
    expect(new Date(row.checkpoint_at ?? 0)).toEqual(items.at(-1)?.at);
    const gaps = items.slice(1, -1).map(({ at }, n) => at.getTime() - (items[n]?.at.getTime() ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
    expect(gaps.length).toBeGreaterThan(0);
    expect(items.map(({ done }) => done)).toEqual([...items.map(({ done }) => done)].sort((a, b) => a - b));
  });

  test('keeps the notes of what was when it is retried from the start', async () => {
    await environment.bind('counting', { retry_attempts: 1 });
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 20, failAt: 10 });
    await environment.reach(jobId, 'failed');
    await environment.control.retry({ jobId, from: 'start', params: { total: 20 } }, anna);
    await environment.reach(jobId, 'completed');
    const { items } = await createJobReads({ sql: environment.db, types: environment.types }).checkpoints({ jobId });
    expect(items.map(({ done }) => done)).toEqual(expect.arrayContaining([10, 20]));
    expect(items[0]?.done).toBe(10);
  });

  test('waits for its backoff before the next attempt', async () => {
    await environment.bind('counting', { retry_attempts: 2, backoff_seconds: 3600 });
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 50, failAt: 10 });
    const row = await until('it failed once', async () => {
      const job = await environment.row(jobId);
      return job.attempt === 2 && job;
    });
    expect(row.status).toBe('pending');
    // 15 minutes at most, and jitter takes away half of it at most.
    const delay = new Date(row.next_attempt_at ?? 0).getTime() - Date.now();
    expect(delay).toBeGreaterThan(7 * 60_000);
    expect(delay).toBeLessThanOrEqual(15 * 60_000);
    await until('its ticket is delayed', async () => (await environment.queue.counts('counting')).delayed === 1);
    await environment.control.cancel({ jobId, reason: undefined }, anna);
    expect((await environment.queue.counts('counting')).delayed).toBe(0);
  });

  test('that runs past its timeout fails at once, with attempts left', async () => {
    await environment.bind('counting', { timeout_minutes: 1, retry_attempts: 5 });
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 100_000, batchMs: 20 });
    const row = await environment.reach(jobId, 'failed');
    expect(row.error_message).toBe('The attempt ran past its timeout of 1 minutes');
    expect(await outcomes(jobId)).toEqual(['timed_out']);
    await environment.bind('counting', { timeout_minutes: 60 });
  });

  test('in hand of a worker that closes goes back to pending, and the next worker takes it up', async () => {
    const first = await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 100, batchMs: 20 });
    await until('something is counted', async () => (await count(jobId)) > 10);
    await first.close();
    const row = await environment.row(jobId);
    expect(row).toMatchObject({ status: 'pending', attempt: 1, losses: 0 });
    expect(await outcomes(jobId)).toEqual(['stopped']);
    await environment.startEngine();
    await environment.reach(jobId, 'completed');
    expect(await count(jobId)).toBe(100);
  });

  test('with a rate limit takes its time, in small batches', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 12, ratePerSecond: 6 });
    const row = await environment.reach(jobId, 'completed');
    // The first six go at once, the next six a second later.
    expect(row.run_ms).toBeGreaterThanOrEqual(900);
  });

  test('of a more urgent priority goes first, whatever it was triggered with', async () => {
    await environment.bind('counting', { max_concurrency: 1 });
    const late = await environment.trigger('counting', { total: 1 }, { priority: 9 });
    const early = await environment.trigger('counting', { total: 1 }, { priority: 3 });
    const raised = await environment.trigger('counting', { total: 1 }, { priority: 10 });
    await environment.control.changePriority({ jobId: raised, priority: 1, reason: undefined }, anna);
    await environment.startEngine();
    const ended = await Promise.all([raised, early, late].map((jobId) => environment.reach(jobId, 'completed')));
    const times = ended.map((row) => new Date(row.started_at ?? 0).getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('with a runAt waits for it', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 1 }, { runAt: new Date(Date.now() + 1_200) });
    const row = await environment.reach(jobId, 'completed');
    expect(new Date(row.started_at ?? 0).getTime()).toBeGreaterThanOrEqual(new Date(row.run_at ?? 0).getTime());
  });

  test('shares no more slots than its type has, whatever the queue believes', async () => {
    await environment.bind('counting', { max_concurrency: 3 });
    await environment.startEngine();
    await environment.startEngine();
    const jobIds = await Promise.all(Array.from({ length: 12 }, () => environment.trigger('counting', { total: 30, batchMs: 30 })));
    // An emptied queue has forgotten the limit and who is active.
    await until(
      'three run',
      async () => (await environment.db.query(`SELECT 1 FROM sync_job_control WHERE status = 'running'`)).length === 3,
    );
    await environment.redis?.flushall();
    if (queue === 'postgresql') {
      await until('the queue is emptied', () =>
        environment.db.query('TRUNCATE bullmq.job, bullmq.meta CASCADE').then(
          () => true,
          (error: { code?: string }) => {
            // It asks for locks in another order than the workers do.
            if (error.code !== '40P01') throw error;
            return false;
          },
        ),
      );
    }
    let most = 0;
    await until(
      'all are completed',
      async () => {
        const rows = await environment.db.query<{ status: string }>('SELECT status FROM sync_job_control WHERE job_id = ANY ($1)', [
          jobIds,
        ]);
        most = Math.max(most, rows.filter(({ status }) => status === 'running').length);
        return rows.every(({ status }) => status === 'completed');
      },
      60_000,
    );
    expect(most).toBe(3);
    for (const jobId of jobIds) expect(await count(jobId)).toBe(30);
  });
});

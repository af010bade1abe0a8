import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#backend/domains/actor.ts';
import type { DomainError } from '#backend/domains/domain-error.ts';
import type { Triggered } from '#backend/domains/jobs/trigger-job.ts';
import type { TriggerInput } from '#contract/schemas/job.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { refusalOf } from '#tests/support/refusal-of.ts';

const HOUR = 3_600_000;
const berta: Actor = { username: 'berta', role: 'operator', origin: 'socket' };

const issuesOf = (error: DomainError) => (error.data as { issues: { path: string[]; message: string }[] }).issues;

describe.each(queueKinds)('a job triggered on %s', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync(), countingSync('other')] });
  const trigger = (input: TriggerInput, actor = anna) => environment.core.trigger.trigger(input, actor);
  const ticketsOf = async (jobId: string) =>
    (await environment.queue.list('counting')).map(({ ticket }) => ticket).filter((ticket) => ticket.jobId === jobId);

  test('is answered with the number of its event, with an Idempotency-Key and without', async () => {
    for (const idempotencyKey of [undefined, `seq-${Math.random()}`]) {
      const { job } = await trigger({ jobType: 'counting', idempotencyKey });
      expect(job.seq).toBeGreaterThan(0);
      expect(job.seq).toBe((await environment.row(job.jobId)).seq);
    }
  });

  test('has the defaults of its type and schedule where nothing was said', async () => {
    await environment.bind('counting', { priority: 7 });
    const { job, repeated } = await trigger({ jobType: 'counting' });
    expect(repeated).toBe(false);
    expect(job).toMatchObject({
      jobId: expect.stringMatching(/^counting-[a-z0-9]+-[a-z0-9]{8}$/),
      jobType: 'counting',
      jobName: 'Counting',
      status: 'pending',
      priority: 7,
      progressPercentage: 0,
      progress: { done: 0, total: null, message: null, ratePerSecond: null, etaSeconds: null },
      startedAt: null,
      pausedAt: null,
      completedAt: null,
      cancelledAt: null,
      errorMessage: null,
      metadata: { triggeredBy: 'anna', origin: 'rest' },
      params: { total: 100, batchMs: 0, failMessage: 'the source failed', failOdds: 0 },
      result: null,
      attempt: 1,
      nextAttemptAt: null,
    });
    expect([...job.allowedActions].sort()).toEqual(['cancel', 'pause', 'priority_change']);
    expect(await ticketsOf(job.jobId)).toEqual([{ jobType: 'counting', jobId: job.jobId, ticket: 1 }]);
  });

  test('has priority 5 where its type has no schedule', async () => {
    expect((await trigger({ jobType: 'other' })).job.priority).toBe(5);
  });

  test('has what was said of it', async () => {
    const { job } = await trigger(
      { jobType: 'counting', jobName: 'Counting to seven', priority: 2, params: { total: 7, batchMs: 5 } },
      berta,
    );
    expect(job).toMatchObject({
      jobName: 'Counting to seven',
      priority: 2,
      params: { total: 7, batchMs: 5 },
      metadata: { triggeredBy: 'berta', origin: 'socket' },
    });
  });

  test('has one audit row and one event', async () => {
    const runAt = new Date(Date.now() + HOUR);
    const { job } = await trigger({ jobType: 'counting', priority: 3, runAt }, berta);
    const trail = await environment.db.query<{ metadata: { after: { runAt: string } } }>(
      'SELECT action, performed_by, metadata FROM sync_job_audit_logs WHERE job_id = $1',
      [job.jobId],
    );
    expect(trail).toEqual([
      {
        action: 'trigger',
        performed_by: 'berta',
        metadata: { origin: 'socket', after: { status: 'pending', priority: 3, runAt: expect.any(String) } },
      },
    ]);
    expect(new Date(trail[0]?.metadata.after.runAt ?? 0)).toEqual(runAt);
    const events = await environment.db.query('SELECT seq, kind, payload FROM sync_job_events WHERE job_id = $1', [job.jobId]);
    expect(events).toEqual([
      {
        seq: (await environment.row(job.jobId)).seq,
        kind: 'job:status',
        payload: {
          jobId: job.jobId,
          jobType: 'counting',
          jobName: 'Counting',
          status: 'pending',
          previousStatus: null,
          priority: job.priority,
        },
      },
    ]);
  });

  test('of a type that does not exist is BAD_REQUEST under jobType, and makes nothing', async () => {
    const before = await environment.db.query('SELECT count(*) AS n FROM sync_job_control');
    const error = await refusalOf(trigger({ jobType: 'nothing' }));
    expect(error.code).toBe('BAD_REQUEST');
    expect(issuesOf(error)).toEqual([{ path: ['jobType'], message: expect.stringContaining('counting') }]);
    expect(await environment.db.query('SELECT count(*) AS n FROM sync_job_control')).toEqual(before);
  });

  test.each<{ params: Record<string, unknown>; path: string[] }>([
    { params: { total: -1 }, path: ['params', 'total'] },
    { params: { total: 'many' }, path: ['params', 'total'] },
    { params: { failOdds: 2 }, path: ['params', 'failOdds'] },
    { params: { ratePerSecond: 'fast' }, path: ['params', 'ratePerSecond'] },
  ])('with params $params is BAD_REQUEST under $path, and makes nothing', async ({ params, path }) => {
    const before = await environment.db.query('SELECT count(*) AS n FROM sync_job_control');
    const error = await refusalOf(trigger({ jobType: 'counting', params }));
    expect(error.code).toBe('BAD_REQUEST');
    expect(issuesOf(error)).toEqual([{ path, message: expect.stringMatching(/./) }]);
    expect(error.message).toContain(path.join('.'));
    expect(await environment.db.query('SELECT count(*) AS n FROM sync_job_control')).toEqual(before);
  });

  test('with a param that its type does not know is BAD_REQUEST and says which', async () => {
    const error = await refusalOf(trigger({ jobType: 'counting', params: { totl: 3 } }));
    expect(error.code).toBe('BAD_REQUEST');
    expect(issuesOf(error)).toEqual([{ path: ['params'], message: expect.stringContaining('totl') }]);
  });

  test('to run later is not started before, and others go ahead of it', async () => {
    await environment.db.query(`UPDATE sync_job_control SET status = 'cancelled'`);
    await environment.bind('counting', { max_concurrency: 1 });
    const runAt = new Date(Date.now() + HOUR);
    const { job } = await trigger({ jobType: 'counting', priority: 1, runAt });
    expect(job.nextAttemptAt).toEqual(runAt);
    const { delayed } = await environment.queue.counts('counting');
    expect(delayed).toBeGreaterThanOrEqual(1);
    await environment.startEngine();
    const now = await environment.trigger('counting', { total: 1 }, { priority: 10 });
    await environment.reach(now, 'completed');
    expect(await environment.row(job.jobId)).toMatchObject({ status: 'pending', attempt: 1, started_at: null, taken_at: null });
    expect(await ticketsOf(job.jobId)).toHaveLength(1);
  });

  test('to run at a moment that is over runs at once', async () => {
    await environment.startEngine();
    const jobId = await environment.trigger('counting', { total: 1 }, { runAt: new Date(Date.now() - HOUR) });
    await environment.reach(jobId, 'completed');
  });

  test('with forty others at once is one of forty-one, each with its audit row and its ticket', async () => {
    const made = await Promise.all(Array.from({ length: 41 }, () => trigger({ jobType: 'other' })));
    const ids = new Set(made.map(({ job }) => job.jobId));
    expect(ids.size).toBe(41);
    const trail = await environment.db.query<{ job_id: string }>('SELECT job_id FROM sync_job_audit_logs WHERE job_id = ANY ($1)', [
      [...ids],
    ]);
    expect(trail.map(({ job_id }) => job_id).sort()).toEqual([...ids].sort());
    const tickets = (await environment.queue.list('other')).map(({ ticket }) => ticket.jobId);
    expect(tickets.filter((jobId) => ids.has(jobId)).sort()).toEqual([...ids].sort());
  });
});

describe('under an idempotency key', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync(), countingSync('other')] });
  const body: TriggerInput = { jobType: 'counting', jobName: 'Once', priority: 4, params: { total: 7 } };
  let key = '';
  let keys = 0;
  beforeEach(() => {
    key = `key ${++keys}`;
  });
  const trigger = (input: Partial<TriggerInput> = {}, actor = anna): Promise<Triggered> =>
    environment.core.trigger.trigger({ ...body, idempotencyKey: key, ...input }, actor);
  const countJobs = async () => (await environment.db.query<{ n: number }>('SELECT count(*) AS n FROM sync_job_control'))[0]?.n ?? 0;
  const age = (interval: string) =>
    environment.db.query(`UPDATE sync_idempotency_keys SET created_at = now() - $1::interval WHERE key = $2`, [interval, key]);

  test('a repeat answers with the same job, as it is by then, and makes no other', async () => {
    const first = await trigger();
    expect(first.repeated).toBe(false);
    const jobs = await countJobs();
    await environment.control.pause({ jobId: first.job.jobId }, anna);
    const second = await trigger();
    expect(second.repeated).toBe(true);
    expect(second.job).toMatchObject({ jobId: first.job.jobId, status: 'paused' });
    expect(await countJobs()).toBe(jobs);
    const trail = await environment.db.query(`SELECT 1 FROM sync_job_audit_logs WHERE job_id = $1 AND action = 'trigger'`, [
      first.job.jobId,
    ]);
    expect(trail).toHaveLength(1);
  });

  test('a repeat issues no second ticket', async () => {
    const { job } = await trigger();
    await trigger();
    const tickets = (await environment.queue.list('counting')).filter(({ ticket }) => ticket.jobId === job.jobId);
    expect(tickets).toHaveLength(1);
  });

  test('the same said otherwise is a repeat: params in another order, and defaults spelled out', async () => {
    const first = await trigger({ params: { total: 7, batchMs: 3 } });
    const second = await trigger({ params: { failOdds: 0, batchMs: 3, total: 7 } });
    expect(second).toMatchObject({ repeated: true, job: { jobId: first.job.jobId } });
  });

  test.each<Partial<TriggerInput>>([
    { jobType: 'other' },
    { jobName: 'Twice' },
    { priority: 5 },
    { params: { total: 8 } },
    { runAt: new Date(Date.now() + HOUR) },
  ])('another body is IDEMPOTENCY_MISMATCH and makes nothing: %o', async (other) => {
    const { job } = await trigger();
    const jobs = await countJobs();
    const error = await refusalOf(trigger(other));
    expect(error.code).toBe('IDEMPOTENCY_MISMATCH');
    expect(error.message).toContain(key);
    expect(await countJobs()).toBe(jobs);
    expect(await trigger()).toMatchObject({ repeated: true, job: { jobId: job.jobId } });
  });

  test('another user is free to use the same key', async () => {
    const of = await trigger();
    const other = await trigger({ priority: 9 }, berta);
    expect(other).toMatchObject({ repeated: false, job: { priority: 9 } });
    expect(other.job.jobId).not.toBe(of.job.jobId);
    expect(await trigger()).toMatchObject({ repeated: true, job: { jobId: of.job.jobId } });
    expect(await trigger({ priority: 9 }, berta)).toMatchObject({ repeated: true, job: { jobId: other.job.jobId } });
  });

  test('twenty at once make one job', async () => {
    const jobs = await countJobs();
    const answers = await Promise.all(Array.from({ length: 20 }, () => trigger()));
    expect(new Set(answers.map(({ job }) => job.jobId)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await countJobs()).toBe(jobs + 1);
  });

  test('twenty at once with bodies of their own make one job, and the others are told', async () => {
    const jobs = await countJobs();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => trigger({ params: { total: n } })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    }
    expect(await countJobs()).toBe(jobs + 1);
  });

  test('a key of nearly 24 hours still holds', async () => {
    const { job } = await trigger();
    await age('23 hours 59 minutes');
    expect(await trigger()).toMatchObject({ repeated: true, job: { jobId: job.jobId } });
    expect((await refusalOf(trigger({ priority: 9 }))).code).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('a key older than 24 hours is free, for the same body and for another', async () => {
    const first = await trigger();
    await age('24 hours 1 second');
    const second = await trigger();
    expect(second.repeated).toBe(false);
    expect(second.job.jobId).not.toBe(first.job.jobId);
    expect(await trigger()).toMatchObject({ repeated: true, job: { jobId: second.job.jobId } });
    await age('25 hours');
    expect(await trigger({ priority: 9 })).toMatchObject({ repeated: false, job: { priority: 9 } });
  });

  test('an old key that twenty ask for at once makes one job', async () => {
    await trigger();
    await age('25 hours');
    const answers = await Promise.all(Array.from({ length: 20 }, () => trigger()));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ job }) => job.jobId)).size).toBe(1);
  });

  test('a call that was refused has not used the key up', async () => {
    expect((await refusalOf(trigger({ params: { total: -1 } }))).code).toBe('BAD_REQUEST');
    expect((await refusalOf(trigger({ jobType: 'nothing' }))).code).toBe('BAD_REQUEST');
    expect((await trigger()).repeated).toBe(false);
  });

  test('a repeat makes no second job where the first was deleted', async () => {
    const { job } = await trigger();
    await environment.control.cancel({ jobId: job.jobId }, anna);
    await environment.control.delete({ jobId: job.jobId }, anna);
    const jobs = await countJobs();
    expect(await refusalOf(trigger())).toMatchObject({ code: 'NOT_FOUND', data: { jobId: job.jobId } });
    expect(await countJobs()).toBe(jobs);
  });

  test('calls without a key are never repeats', async () => {
    const [one, two] = await Promise.all([environment.core.trigger.trigger(body, anna), environment.core.trigger.trigger(body, anna)]);
    expect(one).toMatchObject({ repeated: false });
    expect(two).toMatchObject({ repeated: false });
    expect(one.job.jobId).not.toBe(two.job.jobId);
  });
});

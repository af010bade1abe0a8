import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#backend/domains/actor.ts';
import { DomainError } from '#backend/domains/domain-error.ts';
import { createJobControl, type JobControl } from '#backend/domains/jobs/control-job.ts';
import { createJobReads } from '#backend/domains/jobs/job-reads.ts';
import { gatherChanges } from '#backend/domains/jobs/transitions.ts';
import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { ControlAction, JobStatus } from '#contract/schemas/job.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, type Environment, queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { refusalOf } from '#tests/support/refusal-of.ts';

/** What becomes of a job, by its status and by what is done to it, as the product's table of states says it. */
const table: Record<JobStatus, Record<ControlAction, JobStatus | 'gone' | 'refused'>> = {
  pending: {
    pause: 'paused',
    resume: 'refused',
    cancel: 'cancelled',
    retry: 'refused',
    delete: 'refused',
    priority_change: 'pending',
  },
  running: {
    pause: 'paused',
    resume: 'refused',
    cancel: 'cancelled',
    retry: 'refused',
    delete: 'refused',
    priority_change: 'running',
  },
  paused: {
    pause: 'refused',
    resume: 'pending',
    cancel: 'cancelled',
    retry: 'refused',
    delete: 'refused',
    priority_change: 'paused',
  },
  completed: {
    pause: 'refused',
    resume: 'refused',
    cancel: 'refused',
    retry: 'refused',
    delete: 'gone',
    priority_change: 'refused',
  },
  failed: {
    pause: 'refused',
    resume: 'refused',
    cancel: 'refused',
    retry: 'pending',
    delete: 'gone',
    priority_change: 'refused',
  },
  cancelled: {
    pause: 'refused',
    resume: 'refused',
    cancel: 'refused',
    retry: 'pending',
    delete: 'gone',
    priority_change: 'refused',
  },
};

const statuses = Object.keys(table) as JobStatus[];
const actions = Object.keys(table.pending) as ControlAction[];
const allowedBy = (status: JobStatus) => actions.filter((action) => table[status][action] !== 'refused').sort();

const berta: Actor = { username: 'berta', role: 'admin', origin: 'socket' };

/** A job as it stands in `status`: its row alone, so that whatever is written about it is the action's. */
let made = 0;
async function putJob({ db }: Environment, status: JobStatus, columns: Record<string, unknown> = {}): Promise<string> {
  const jobId = `counting-${++made}`;
  const ended = ['completed', 'failed', 'cancelled'].includes(status);
  const at = (when: boolean) => (when ? new Date(Date.now() - 60_000) : null);
  const row = {
    job_id: jobId,
    job_type: 'counting',
    job_name: 'Counting',
    status,
    params: '{"total":100}',
    checkpoint: '{"n":30,"epoch":"e"}',
    result: '{"created":30,"updated":0,"unchanged":0}',
    progress_done: 30,
    progress_total: 100,
    progress_percentage: 30,
    run_token: status === 'running' ? '11111111-2222-4333-8444-555555555555' : null,
    worker_id: status === 'running' ? 'nobody' : null,
    started_at: at(status !== 'pending'),
    taken_at: at(status === 'running'),
    heartbeat_at: at(status === 'running'),
    paused_at: at(status === 'paused'),
    completed_at: at(status === 'completed' || status === 'failed'),
    cancelled_at: at(status === 'cancelled'),
    ended_at: at(ended),
    error_message: status === 'failed' ? 'the source failed' : null,
    error_signature: status === 'failed' ? 'the source failed' : null,
    attempt: status === 'failed' ? 3 : 1,
    ...columns,
  };
  const names = Object.keys(row);
  await db.query(
    `INSERT INTO sync_job_control (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
  return jobId;
}

const NEW_PRIORITY = 2;
function act(control: JobControl, action: ControlAction, jobId: string, actor = anna, reason?: string) {
  const input = { jobId, reason };
  if (action === 'priority_change') return control.changePriority({ ...input, priority: NEW_PRIORITY }, actor);
  if (action === 'retry') return control.retry({ ...input, from: 'checkpoint' }, actor);
  return control[action](input, actor);
}

const rowOf = async ({ db }: Environment, jobId: string) =>
  (await db.query<Record<string, unknown>>('SELECT * FROM sync_job_control WHERE job_id = $1', [jobId]))[0];
const trailOf = ({ db }: Environment, jobId: string) =>
  db.query<{ action: string; performed_by: string; performed_at: Date; metadata: Record<string, unknown> }>(
    'SELECT action, performed_by, performed_at, metadata FROM sync_job_audit_logs WHERE job_id = $1 ORDER BY id',
    [jobId],
  );
const eventsOf = ({ db }: Environment, jobId: string) =>
  db.query<{ seq: number; kind: string; payload: Record<string, unknown> }>(
    'SELECT seq, kind, payload FROM sync_job_events WHERE job_id = $1 ORDER BY seq',
    [jobId],
  );
const ticketsOf = async ({ queue }: Environment, jobId: string) =>
  (await queue.list('counting')).map(({ ticket }) => ticket).filter((ticket) => ticket.jobId === jobId);

test.each(statuses)('a job that is %s allows the actions of the table and no other', (status) => {
  expect([...allowedActions(status)].sort()).toEqual(allowedBy(status));
});

describe.each(queueKinds)('in the database, with the queue on %s,', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  const pairs = statuses.flatMap((status) => actions.map((action) => ({ status, action, to: table[status][action] })));

  test.each(pairs.filter(({ to }) => to !== 'refused'))('$action of a $status job makes it $to', async ({ status, action, to }) => {
    const jobId = await putJob(environment, status);
    const before = Date.now();
    const answer = await act(environment.control, action, jobId, berta, 'because of the tests');
    const row = await rowOf(environment, jobId);

    expect(row?.status ?? 'gone').toBe(to);
    expect(answer).toEqual({
      success: true,
      jobId,
      action,
      status: to === 'gone' ? status : to,
      message: expect.stringContaining(jobId),
    });

    const trail = await trailOf(environment, jobId);
    expect(trail).toHaveLength(1);
    expect(trail[0]).toMatchObject({
      action,
      performed_by: 'berta',
      metadata: {
        origin: 'socket',
        reason: 'because of the tests',
        before: action === 'priority_change' ? { priority: 5 } : { status },
        ...(to === 'gone' ? {} : { after: action === 'priority_change' ? { priority: NEW_PRIORITY } : { status: to } }),
      },
    });
    expect(trail[0]?.performed_at.getTime()).toBeGreaterThanOrEqual(before - 1_000);
    expect(trail[0]?.performed_at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);

    const events = await eventsOf(environment, jobId);
    const named = { jobId, jobName: 'Counting' };
    const result = to === 'gone' ? 'deleted' : to;
    const priority = action === 'priority_change' ? { priority: NEW_PRIORITY } : {};
    const told = { kind: 'job:action', payload: { ...named, action, performedBy: 'berta', result, ...priority } };
    const changed = { kind: 'job:status', payload: { ...named, jobType: 'counting', status: to, previousStatus: status, priority: 5 } };
    expect(events.map(({ kind, payload }) => ({ kind, payload }))).toEqual(to === 'gone' || to === status ? [told] : [changed, told]);
    if (row) expect(row.seq).toBe(events.at(-1)?.seq);

    // A job that a person made pending has its ticket; any other has none.
    const { ticket } = row ?? {};
    expect(await ticketsOf(environment, jobId)).toEqual(to === 'pending' ? [{ jobType: 'counting', jobId, ticket }] : []);
  });

  test.each(pairs.filter(({ to }) => to === 'refused'))(
    '$action of a $status job is refused and leaves no trace',
    async ({ status, action }) => {
      const jobId = await putJob(environment, status);
      const before = await rowOf(environment, jobId);
      const error = await refusalOf(act(environment.control, action, jobId, berta, 'because of the tests'));

      expect(error.code).toBe('CONFLICT');
      expect(error.data).toEqual({ status, allowedActions: expect.any(Array) });
      expect([...(error.data as { allowedActions: string[] }).allowedActions].sort()).toEqual(allowedBy(status));
      for (const allowed of allowedBy(status)) expect(error.message).toContain(allowed);
      expect(await rowOf(environment, jobId)).toEqual(before);
      expect(await trailOf(environment, jobId)).toEqual([]);
      expect(await eventsOf(environment, jobId)).toEqual([]);
      expect(await ticketsOf(environment, jobId)).toEqual([]);
    },
  );

  test.each(actions)('%s of an unknown job is NOT_FOUND and leaves no trace', async (action) => {
    const jobId = `counting-unknown-${action}`;
    const error = await refusalOf(act(environment.control, action, jobId));
    expect(error).toMatchObject({ code: 'NOT_FOUND', data: { jobId } });
    expect(await trailOf(environment, jobId)).toEqual([]);
    expect(await eventsOf(environment, jobId)).toEqual([]);
  });
});

describe('a control action', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });

  test('names its reason where one was given, and nothing where none was', async () => {
    const jobId = await putJob(environment, 'pending');
    await environment.control.pause({ jobId }, anna);
    const [entry] = await trailOf(environment, jobId);
    expect(entry?.metadata).not.toHaveProperty('reason');
    expect(entry?.metadata.origin).toBe('rest');
  });

  test.each(['rest', 'socket', 'ipc', 'system'] as const)('from %s says so in the trail', async (origin) => {
    const jobId = await putJob(environment, 'pending');
    await environment.control.cancel({ jobId }, { ...anna, origin });
    expect((await trailOf(environment, jobId))[0]?.metadata.origin).toBe(origin);
  });

  test('that cannot be audited does not happen', async () => {
    const jobId = await putJob(environment, 'pending');
    await environment.db.query(`
      CREATE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is full'; END $$;
      CREATE TRIGGER test_refuse BEFORE INSERT ON sync_job_audit_logs FOR EACH ROW EXECUTE FUNCTION test_refuse()`);
    try {
      for (const action of ['pause', 'cancel', 'priority_change'] as const) {
        await expect(act(environment.control, action, jobId)).rejects.toThrow('the trail is full');
      }
    } finally {
      await environment.db.query('DROP TRIGGER test_refuse ON sync_job_audit_logs; DROP FUNCTION test_refuse()');
    }
    expect(await rowOf(environment, jobId)).toMatchObject({ status: 'pending', priority: 5 });
    expect(await eventsOf(environment, jobId)).toEqual([]);
  });

  test('takes the run from a running job and records how it ended', async () => {
    for (const [action, outcome] of [
      ['pause', 'paused'],
      ['cancel', 'cancelled'],
    ] as const) {
      const jobId = await putJob(environment, 'running');
      await act(environment.control, action, jobId);
      expect(await rowOf(environment, jobId)).toMatchObject({ status: outcome, run_token: null, [`${outcome}_at`]: expect.any(Date) });
      expect(
        await environment.db.query('SELECT outcome, attempt, worker_id, checkpoint FROM sync_job_attempts WHERE job_id = $1', [jobId]),
      ).toEqual([{ outcome, attempt: 1, worker_id: 'nobody', checkpoint: { n: 30, epoch: 'e' } }]);
    }
  });

  test('keeps what a paused job has done, and its attempt, when it is resumed', async () => {
    const jobId = await putJob(environment, 'paused', { attempt: 2 });
    await environment.control.resume({ jobId }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({
      status: 'pending',
      attempt: 2,
      ticket: 2,
      checkpoint: { n: 30, epoch: 'e' },
      progress_done: 30,
      paused_at: null,
    });
  });
});

describe('retry', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });
  const fresh = {
    status: 'pending',
    attempt: 1,
    error_message: null,
    error_signature: null,
    completed_at: null,
    cancelled_at: null,
    ended_at: null,
    started_at: null,
    next_attempt_at: null,
    ticket: 2,
  };
  const done = { checkpoint: { n: 30, epoch: 'e' }, result: { created: 30, updated: 0, unchanged: 0 }, progress_done: 30 };
  const undone = { checkpoint: null, result: null, progress_done: 0, progress_total: null, progress_percentage: 0 };

  test.each(['failed', 'cancelled'] as const)('of a %s job from its checkpoint keeps what it has done', async (status) => {
    const jobId = await putJob(environment, status);
    await environment.control.retry({ jobId, from: 'checkpoint' }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ ...fresh, ...done, progress_percentage: 30, params: { total: 100 } });
  });

  test.each(['failed', 'cancelled'] as const)('of a %s job from the start forgets what it has done', async (status) => {
    const jobId = await putJob(environment, status);
    await environment.control.retry({ jobId, from: 'start' }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ ...fresh, ...undone, params: { total: 100 } });
  });

  test('with new params begins at the start, whatever was asked, with the params complete', async () => {
    const jobId = await putJob(environment, 'failed');
    await environment.control.retry({ jobId, from: 'checkpoint', params: { total: 7 } }, anna);
    const row = await rowOf(environment, jobId);
    const params = { total: 7, batchMs: 0, failMessage: 'the source failed', failOdds: 0 };
    expect(row).toMatchObject({ ...fresh, ...undone, params });
    const [entry] = await trailOf(environment, jobId);
    expect(entry?.metadata).toEqual({
      origin: 'rest',
      fromStart: true,
      before: { status: 'failed', params: { total: 100 } },
      after: { status: 'pending', params },
    });
  });

  test('tells the trail of params as they are, with their nulls, and of none where they stay', async () => {
    const jobId = await putJob(environment, 'failed', { params: '{"total":7,"city":null,"list":[{"a":null}]}' });
    await environment.control.retry({ jobId, from: 'start', params: { total: 8 } }, anna);
    await environment.control.cancel({ jobId }, anna);
    await environment.control.retry({ jobId, from: 'start' }, anna);
    const [edited, , same] = await trailOf(environment, jobId);
    expect(edited?.metadata.before).toEqual({ status: 'failed', params: { total: 7, city: null, list: [{ a: null }] } });
    expect(same?.metadata).toEqual({ origin: 'rest', fromStart: true, before: { status: 'cancelled' }, after: { status: 'pending' } });
  });

  test('with params that do not fit is BAD_REQUEST, names them, and changes nothing', async () => {
    const jobId = await putJob(environment, 'failed');
    const before = await rowOf(environment, jobId);
    const error = await refusalOf(environment.control.retry({ jobId, from: 'start', params: { total: -1, batchMs: 'long' } }, anna));
    expect(error.code).toBe('BAD_REQUEST');
    const { issues } = error.data as { issues: { path: string[]; message: string }[] };
    expect(issues.map(({ path }) => path)).toEqual([
      ['params', 'total'],
      ['params', 'batchMs'],
    ]);
    for (const { message } of issues) expect(message).not.toBe('');
    expect(await rowOf(environment, jobId)).toEqual(before);
    expect(await trailOf(environment, jobId)).toEqual([]);
    expect(await eventsOf(environment, jobId)).toEqual([]);
  });

  test('with params refuses as it does without: an unknown job, and a state that does not allow it', async () => {
    const unknown = await refusalOf(environment.control.retry({ jobId: 'counting-nobody', from: 'start', params: { total: 1 } }, anna));
    expect(unknown.code).toBe('NOT_FOUND');
    const jobId = await putJob(environment, 'completed');
    const refused = await refusalOf(environment.control.retry({ jobId, from: 'start', params: { total: 1 } }, anna));
    expect(refused).toMatchObject({ code: 'CONFLICT', data: { status: 'completed', allowedActions: ['delete'] } });
  });

  test('does not wait for the moment that the job once was to run at', async () => {
    const jobId = await putJob(environment, 'cancelled', { run_at: new Date(Date.now() + 3_600_000) });
    await environment.control.retry({ jobId, from: 'checkpoint' }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ ...fresh, run_at: null });
    expect(await environment.queue.counts('counting')).toMatchObject({ delayed: 0 });
  });
});

describe('delete', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });
  const countOf = async (of: string, jobId: string) =>
    (await environment.db.query<{ n: number }>(`SELECT count(*) AS n FROM ${of} WHERE job_id = $1`, [jobId]))[0]?.n;

  test('removes the job with its logs, attempts and checkpoints, and leaves its trail and the other jobs', async () => {
    const jobId = await environment.trigger('counting', { total: 10 });
    await environment.control.cancel({ jobId, reason: 'no more' }, anna);
    const other = await putJob(environment, 'failed');
    for (const id of [jobId, other]) {
      await environment.db.query(`INSERT INTO sync_job_logs (job_id, level, message) VALUES ($1, 'info', 'one'), ($1, 'warn', 'two')`, [
        id,
      ]);
      await environment.db.query(
        `INSERT INTO sync_job_attempts (job_id, job_type, attempt, run_token, started_at, outcome)
         VALUES ($1, 'counting', 1, gen_random_uuid(), now(), 'failed')`,
        [id],
      );
      await environment.db.query('INSERT INTO sync_job_checkpoints (job_id, attempt, done, at) VALUES ($1, 1, 10, now())', [id]);
    }
    await environment.control.delete({ jobId, reason: 'tidying up' }, berta);

    for (const table of ['sync_job_control', 'sync_job_logs', 'sync_job_attempts', 'sync_job_checkpoints'])
      expect(await countOf(table, jobId)).toBe(0);
    expect(await countOf('sync_job_control', other)).toBe(1);
    expect(await countOf('sync_job_logs', other)).toBe(2);
    expect(await countOf('sync_job_attempts', other)).toBe(1);
    expect(await countOf('sync_job_checkpoints', other)).toBe(1);

    const trail = await trailOf(environment, jobId);
    expect(trail.map(({ action, performed_by }) => [action, performed_by])).toEqual([
      ['trigger', 'anna'],
      ['cancel', 'anna'],
      ['delete', 'berta'],
    ]);
    expect(trail[2]?.metadata).toMatchObject({
      origin: 'socket',
      reason: 'tidying up',
      before: { status: 'cancelled', jobType: 'counting', jobName: 'Counting' },
    });
    expect(trail[2]?.metadata).not.toHaveProperty('after');

    const reads = createJobReads({ sql: environment.db, types: environment.types });
    const audit = await reads.audit({ jobId, limit: 50 });
    expect(audit.items.map(({ action }) => action).sort()).toEqual(['cancel', 'delete', 'trigger']);
    expect((await refusalOf(reads.get({ jobId }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(environment.control.delete({ jobId }, berta))).code).toBe('NOT_FOUND');
    expect(await trailOf(environment, jobId)).toHaveLength(3);
  });
});

describe('priority_change', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });

  test('of a pending job puts a ticket of the new priority in the place of the old one', async () => {
    const jobId = await environment.trigger('counting', { total: 10 }, { priority: 8 });
    expect(await ticketsOf(environment, jobId)).toEqual([{ jobType: 'counting', jobId, ticket: 1 }]);
    await environment.control.changePriority({ jobId, priority: 1, reason: 'urgent' }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ status: 'pending', priority: 1, ticket: 2 });
    expect(await ticketsOf(environment, jobId)).toEqual([{ jobType: 'counting', jobId, ticket: 2 }]);
    const trail = await trailOf(environment, jobId);
    expect(trail.at(-1)?.metadata).toEqual({ origin: 'rest', reason: 'urgent', before: { priority: 8 }, after: { priority: 1 } });
  });

  test('of a job that waits for its next attempt leaves it waiting', async () => {
    const next = new Date(Date.now() + 3_600_000);
    const jobId = await putJob(environment, 'pending', { next_attempt_at: next, attempt: 2 });
    const { delayed } = await environment.queue.counts('counting');
    await environment.control.changePriority({ jobId, priority: 1 }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ next_attempt_at: next, attempt: 2, priority: 1 });
    expect((await environment.queue.counts('counting')).delayed).toBe(delayed + 1);
  });

  test('of a running job leaves its run alone', async () => {
    const jobId = await putJob(environment, 'running');
    const before = await rowOf(environment, jobId);
    await environment.control.changePriority({ jobId, priority: 9 }, anna);
    const { run_token, ticket, attempt, taken_at, started_at, heartbeat_at, checkpoint, progress_done } = before ?? {};
    expect(await rowOf(environment, jobId)).toMatchObject({
      ...{ status: 'running', priority: 9 },
      ...{ run_token, ticket, attempt, taken_at, started_at, heartbeat_at, checkpoint, progress_done },
    });
    expect(await environment.db.query('SELECT 1 FROM sync_job_attempts WHERE job_id = $1', [jobId])).toEqual([]);
  });

  test('of a running job takes nothing from the time that it has and adds nothing to the time that it took', async () => {
    // Taken a minute ago.
    const jobId = await putJob(environment, 'running');
    for (const priority of [9, 8, 7]) await environment.control.changePriority({ jobId, priority }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ attempt_ms: 0, run_ms: 0 });
    await environment.control.pause({ jobId }, anna);
    const row = await rowOf(environment, jobId);
    for (const ms of [row?.attempt_ms, row?.run_ms]) {
      expect(ms).toBeGreaterThanOrEqual(60_000);
      expect(ms).toBeLessThan(90_000);
    }
  });

  test('of a paused job holds once it is resumed, and does not move the moment of its pause', async () => {
    const jobId = await putJob(environment, 'paused');
    const before = await rowOf(environment, jobId);
    await environment.control.changePriority({ jobId, priority: 3 }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ status: 'paused', paused_at: before?.paused_at, priority: 3 });
    await environment.control.resume({ jobId }, anna);
    expect(await rowOf(environment, jobId)).toMatchObject({ status: 'pending', priority: 3 });
  });

  test('to the priority that it has already is an action like any other', async () => {
    const jobId = await putJob(environment, 'pending', { priority: 4 });
    await environment.control.changePriority({ jobId, priority: 4 }, anna);
    expect((await trailOf(environment, jobId)).map(({ metadata }) => metadata)).toMatchObject([
      { before: { priority: 4 }, after: { priority: 4 } },
    ]);
  });
});

describe('two people who act on one job at the same moment', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });
  const ROUNDS = 40;
  let elsewhere: JobControl;
  beforeAll(() => {
    const { db, core, types } = environment;
    elsewhere = createJobControl({ sql: db, ...core, apply: gatherChanges(db), types });
  });

  // Each with what may have become of the job, and of the two. Neither is told what the other does.
  test.each<{ status: JobStatus; first: ControlAction; second: ControlAction; ends: (JobStatus | 'gone')[]; winners: number[] }>([
    { status: 'running', first: 'pause', second: 'cancel', ends: ['cancelled'], winners: [1, 2] },
    { status: 'pending', first: 'pause', second: 'cancel', ends: ['cancelled'], winners: [1, 2] },
    { status: 'running', first: 'pause', second: 'pause', ends: ['paused'], winners: [1] },
    { status: 'paused', first: 'cancel', second: 'cancel', ends: ['cancelled'], winners: [1] },
    { status: 'paused', first: 'resume', second: 'resume', ends: ['pending'], winners: [1] },
    { status: 'failed', first: 'retry', second: 'retry', ends: ['pending'], winners: [1] },
    { status: 'failed', first: 'retry', second: 'delete', ends: ['pending', 'gone'], winners: [1] },
    { status: 'cancelled', first: 'delete', second: 'delete', ends: ['gone'], winners: [1] },
  ])(
    'leave one audit row for each that took effect: $first and $second of a $status job',
    async ({ status, first, second, ends, winners }) => {
      const rounds = Array.from({ length: ROUNDS }, async (_, round) => {
        const jobId = await putJob(environment, status);
        // In one process and in two.
        const other = round % 2 === 0 ? environment.control : elsewhere;
        const answers = await Promise.allSettled([
          act(environment.control, first, jobId, anna),
          act(other, second, jobId, { ...anna, username: 'berta' }),
        ]);
        const won = answers.filter((answer) => answer.status === 'fulfilled').length;
        expect(winners).toContain(won);
        for (const answer of answers) {
          if (answer.status === 'fulfilled') continue;
          expect(answer.reason).toBeInstanceOf(DomainError);
          // The loser hears what the winner left behind.
          const row = await rowOf(environment, jobId);
          expect(answer.reason).toMatchObject(
            row
              ? { code: 'CONFLICT', data: { status: row.status, allowedActions: allowedActions(row.status as JobStatus) } }
              : { code: 'NOT_FOUND' },
          );
        }
        const end = (await rowOf(environment, jobId))?.status ?? 'gone';
        expect(ends).toContain(end);

        const people = ['anna', 'berta'];
        const acknowledged = answers.flatMap((answer, index) =>
          answer.status === 'fulfilled' ? [`${answer.value.action} by ${people[index]}`] : [],
        );
        const trail = await trailOf(environment, jobId);
        expect(trail.map((entry) => `${entry.action} by ${entry.performed_by}`).sort()).toEqual(acknowledged.sort());
        const told = (await eventsOf(environment, jobId)).filter(({ kind }) => kind === 'job:action');
        expect(told).toHaveLength(acknowledged.length);
      });
      await Promise.all(rounds);
    },
  );
});

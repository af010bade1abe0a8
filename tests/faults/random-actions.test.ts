import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createCore } from '#backend/boot/engine.ts';
import { DomainError } from '#backend/domains/domain-error.ts';
import { createJobControl } from '#backend/domains/jobs/control-job.ts';
import { createTicketReconciler } from '#backend/domains/reconcile/reconcile-tickets.ts';
import type { Database } from '#backend/infra/database/database.ts';
import { createMetrics } from '#backend/infra/metrics.ts';
import type { TicketQueue } from '#backend/queue/ticket-queue.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, type Environment, queueKinds, useEnvironment } from '#tests/support/environment.ts';

const RUNS = Number(process.env.SYNCDECK_PROPERTY_RUNS ?? 60);
const TYPE = 'counting';

/** The specification's table: from → what may follow. */
const follows: Record<JobStatus | 'none', readonly JobStatus[]> = {
  none: ['pending'],
  pending: ['running', 'paused', 'cancelled'],
  running: ['completed', 'failed', 'pending', 'paused', 'cancelled'],
  paused: ['pending', 'cancelled'],
  completed: [],
  failed: ['pending'],
  cancelled: ['pending'],
};

const people = ['trigger', 'pause', 'resume', 'cancel', 'retry', 'retry from start', 'delete', 'priority_change'] as const;
const workers = ['take', 'complete', 'fail', 'lose', 'hand_back'] as const;
/** What breaks: the process dies before the queue is told, the queue refuses, the connection breaks before or after the commit. */
const faults = [
  'none',
  'none',
  'none',
  'none',
  'dies before the queue',
  'the queue refuses',
  'cut before the commit',
  'cut after the commit',
] as const;

const step = fc.record({
  client: fc.nat(3),
  job: fc.nat(4),
  action: fc.constantFrom(...people, ...workers, ...workers),
  fault: fc.constantFrom(...faults),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The real parts, with a fault between any two of them. Faults are by turn: each is used up by the next call that it fits. */
function withFaults(environment: Environment) {
  const armed: string[] = [];
  const strikes = (...names: string[]) => {
    const place = armed.findIndex((fault) => names.includes(fault));
    return place < 0 ? undefined : armed.splice(place, 1)[0];
  };
  const tellQueue = async (tell: () => Promise<void>) => {
    const fault = strikes('dies before the queue', 'the queue refuses');
    if (fault === 'the queue refuses') throw new Error('the queue refuses');
    if (fault === undefined) await tell();
  };
  const queue: TicketQueue = {
    ...environment.queue,
    issue: (tickets) => tellQueue(() => environment.queue.issue(tickets)),
    withdraw: (tickets) => tellQueue(() => environment.queue.withdraw(tickets)),
  };
  const db: Database = {
    ...environment.db,
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      const isChange = text.includes('apply_job_transitions') || text.includes('INSERT INTO sync_job_control');
      const fault = isChange ? strikes('cut before the commit', 'cut after the commit') : undefined;
      if (fault === 'cut before the commit') throw new Error('cut');
      const rows = await environment.db.query<Row>(text, values);
      if (fault === 'cut after the commit') throw new Error('cut');
      return rows;
    },
  };
  const core = createCore({ db, queue, types: environment.types, log: pino({ level: 'silent' }), metrics: createMetrics() });
  return {
    core,
    control: createJobControl({ sql: db, ...core, types: environment.types }),
    arm: (fault: string) => armed.push(fault),
    disarm: () => armed.splice(0),
  };
}

async function playOut(environment: Environment, steps: readonly Step[]): Promise<void> {
  const { db } = environment;
  const { core, control, arm, disarm } = withFaults(environment);
  const jobs: string[] = [];
  const acknowledged: string[] = [];
  const unknown: string[] = [];
  const nameOf = (jobId: string, action: string) => `${jobId} ${action}`;

  /** A person's action: done, refused, or (the connection broke) nobody knows. */
  async function person(jobId: string, action: string, call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
      acknowledged.push(nameOf(jobId, action));
    } catch (error) {
      if (error instanceof DomainError) return;
      if ((error as Error).message !== 'cut') throw error;
      unknown.push(nameOf(jobId, action));
    }
  }
  async function trigger(): Promise<void> {
    try {
      const { job } = await core.trigger.trigger({ jobType: TYPE, params: {} }, anna);
      jobs.push(job.jobId);
      acknowledged.push(nameOf(job.jobId, 'trigger'));
    } catch (error) {
      if ((error as Error).message !== 'cut') throw error;
      unknown.push('trigger');
    }
  }
  async function worker(jobId: string, action: (typeof workers)[number]): Promise<void> {
    const [row] = await db.query<{ ticket: number; run_token: string | null }>(
      'SELECT ticket, run_token FROM sync_job_control WHERE job_id = $1',
      [jobId],
    );
    if (!row || (action !== 'take' && row.run_token === null)) return;
    const guard = action === 'take' ? { ticket: row.ticket, workerId: 'w', jobType: TYPE } : { token: row.run_token as string };
    try {
      const outcome = await core.apply({ jobId, transition: action, ...guard, ...(action === 'fail' ? { errorMessage: 'failed' } : {}) });
      if (outcome.applied && outcome.row?.status === 'pending') await core.tickets.issue([outcome.row]);
    } catch (error) {
      if ((error as Error).message !== 'cut') throw error;
    }
  }
  async function take({ action, job, fault }: Step): Promise<void> {
    if (fault !== 'none') arm(fault);
    const jobId = jobs[job];
    if (action === 'trigger' || jobId === undefined) return trigger();
    const reason = undefined;
    switch (action) {
      case 'retry':
      case 'retry from start':
        return person(jobId, 'retry', () => control.retry({ jobId, from: action === 'retry' ? 'checkpoint' : 'start', reason }, anna));
      case 'priority_change':
        return person(jobId, action, () => control.changePriority({ jobId, priority: 3, reason }, anna));
      case 'pause':
      case 'resume':
      case 'cancel':
      case 'delete':
        return person(jobId, action, () => control[action]({ jobId, reason }, anna));
      default:
        return worker(jobId, action);
    }
  }
  await Promise.all(
    [0, 1, 2, 3].map(async (client) => {
      for (const one of steps.filter((candidate) => candidate.client === client)) await take(one);
    }),
  );
  disarm();

  // Never out of the table, and the events tell every step of the way.
  const events = await db.query<{ job_id: string; payload: { status: JobStatus; previousStatus: JobStatus | null } }>(
    `SELECT job_id, payload FROM sync_job_events WHERE kind = 'job:status' ORDER BY seq`,
  );
  const last = new Map<string, JobStatus>();
  for (const { job_id, payload } of events) {
    const before = last.get(job_id);
    expect(payload.previousStatus ?? undefined).toBe(before);
    expect(follows[before ?? 'none']).toContain(payload.status);
    last.set(job_id, payload.status);
  }
  const rows = await db.query<{ job_id: string; status: JobStatus; ticket: number; run_token: string | null }>(
    'SELECT job_id, status, ticket, run_token FROM sync_job_control',
  );
  for (const row of rows) {
    expect(last.get(row.job_id)).toBe(row.status);
    expect(row.run_token !== null).toBe(row.status === 'running');
  }

  // What was acknowledged has its audit row, once; what has one was acknowledged, or nobody knows.
  const trail = (await db.query<{ job_id: string; action: string }>('SELECT job_id, action FROM sync_job_audit_logs')).map(
    ({ job_id, action }) => nameOf(job_id, action),
  );
  for (const name of acknowledged) {
    const place = trail.indexOf(name);
    expect([name, place >= 0]).toEqual([name, true]);
    trail.splice(place, 1);
  }
  const strangers = trail.filter((name) => !unknown.includes(name) && !(name.endsWith(' trigger') && unknown.includes('trigger')));
  expect(strangers).toEqual([]);
  expect(trail.length).toBeLessThanOrEqual(unknown.length);

  // At rest the queue has the tickets of the pending rows, and no others.
  await db.query(`UPDATE sync_job_control SET updated_at = updated_at - interval '10 seconds'`);
  const reconcile = createTicketReconciler({ sql: db, queue: environment.queue });
  for (let pass = 0; pass < 3; pass += 1) await reconcile(TYPE);
  const inQueue = (await environment.queue.list(TYPE)).map(({ ticket }) => `${ticket.jobId}.${ticket.ticket}`);
  expect(inQueue.sort()).toEqual(
    rows
      .filter(({ status }) => status === 'pending')
      .map((row) => `${row.job_id}.${row.ticket}`)
      .sort(),
  );
  expect(await reconcile(TYPE)).toEqual({ reissued: 0, dropped: 0 });
}

describe.each(queueKinds)('random actions of several clients on %s, with faults between row and queue', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync(TYPE)] });

  test('never leave the state table, lose no audit row and double none; at rest queue and table agree', async () => {
    await environment.bind(TYPE, { max_concurrency: 3, retry_attempts: 2, backoff_seconds: 0 });
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { minLength: 30, maxLength: 80 }), async (steps) => {
          await playOut(environment, steps);
        })
        .afterEach(async () => {
          // Each run begins with nothing; only here is a trail ever emptied.
          const left = await environment.queue.list(TYPE);
          await environment.queue.withdraw(left.map(({ ticket }) => ticket));
          await environment.db.query('TRUNCATE sync_job_control, sync_job_audit_logs, sync_job_events, sync_job_attempts, sync_job_logs');
        }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 300_000);
});

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { createBulkRunner } from '../domains/bulk/bulk-runner.ts';
import type { JobTypes } from '../domains/job-types.ts';
import { createTicketIssuer, type TicketIssuer } from '../domains/jobs/issue-tickets.ts';
import type { JobRow } from '../domains/jobs/job-row.ts';
import { type ApplyChange, gatherChanges, type Outcome } from '../domains/jobs/transitions.ts';
import { createJobTrigger, type JobTrigger } from '../domains/jobs/trigger-job.ts';
import { createProgressReporter } from '../domains/progress/progress-reporter.ts';
import { type Reconciler, startReconciler } from '../domains/reconcile/reconciler.ts';
import { startRetention } from '../domains/retention/retention.ts';
import { ensureSchedules } from '../domains/schedules/ensure-schedules.ts';
import { fireSchedule } from '../domains/schedules/fire-schedule.ts';
import type { Database } from '../infra/database/database.ts';
import { listen } from '../infra/database/listen.ts';
import type { HttpClient } from '../infra/http/http-client.ts';
import type { Metrics } from '../infra/metrics.ts';
import type { TicketQueue } from '../queue/ticket-queue.ts';
import type { AnySync, Sources } from '../runner/define-sync.ts';
import { type JobWorker, startWorker } from '../runner/worker.ts';
import type { ProgressWay } from './progress.ts';

/** What every process of an environment has: the rules over the tables, and the way to the queue. */
export interface Core {
  apply: ApplyChange;
  tickets: TicketIssuer;
  trigger: JobTrigger;
}

export function createCore(deps: { db: Database; queue: TicketQueue; types: JobTypes; log: Logger; metrics: Metrics }): Core {
  const { db, queue, types, log, metrics } = deps;
  const tickets = createTicketIssuer({
    queue,
    onFailure: (error, count) => {
      metrics.ticketsNotIssued.inc(count);
      log.warn({ err: error, tickets: count }, 'The queue did not take what was told it; the reconciler will tell it again');
    },
  });
  return { apply: gatherChanges(db), tickets, trigger: createJobTrigger({ db, types, tickets }) };
}

export interface Engine {
  workerId: string;
  close(): Promise<void>;
}

export const newWorkerId = (): string => `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(3).toString('hex')}`;

/** The database reads its clock once for each column. */
const SAME_MOMENT_MS = 10;

const idsOf = (job: JobRow) => ({ jobId: job.job_id, jobType: job.job_type, attempt: job.attempt });

/** Starts what makes jobs run: worker, reconciler, schedules, bulk actions, retention. */
export async function startEngine(deps: {
  db: Database;
  queue: TicketQueue;
  core: Core;
  connectionString: string;
  syncs: readonly AnySync[];
  sources: Sources;
  http: HttpClient;
  log: Logger;
  metrics: Metrics;
  version: string;
  workerId: string;
  publishProgress: ProgressWay['publish'];
  now(): Date;
  minuteMs?: number;
}): Promise<Engine> {
  const { db, queue, core, log, metrics, workerId } = deps;
  const jobTypes = deps.syncs.map((sync) => sync.type);
  const onLost = (outcome: Outcome) => {
    metrics.ticketsReissued.inc({ why: 'lost' });
    if (outcome.applied) log.warn({ ...(outcome.row ? idsOf(outcome.row) : {}), losses: outcome.row?.losses }, 'A job lost its worker');
  };
  await ensureSchedules(db, jobTypes);
  const concurrency = new Map<string, number>();
  async function readConcurrency(): Promise<void> {
    const rows = await db.query<{ job_type: string; max_concurrency: number }>('SELECT job_type, max_concurrency FROM sync_job_schedules');
    for (const row of rows) concurrency.set(row.job_type, row.max_concurrency);
  }
  await readConcurrency();

  // The limits are the queue's before any worker asks it for a ticket.
  await Promise.all(jobTypes.map((type) => queue.limitConcurrency(type, concurrency.get(type) ?? 1)));
  const progress = createProgressReporter({
    publish: deps.publishProgress,
    onError: (error) => log.debug({ err: error }, 'Progress was not told; newer progress follows'),
  });
  const worker: JobWorker = await startWorker({
    ...deps,
    ...core,
    progress,
    minuteMs: deps.minuteMs ?? 60_000,
    concurrencyOf: (type) => concurrency.get(type) ?? 1,
    onLost,
    onTaken(job) {
      // A later run of the same job has waited for a person, or for its next attempt.
      const isFirst = Date.parse(job.taken_at ?? '') - Date.parse(job.started_at ?? '') < SAME_MOMENT_MS;
      if (job.wait_ms !== null && job.attempt === 1 && isFirst) {
        metrics.queueWait.observe({ job_type: job.job_type }, job.wait_ms / 1_000);
      }
      log.debug({ ...idsOf(job), workerId }, 'A run began');
    },
    onRunEnded(job, outcome, seconds) {
      metrics.runDuration.observe({ job_type: job.job_type, outcome }, seconds);
      log.debug({ ...idsOf(job), workerId, outcome, seconds }, 'A run ended');
    },
    onError: (error, during) => log.error({ err: error, during }, 'The worker goes on after an error'),
  });
  const reconciler: Reconciler = startReconciler({
    ...deps,
    ...core,
    jobTypes,
    holder: workerId,
    onLost,
    onRepaired: (repairs) => {
      metrics.ticketsReissued.inc({ why: 'reconciled' }, repairs.reissued);
      log.info(repairs, 'The reconciler mended the queue');
    },
    onError: (error) => log.error({ err: error }, 'The reconciler will try again'),
  });
  const firings = await queue.workFirings(async ({ jobType, scheduledFor }) => {
    await fireSchedule({ sql: db, trigger: core.trigger }, jobType, scheduledFor);
  });
  const bulk = createBulkRunner({
    db,
    ...core,
    holder: workerId,
    onError: (error) => log.error({ err: error }, 'A bulk action will be tried again'),
  });
  const retention = startRetention({
    db,
    holder: workerId,
    onError: (error) => log.error({ err: error }, 'Retention will be tried again'),
  });

  async function onSchedulesChanged(): Promise<void> {
    await readConcurrency();
    for (const type of jobTypes) worker.setConcurrency(type, concurrency.get(type) ?? 1);
    reconciler.nudge();
  }
  const schedulesChanged = () => {
    onSchedulesChanged().catch((error: Error) => log.error({ err: error }, 'The schedules could not be read again'));
  };
  const listener = await listen({
    connectionString: deps.connectionString,
    channels: {
      syncdeck_stops: (payload) => {
        const { token, status } = JSON.parse(payload) as { token: string; status: string };
        worker.stopRun(token, status);
      },
      syncdeck_schedules: schedulesChanged,
      syncdeck_bulk: () => bulk.nudge(),
    },
    onReconnect: () => {
      void worker.checkRuns();
      schedulesChanged();
      bulk.nudge();
    },
    onError: (error) => log.warn({ err: error }, 'The connection that hears notifications broke and is made again'),
  });

  return {
    workerId,
    async close() {
      await retention.close();
      await bulk.close();
      await reconciler.close();
      await firings.close();
      await worker.close();
      progress.close();
      await listener.close();
    },
  };
}

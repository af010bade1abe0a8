import type { Database } from '../../infra/database/database.ts';
import type { TicketQueue } from '../../queue/ticket-queue.ts';
import type { TicketIssuer } from '../jobs/issue-tickets.ts';
import type { ApplyChange, Outcome } from '../jobs/transitions.ts';
import type { JobTrigger } from '../jobs/trigger-job.ts';
import { fireMissed } from '../schedules/fire-schedule.ts';
import { holdLease, releaseLease } from './lease.ts';
import { reconcileLosses } from './reconcile-losses.ts';
import { createTicketReconciler } from './reconcile-tickets.ts';

const INTERVAL_MS = 2_000;
const LEASE_SECONDS = 10;
const LEASE = 'reconciler';

/** What one pass mended. */
export interface Repairs {
  reissued: number;
  dropped: number;
  lost: number;
  firings: number;
}

export interface Reconciler {
  /** One pass now, whoever holds the lease. */
  pass(): Promise<Repairs>;
  /** Looks at the schedules again soon: one was changed. */
  nudge(): void;
  close(): Promise<void>;
}

/**
 * Compares the tables with the queue at start and at an interval, and makes the queue what the tables say: tickets, schedulers and limits.
 * One process of an environment does it at a time.
 */
export function startReconciler(deps: {
  db: Database;
  queue: TicketQueue;
  apply: ApplyChange;
  tickets: TicketIssuer;
  trigger: JobTrigger;
  jobTypes: readonly string[];
  holder: string;
  now(): Date;
  onRepaired(repairs: Repairs): void;
  onLost(outcome: Outcome): void;
  onError(error: Error): void;
}): Reconciler {
  const { db, queue } = deps;
  const reconcileTickets = createTicketReconciler({ sql: db, queue });

  /** Limits and schedulers live in the queue too, and go with it when it is emptied. */
  async function reconcileSchedules(): Promise<number> {
    const rows = await db.query<{
      job_type: string;
      enabled: boolean;
      cron_expression: string;
      time_zone: string;
      max_concurrency: number;
    }>('SELECT job_type, enabled, cron_expression, time_zone, max_concurrency FROM sync_job_schedules WHERE job_type = ANY ($1)', [
      deps.jobTypes,
    ]);
    for (const row of rows) {
      await queue.limitConcurrency(row.job_type, row.max_concurrency);
      if (row.enabled) await queue.schedule(row.job_type, { cronExpression: row.cron_expression, timeZone: row.time_zone });
      else await queue.unschedule(row.job_type);
    }
    return fireMissed({ sql: db, trigger: deps.trigger, now: deps.now });
  }

  async function pass(): Promise<Repairs> {
    const repairs: Repairs = {
      reissued: 0,
      dropped: 0,
      lost: await reconcileLosses({ sql: db, ...deps }),
      firings: await reconcileSchedules(),
    };
    for (const jobType of deps.jobTypes) {
      const { reissued, dropped } = await reconcileTickets(jobType);
      repairs.reissued += reissued;
      repairs.dropped += dropped;
    }
    if (Object.values(repairs).some((count) => count > 0)) deps.onRepaired(repairs);
    return repairs;
  }

  let closed = false;
  let timer: NodeJS.Timeout;
  let passing: Promise<void> = Promise.resolve();

  async function passIfMine(): Promise<void> {
    try {
      if (await holdLease(db, LEASE, deps.holder, LEASE_SECONDS)) await pass();
    } catch (error) {
      deps.onError(error as Error); // the next pass tries again
    }
  }
  function next(delayMs: number): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      passing = passIfMine().finally(() => next(INTERVAL_MS));
    }, delayMs);
  }
  next(0);

  return {
    pass,
    nudge: () => next(0),
    async close() {
      closed = true;
      clearTimeout(timer);
      await passing;
      await releaseLease(db, LEASE, deps.holder).catch(deps.onError);
    },
  };
}

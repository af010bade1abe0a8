import type { QueueStatusList } from '#contract/schemas/insight.ts';
import { type JobStatus, JobStatus as JobStatuses } from '#contract/schemas/job.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { TicketQueue } from '../../queue/ticket-queue.ts';
import type { JobTypes } from '../job-types.ts';

/** A worker that was not heard of for so long is not counted. */
const WORKER_SILENT = "interval '10 seconds'";

interface CountRow {
  job_type: string;
  status: JobStatus;
  n: number;
}

/** Since when a job that waits could start: it is pending, and nothing holds it back. */
const WAITING_SINCE = 'greatest(queued_at, run_at, next_attempt_at)';

/** Each type's backlog, who works on it, how fast, and how long jobs waited in the last hour. */
export async function readQueueStatus(deps: { sql: Sql; queue: Pick<TicketQueue, 'counts'>; types: JobTypes }): Promise<QueueStatusList> {
  const { sql, queue } = deps;
  const types = deps.types.list().map(({ type }) => type);
  const [counts, workers, waits, oldest, limits, tickets] = await Promise.all([
    sql.query<CountRow>('SELECT job_type, status, count(*) AS n FROM sync_job_control GROUP BY job_type, status'),
    sql.query<{ job_type: string; n: number }>(
      `SELECT t AS job_type, count(*) AS n FROM sync_workers w, unnest(w.job_types) t WHERE w.beat_at > now() - ${WORKER_SILENT} GROUP BY t`,
    ),
    sql.query<{ job_type: string; p50: number | null; p95: number | null; rate: number | null }>(
      `SELECT job_type, percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY wait_ms) AS p95,
         sum(progress_rate) FILTER (WHERE status = 'running') AS rate
       FROM (SELECT job_type, status, wait_ms, progress_rate FROM sync_job_control WHERE ended_at > now() - interval '1 hour'
             UNION ALL SELECT job_type, status, wait_ms, progress_rate FROM sync_job_control WHERE status = 'running') AS recent
       GROUP BY job_type`,
    ),
    sql.query<{ job_type: string; pending: Date | null; paused: Date | null }>(
      `SELECT job_type, min(${WAITING_SINCE}) FILTER (WHERE status = 'pending' AND ${WAITING_SINCE} <= now()) AS pending, min(paused_at) AS paused
       FROM sync_job_control WHERE status IN ('pending', 'paused') GROUP BY job_type`,
    ),
    sql.query<{ job_type: string; max_concurrency: number }>('SELECT job_type, max_concurrency FROM sync_job_schedules'),
    Promise.all(types.map((type) => queue.counts(type))),
  ]);
  return {
    items: types.map((jobType, n) => {
      const ofType = <Row extends { job_type: string }>(rows: readonly Row[]) => rows.find((row) => row.job_type === jobType);
      const wait = ofType(waits);
      const countOf = (status: JobStatus) => counts.find((row) => row.job_type === jobType && row.status === status)?.n ?? 0;
      return {
        jobType,
        counts: Object.fromEntries(JobStatuses.options.map((status) => [status, countOf(status)])) as Record<JobStatus, number>,
        queue: tickets[n] ?? { waiting: 0, delayed: 0, active: 0 },
        workers: ofType(workers)?.n ?? 0,
        // As the database does for a type that has no schedule yet.
        maxConcurrency: ofType(limits)?.max_concurrency ?? 1,
        oldestPendingAt: ofType(oldest)?.pending ?? null,
        longestPausedAt: ofType(oldest)?.paused ?? null,
        ratePerSecond: wait?.rate ?? 0,
        waitMs: { p50: wait?.p50 ?? null, p95: wait?.p95 ?? null },
      };
    }),
  };
}

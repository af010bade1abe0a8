import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { Job, JobStatus } from '#contract/schemas/job.ts';

/** A row of sync_job_control as `to_jsonb` gives it: snake_case, times as ISO 8601 strings. */
export interface JobRow {
  id: number;
  job_id: string;
  job_type: string;
  job_name: string;
  status: JobStatus;
  priority: number;
  progress_percentage: number;
  started_at: string | null;
  paused_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  error_message: string | null;
  error_signature: string | null;
  metadata: Record<string, unknown>;
  created_at: string;
  updated_at: string;
  params: Record<string, unknown>;
  checkpoint: unknown;
  checkpoint_at: string | null;
  result: Record<string, unknown> | null;
  progress_done: number;
  progress_total: number | null;
  progress_message: string | null;
  progress_rate: number | null;
  ticket: number;
  run_token: string | null;
  worker_id: string | null;
  taken_at: string | null;
  heartbeat_at: string | null;
  attempt: number;
  losses: number;
  attempt_ms: number;
  run_at: string | null;
  next_attempt_at: string | null;
  queued_at: string;
  wait_ms: number | null;
  run_ms: number;
  scheduled_for: string | null;
  ended_at: string | null;
  seq: number;
}

const date = (value: string | null): Date | null => (value === null ? null : new Date(value));

/** The moment before which a pending job does not start, or null where nothing holds it back. */
export function notBefore(row: Pick<JobRow, 'run_at' | 'next_attempt_at'>): Date | null {
  const times = [row.run_at, row.next_attempt_at].filter((time) => time !== null).map((time) => new Date(time).getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}

function etaSeconds(row: JobRow): number | null {
  if (row.status !== 'running' || row.progress_total === null || !row.progress_rate) return null;
  return Math.max(0, Math.ceil((row.progress_total - row.progress_done) / row.progress_rate));
}

/** The job as the contract tells it. */
export function toJob(row: JobRow): Job {
  return {
    jobId: row.job_id,
    jobType: row.job_type,
    jobName: row.job_name,
    status: row.status,
    priority: row.priority,
    progressPercentage: row.progress_percentage,
    progress: {
      done: row.progress_done,
      total: row.progress_total,
      message: row.progress_message,
      ratePerSecond: row.progress_rate,
      etaSeconds: etaSeconds(row),
    },
    startedAt: date(row.started_at),
    pausedAt: date(row.paused_at),
    completedAt: date(row.completed_at),
    cancelledAt: date(row.cancelled_at),
    endedAt: date(row.ended_at),
    runningSince: row.status === 'running' ? date(row.taken_at) : null,
    runMs: row.run_ms,
    waitMs: row.wait_ms,
    errorMessage: row.error_message,
    errorSignature: row.error_signature,
    metadata: row.metadata,
    params: row.params,
    result: row.result as Job['result'],
    attempt: row.attempt,
    nextAttemptAt: row.status === 'pending' ? notBefore(row) : null,
    seq: row.seq,
    allowedActions: allowedActions(row.status),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

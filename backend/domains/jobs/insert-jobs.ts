import { randomBytes } from 'node:crypto';
import type { Sql } from '../../infra/database/sql.ts';
import type { Actor } from '../actor.ts';
import type { JobRow } from './job-row.ts';

export interface NewJob {
  jobId: string;
  jobType: string;
  jobName: string;
  /** The schedule's own where it is not given. */
  priority?: number | undefined;
  params: Record<string, unknown>;
  runAt?: Date | undefined;
  scheduledFor?: Date | undefined;
  actor: Actor;
  reason?: string | undefined;
}

/** `quran-m3x9k2v1-7f3k9d2q`: the type, the time and 40 random bits, so that ids of a type sort by age and are easy to tell apart. */
export function newJobId(jobType: string): string {
  const random = BigInt(`0x${randomBytes(5).toString('hex')}`)
    .toString(36)
    .padStart(8, '0');
  return `${jobType}-${Date.now().toString(36)}-${random}`;
}

/**
 * Inserts pending jobs, each with its audit row and its durable event, in one statement. The answer has null for a firing of a schedule
 * that has its job already.
 */
export async function insertJobs(sql: Sql, jobs: readonly NewJob[]): Promise<(JobRow | null)[]> {
  const rows = jobs.map(({ actor, ...job }) => ({ ...job, performedBy: actor.username, origin: actor.origin }));
  const inserted = await sql.query<{ job: JobRow }>(
    `WITH x AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r("jobId" text, "jobType" text, "jobName" text, priority integer, params jsonb,
         "runAt" timestamptz, "scheduledFor" timestamptz, "performedBy" text, origin text, reason text)
     ), made AS (
       INSERT INTO sync_job_control (job_id, job_type, job_name, priority, params, run_at, scheduled_for, metadata)
       SELECT x."jobId", x."jobType", x."jobName", coalesce(x.priority, s.priority, 5), x.params, x."runAt", x."scheduledFor",
         jsonb_build_object('triggeredBy', x."performedBy", 'origin', x.origin)
       FROM x LEFT JOIN sync_job_schedules s ON s.job_type = x."jobType"
       ON CONFLICT (job_type, scheduled_for) DO NOTHING
       RETURNING *
     ), audited AS (
       INSERT INTO sync_job_audit_logs (job_id, action, performed_by, metadata)
       SELECT x."jobId", 'trigger', x."performedBy", jsonb_strip_nulls(jsonb_build_object('origin', x.origin, 'reason', x.reason,
         'after', jsonb_build_object('status', 'pending', 'priority', made.priority, 'runAt', x."runAt", 'scheduledFor', x."scheduledFor")))
       FROM x JOIN made ON made.job_id = x."jobId"
     ), told AS (
       INSERT INTO sync_job_events (kind, job_id, payload)
       SELECT 'job:status', made.job_id,
         jsonb_build_object('jobId', made.job_id, 'jobType', made.job_type, 'jobName', made.job_name,
           'status', 'pending', 'previousStatus', NULL)
       FROM made ORDER BY made.id
     )
     SELECT to_jsonb(made) AS job FROM made`,
    [JSON.stringify(rows)],
  );
  const byId = new Map(inserted.map(({ job }) => [job.job_id, job]));
  return jobs.map((job) => byId.get(job.jobId) ?? null);
}

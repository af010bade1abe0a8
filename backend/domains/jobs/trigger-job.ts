import { createHash } from 'node:crypto';
import type { Job, TriggerInput } from '#contract/schemas/job.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { currentTraceparent } from '../../infra/traces.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../domain-error.ts';
import { gather } from '../gather.ts';
import type { JobTypes } from '../job-types.ts';
import { insertJobs, type NewJob, newJobId } from './insert-jobs.ts';
import type { TicketIssuer } from './issue-tickets.ts';
import { parseJobParams } from './job-params.ts';
import { type JobRow, toJob } from './job-row.ts';

/** `repeated`: an earlier call under the same Idempotency-Key made this job. */
export interface Triggered {
  job: Job;
  repeated: boolean;
}

export interface JobTrigger {
  /** Makes a pending job and issues its ticket. @throws BAD_REQUEST, IDEMPOTENCY_MISMATCH */
  trigger(input: TriggerInput, actor: Actor): Promise<Triggered>;
  /** A schedule's firing: one job for a type and time, however often it is told. Null where the job is there already. */
  fire(jobType: string, scheduledFor: Date, actor: Actor): Promise<Job | null>;
}

/** Claims the key for `jobId`, or says which job has it. Keys older than 24 hours are free again. */
async function claimKey(
  tx: Sql,
  username: string,
  key: string,
  fingerprint: string,
  jobId: string,
): Promise<{ jobId: string; fingerprint: string } | null> {
  const claimed = await tx.query(
    `INSERT INTO sync_idempotency_keys AS k (username, key, fingerprint, job_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (username, key) DO UPDATE SET fingerprint = excluded.fingerprint, job_id = excluded.job_id, created_at = now()
       WHERE k.created_at < now() - interval '24 hours'
     RETURNING job_id`,
    [username, key, fingerprint, jobId],
  );
  if (claimed.length > 0) return null;
  const [held] = await tx.query<{ job_id: string; fingerprint: string }>(
    'SELECT job_id, fingerprint FROM sync_idempotency_keys WHERE username = $1 AND key = $2',
    [username, key],
  );
  return held ? { jobId: held.job_id, fingerprint: held.fingerprint } : null;
}

/** Rows with the number of their event, which they get when their transaction commits, after the statement that made them has answered. */
async function withSeq(db: Sql, rows: (JobRow | null)[]): Promise<(JobRow | null)[]> {
  const numbered = await db.query<{ job_id: string; seq: number }>('SELECT job_id, seq FROM sync_job_control WHERE job_id = ANY ($1)', [
    rows.flatMap((row) => row?.job_id ?? []),
  ]);
  const seqs = new Map(numbered.map(({ job_id, seq }) => [job_id, seq]));
  return rows.map((row) => row && { ...row, seq: seqs.get(row.job_id) ?? row.seq });
}

export function createJobTrigger(deps: { db: Database; types: JobTypes; tickets: TicketIssuer }): JobTrigger {
  const { db, types, tickets } = deps;
  const insert = gather({
    run: async (jobs: NewJob[]) => withSeq(db, await insertJobs(db, jobs)),
    keyOf: (job) => job.jobId,
    max: 100,
    parallel: 2,
  });
  const issueGathered = gather({
    run: async (rows: (JobRow & { traceparent: string | undefined })[]) => {
      await tickets.issue(rows);
      return rows;
    },
    keyOf: (row) => row.job_id,
    max: 200,
    parallel: 2,
  });
  // Asked for here: a batch goes out in the trace of whoever happened to be first in it.
  const issue = (row: JobRow) => issueGathered({ ...row, traceparent: currentTraceparent() });

  async function triggerOnce(job: NewJob, key: string, fingerprint: string): Promise<{ row: JobRow; repeated: boolean }> {
    const made = await db.transaction(async (tx) => {
      const held = await claimKey(tx, job.actor.username, key, fingerprint, job.jobId);
      if (!held) return { row: (await insertJobs(tx, [job]))[0] as JobRow, repeated: false };
      if (held.fingerprint !== fingerprint) {
        throw new DomainError(
          'IDEMPOTENCY_MISMATCH',
          `The Idempotency-Key ${JSON.stringify(key)} was used for another request: use a new key`,
        );
      }
      const [found] = await tx.query<{ job: JobRow }>('SELECT to_jsonb(j) AS job FROM sync_job_control j WHERE job_id = $1', [held.jobId]);
      if (!found) throw new DomainError('NOT_FOUND', `The job ${held.jobId} of this Idempotency-Key was deleted`, { jobId: held.jobId });
      return { row: found.job, repeated: true };
    });
    const [row] = await withSeq(db, [made.row]);
    return { ...made, row: row ?? made.row };
  }

  return {
    async trigger(input, actor) {
      const { idempotencyKey, ...request } = input;
      const params = parseJobParams(types, input.jobType, input.params);
      const job: NewJob = {
        jobId: newJobId(input.jobType),
        jobType: input.jobType,
        jobName: input.jobName ?? types.get(input.jobType)?.title ?? input.jobType,
        priority: input.priority,
        params,
        runAt: input.runAt,
        actor,
      };
      if (idempotencyKey === undefined) {
        const row = (await insert(job)) as JobRow;
        await issue(row);
        return { job: toJob(row), repeated: false };
      }
      const fingerprint = createHash('sha256')
        .update(JSON.stringify([request.jobType, request.jobName, request.priority, params, request.runAt]))
        .digest('hex');
      const { row, repeated } = await triggerOnce(job, idempotencyKey, fingerprint);
      if (!repeated) await issue(row);
      return { job: toJob(row), repeated };
    },
    async fire(jobType, scheduledFor, actor) {
      const type = types.get(jobType);
      if (!type) return null;
      const row = await insert({
        jobId: newJobId(jobType),
        jobType,
        jobName: type.title,
        params: parseJobParams(types, jobType, {}),
        scheduledFor,
        actor,
      });
      if (!row) return null;
      await issue(row);
      return toJob(row);
    },
  };
}

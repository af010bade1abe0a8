import type { JobStatus } from '#contract/schemas/job.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { gather } from '../gather.ts';
import type { JobRow } from './job-row.ts';
import { type Transition, type TransitionRule, transitionRules } from './state-table.ts';

/** One change of one job, with what it depends on beside the job's status, and what it brings along. */
export interface Change {
  jobId: string;
  transition: Transition;
  /** It happens only while the row has this ticket, this run token, or a heartbeat older than so many milliseconds. */
  ticket?: number;
  token?: string;
  quietMs?: number;
  jobType?: string;
  workerId?: string;
  priority?: number;
  params?: object;
  fromStart?: boolean;
  /** The least delay before the next attempt, in milliseconds. */
  delayMs?: number;
  errorMessage?: string;
  errorSignature?: string;
  /** What the attempt's record says of its end. */
  outcome?: 'completed' | 'failed' | 'timed_out' | 'stopped' | 'lost';
  result?: object;
  /** It is one of many of a bulk action. */
  isBulk?: boolean;
  /** Set for what a person does: the audit row. */
  audit?: { action: string; performedBy: string; origin: string; reason?: string | undefined };
}

/** What became of a change: applied, with the row as it is now (null once deleted), or not, with the status that was found (null: no such job). */
export type Outcome =
  | { applied: true; row: JobRow | null; previousStatus: JobStatus }
  | { applied: false; foundStatus: JobStatus | null; foundTicket: number | null };

interface Answer {
  n: number;
  applied: boolean;
  found_status: JobStatus | null;
  found_ticket: number | null;
  job: JobRow | null;
}

/** Applies changes of different jobs in one statement: one commit, and all of it or nothing. */
export async function applyChanges(sql: Sql, changes: readonly Change[]): Promise<Outcome[]> {
  const rows = changes.map(({ audit, ...change }, n) => {
    const rule: TransitionRule = transitionRules[change.transition];
    return { n, ...change, from: rule.from, to: rule.to, newTicket: rule.newTicket ?? false, limit: rule.limit, ...audit };
  });
  const answers = await sql.query<Answer>('SELECT n, applied, found_status, found_ticket, job FROM apply_job_transitions($1::jsonb)', [
    JSON.stringify(rows),
  ]);
  return answers.map(({ applied, found_status, found_ticket, job }) =>
    applied
      ? { applied, row: job, previousStatus: found_status as JobStatus }
      : { applied, foundStatus: found_status, foundTicket: found_ticket },
  );
}

export type ApplyChange = (change: Change) => Promise<Outcome>;

/** Changes that different callers ask for at the same moment share a commit. */
export function gatherChanges(sql: Sql): ApplyChange {
  return gather({ run: (changes: Change[]) => applyChanges(sql, changes), keyOf: (change) => change.jobId, max: 100, parallel: 2 });
}

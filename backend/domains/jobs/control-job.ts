import type { ControlInput, ControlResult, PriorityInput, RetryInput } from '#contract/schemas/control.ts';
import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { ControlAction, JobStatus } from '#contract/schemas/job.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../domain-error.ts';
import type { JobTypes } from '../job-types.ts';
import type { TicketIssuer } from './issue-tickets.ts';
import { ticketOf } from './issue-tickets.ts';
import { parseJobParams } from './job-params.ts';
import type { ApplyChange, Change, Outcome } from './transitions.ts';

/**
 * What a person does to a job. Each is one transaction on the job's row, with its audit row and events: it holds from the moment it is
 * answered, whatever the worker does. @throws NOT_FOUND; CONFLICT with the status and what it allows; BAD_REQUEST
 */
export interface JobControl {
  pause(input: ControlInput, actor: Actor): Promise<ControlResult>;
  resume(input: ControlInput, actor: Actor): Promise<ControlResult>;
  cancel(input: ControlInput, actor: Actor): Promise<ControlResult>;
  retry(input: RetryInput, actor: Actor): Promise<ControlResult>;
  delete(input: ControlInput, actor: Actor): Promise<ControlResult>;
  changePriority(input: PriorityInput, actor: Actor): Promise<ControlResult>;
}

const done: Record<ControlAction, string> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  retry: 'queued again',
  delete: 'deleted',
  priority_change: 'given its new priority',
};

export function refusal(jobId: string, action: ControlAction, foundStatus: JobStatus | null): DomainError {
  if (foundStatus === null) return new DomainError('NOT_FOUND', `There is no job ${jobId}`, { jobId });
  const allowed = allowedActions(foundStatus);
  const message = `${action} is not possible while the job is ${foundStatus}; it allows ${allowed.join(', ')}`;
  return new DomainError('CONFLICT', message, { status: foundStatus, allowedActions: allowed });
}

/** What the queue must hear after a change that was applied. */
export async function followUp(tickets: TicketIssuer, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.flatMap((outcome) =>
    outcome.applied && outcome.row ? [{ row: outcome.row, previousStatus: outcome.previousStatus }] : [],
  );
  const waited = rows.filter(({ previousStatus }) => previousStatus === 'pending');
  await tickets.withdraw(
    // A new ticket has taken the place of the one that waits (a new priority), or none has (pause, cancel).
    waited.map(({ row }) => ({ ...ticketOf(row), ticket: row.status === 'pending' ? row.ticket - 1 : row.ticket })),
  );
  await tickets.issue(rows.filter(({ row }) => row.status === 'pending').map(({ row }) => row));
}

export function createJobControl(deps: { sql: Sql; apply: ApplyChange; tickets: TicketIssuer; types: JobTypes }): JobControl {
  const { sql, apply, tickets, types } = deps;

  async function act(
    action: ControlAction,
    change: Omit<Change, 'transition' | 'audit'>,
    actor: Actor,
    reason: string | undefined,
  ): Promise<ControlResult> {
    const { jobId } = change;
    const audit = { action, performedBy: actor.username, origin: actor.origin, reason };
    const outcome = await apply({ ...change, transition: action, audit });
    if (!outcome.applied) throw refusal(jobId, action, outcome.foundStatus);
    await followUp(tickets, [outcome]);
    const status = outcome.row?.status ?? outcome.previousStatus;
    return { success: true, jobId, action, status, message: `${jobId} is ${done[action]}` };
  }

  async function jobTypeOf(jobId: string): Promise<string> {
    const [row] = await sql.query<{ job_type: string }>('SELECT job_type FROM sync_job_control WHERE job_id = $1', [jobId]);
    if (!row) throw refusal(jobId, 'retry', null);
    return row.job_type;
  }

  return {
    pause: ({ jobId, reason }, actor) => act('pause', { jobId }, actor, reason),
    resume: ({ jobId, reason }, actor) => act('resume', { jobId }, actor, reason),
    cancel: ({ jobId, reason }, actor) => act('cancel', { jobId }, actor, reason),
    delete: ({ jobId, reason }, actor) => act('delete', { jobId }, actor, reason),
    changePriority: ({ jobId, priority, reason }, actor) => act('priority_change', { jobId, priority }, actor, reason),
    async retry({ jobId, from, params, reason }, actor) {
      if (params === undefined) return act('retry', { jobId, fromStart: from === 'start' }, actor, reason);
      // A checkpoint belongs to the params that it was made under.
      const parsed = parseJobParams(types, await jobTypeOf(jobId), params);
      return act('retry', { jobId, fromStart: true, params: parsed }, actor, reason);
    },
  };
}

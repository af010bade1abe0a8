import { controlRules } from '#contract/schemas/control-rules.ts';
import type { JobStatus } from '#contract/schemas/job.ts';

/**
 * What can happen to a job, from which states, and where it leads: the rules of the product, in one place. The database applies them
 * (`apply_job_transitions`), and nothing else decides about a status. From where a person may act stands in the contract, which tells it
 * to consoles too.
 */
export interface TransitionRule {
  from: readonly JobStatus[];
  /** The state that it leads to; null where it stays as it is. */
  to: JobStatus | null;
  /** It makes the job pending again: an older ticket in the queue must do nothing from then on. */
  newTicket?: true;
  /** What, once used up, makes it `failed` instead of `to`. */
  limit?: 'attempts' | 'losses';
}

export const transitionRules = {
  // What a person does: control actions.
  pause: { from: controlRules.pause, to: 'paused' },
  resume: { from: controlRules.resume, to: 'pending', newTicket: true },
  cancel: { from: controlRules.cancel, to: 'cancelled' },
  retry: { from: controlRules.retry, to: 'pending', newTicket: true },
  delete: { from: controlRules.delete, to: null },
  // A pending job gets a new ticket with the new priority; the old one does nothing.
  priority_change: { from: controlRules.priority_change, to: null, newTicket: true },
  // What a worker does, or what happens to it.
  take: { from: ['pending'], to: 'running' },
  complete: { from: ['running'], to: 'completed' },
  fail: { from: ['running'], to: 'pending', newTicket: true, limit: 'attempts' },
  fail_for_good: { from: ['running'], to: 'failed' },
  time_out: { from: ['running'], to: 'failed' },
  hand_back: { from: ['running'], to: 'pending', newTicket: true },
  lose: { from: ['running'], to: 'pending', newTicket: true, limit: 'losses' },
} as const satisfies Record<string, TransitionRule>;

export type Transition = keyof typeof transitionRules;

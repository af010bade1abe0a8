import type { DurableEvent } from '#contract/events/durable.ts';
import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { Job } from '#contract/schemas/job.ts';

type StatusEvent = Extract<DurableEvent, { event: 'job:status' }>['payload'];
type ActionEvent = Extract<DurableEvent, { event: 'job:action' }>['payload'];

/** What a status brings along in a job's times; the rest is as it was. */
function timesOf(job: Job, { status, at, previousStatus }: StatusEvent): Partial<Job> {
  switch (status) {
    case 'running':
      return { startedAt: job.startedAt ?? at, runningSince: at, pausedAt: null, nextAttemptAt: null };
    case 'paused':
      return { pausedAt: at, runningSince: null };
    case 'completed':
      return { completedAt: at, endedAt: at, runningSince: null, progressPercentage: 100, nextAttemptAt: null };
    case 'failed':
      return { completedAt: at, endedAt: at, runningSince: null };
    case 'cancelled':
      return { cancelledAt: at, endedAt: at, runningSince: null, pausedAt: null };
    case 'pending': {
      // Retried: what its last end said is over.
      const begunAgain = previousStatus === 'failed' || previousStatus === 'cancelled';
      const over = begunAgain
        ? { completedAt: null, cancelledAt: null, endedAt: null, startedAt: null, errorMessage: null, errorSignature: null }
        : {};
      return { ...over, pausedAt: null, runningSince: null };
    }
  }
}

/** The job after the event; the same object when the event is older than what the job says, or is about another. */
function applyStatus(job: Job, event: StatusEvent): Job {
  if (event.jobId !== job.jobId || event.seq <= job.seq) return job;
  const { status, seq, at, errorMessage, errorSignature } = event;
  const running =
    job.runningSince && status !== 'running' ? { runMs: job.runMs + Math.max(0, at.getTime() - job.runningSince.getTime()) } : {};
  return {
    ...job,
    ...running,
    ...timesOf(job, event),
    ...(errorMessage === undefined ? {} : { errorMessage, errorSignature: errorSignature ?? null }),
    status,
    seq,
    updatedAt: at,
    allowedActions: allowedActions(status),
  };
}

/** The job after a control action that leaves its status as it is. */
function applyAction(job: Job, event: ActionEvent): Job {
  if (event.jobId !== job.jobId || event.seq <= job.seq || event.priority === undefined) return job;
  return { ...job, priority: event.priority, seq: event.seq, updatedAt: event.at };
}

/** The job after a durable event. */
export function applyEvent(job: Job, event: DurableEvent): Job {
  if (event.event === 'job:status') return applyStatus(job, event.payload);
  if (event.event === 'job:action') return applyAction(job, event.payload);
  return job;
}

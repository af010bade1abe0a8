import type { DurableEvent } from '#contract/events/durable.ts';
import type { Job } from '#contract/schemas/job.ts';
import { applyEvent } from './apply-event.ts';

/** An answer that is on its way when an event comes may be older than the event: it is brought up to date with what is kept here. */
const KEPT_MS = 30_000;
const MOST = 5_000;

const events: { event: DurableEvent; receivedAt: number }[] = [];

export function rememberEvent(event: DurableEvent): void {
  const now = Date.now();
  events.push({ event, receivedAt: now });
  let old = 0;
  while (old < events.length && (events.length - old > MOST || now - (events[old]?.receivedAt ?? now) > KEPT_MS)) old += 1;
  if (old > 0) events.splice(0, old);
}

export const forgetEvents = (): void => {
  events.length = 0;
};

/** The job with all that is known to have happened since the server read it. */
export function bringUpToDate(job: Job): Job {
  let current = job;
  for (const { event } of events) if ('jobId' in event.payload && event.payload.jobId === job.jobId) current = applyEvent(current, event);
  return current;
}

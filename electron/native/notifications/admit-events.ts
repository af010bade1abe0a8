import type { DurableEvent } from '#contract/events/durable.ts';

/** So long events that need a priority wait for each other, so that a hundred are one question. */
const GATHER_MS = 50;
/** So long for the answer: then the event is told without. */
const ANSWER_MS = 5_000;

interface AdmissionDeps {
  /** Whether nothing can be decided before the job's priority is known. */
  needsPriority(environmentId: string, event: DurableEvent): boolean;
  /** @throws where the server can't be asked */
  lookUp(environmentId: string, jobIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  take(environmentId: string, event: DurableEvent): void;
  onError(error: unknown): void;
}

/**
 * Lets events through in the order in which they came, each with its job's priority where that is asked for. Servers before 4.3 of the
 * contract don't tell it with the event; those are asked, many jobs at a time.
 */
export function createAdmission({ needsPriority, lookUp, take, onError }: AdmissionDeps) {
  const waiting = new Map<string, DurableEvent[]>();
  const timers = new Set<NodeJS.Timeout>();

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  async function prioritiesOf(environmentId: string, events: readonly DurableEvent[]): Promise<ReadonlyMap<string, number>> {
    const needed = events.flatMap((event) =>
      event.event === 'job:status' && needsPriority(environmentId, event) ? [event.payload.jobId] : [],
    );
    if (needed.length === 0) return new Map();
    try {
      const late = wait(ANSWER_MS).then(() => new Map<string, number>());
      return await Promise.race([lookUp(environmentId, [...new Set(needed)]), late]);
    } catch (error) {
      onError(error);
      return new Map();
    }
  }
  async function drain(environmentId: string): Promise<void> {
    for (;;) {
      await wait(GATHER_MS);
      const events = waiting.get(environmentId) ?? [];
      waiting.set(environmentId, []);
      const priorities = await prioritiesOf(environmentId, events);
      for (const event of events) take(environmentId, withPriority(event, priorities));
      if (waiting.get(environmentId)?.length === 0) {
        waiting.delete(environmentId);
        return;
      }
    }
  }

  return {
    admit(environmentId: string, event: DurableEvent): void {
      const queue = waiting.get(environmentId);
      if (queue) {
        // Behind others that wait, in their order.
        queue.push(event);
      } else if (needsPriority(environmentId, event)) {
        waiting.set(environmentId, [event]);
        void drain(environmentId);
      } else {
        take(environmentId, event);
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function withPriority(event: DurableEvent, priorities: ReadonlyMap<string, number>): DurableEvent {
  if (event.event !== 'job:status') return event;
  const priority = event.payload.priority ?? priorities.get(event.payload.jobId);
  return priority === undefined ? event : { ...event, payload: { ...event.payload, priority } };
}

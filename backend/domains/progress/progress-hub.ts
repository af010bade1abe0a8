import type { ProgressEntry, ProgressSubscription } from '#contract/events/live.ts';
import type { FeedEvent, RunningJob } from '../live/event-feed.ts';
import type { ProgressUpdate } from './progress-update.ts';

/** How often a subscriber is sent what changed. */
const TICK_MS = 200;
/** Jobs for which a tick is time enough: a batch of more of them is followed by a longer rest, so that bytes a second stay bound. */
const JOBS_A_TICK = 200;
/** Values held for runs whose start is not told yet: progress may be faster than the durable event. */
const EARLY = 2_000;

/** Whoever progress is sent to. */
export interface ProgressReader {
  /** True while the batch before has not been read: nothing is queued behind it. */
  readonly isBusy: boolean;
}

/** A batch, and all the readers that get this very one. */
export interface ProgressBatch<Reader> {
  readers: Reader[];
  jobs: ProgressEntry[];
}

interface Held {
  jobId: string;
  jobType: string;
  ticket: number;
  entry: ProgressEntry | null;
  /** Rises with each value that arrives, over all jobs. */
  version: number;
}

export interface ProgressHub<Reader extends ProgressReader> {
  subscribe(reader: Reader, subscription: ProgressSubscription): void;
  unsubscribe(reader: Reader): void;
  receive(updates: readonly ProgressUpdate[]): void;
  /** Which jobs run, in the order of the durable events: what is not running has no progress. */
  follow(events: readonly FeedEvent[]): void;
  /** Running jobs held, with or without a value. */
  held(): number;
  close(): void;
}

const keyOf = (subscription: ProgressSubscription): string => JSON.stringify(subscription);

/**
 * The newest progress of each running job, for many readers. A reader is a number (the version it has been sent up to), so a slow one
 * costs no memory: when it reads again it gets what is newest then. Readers that ask for the same and stand at the same place share one
 * batch, which is made, and encoded, once.
 */
export function createProgressHub<Reader extends ProgressReader>(deps: {
  running: readonly RunningJob[];
  deliver(batch: ProgressBatch<Reader>): void;
  onReceived?(count: number): void;
  onDropped?(why: 'not running' | 'coalesced' | 'reader busy', count: number): void;
}): ProgressHub<Reader> {
  const { deliver, onReceived, onDropped } = deps;
  const jobs = new Map<string, Held>();
  const readers = new Map<Reader, { subscription: ProgressSubscription; key: string; sent: number; restsUntil: number }>();
  const early = new Map<string, ProgressUpdate>();
  let version = 0;
  let delivered = 0;
  let ticks = 0;

  function start(job: RunningJob): void {
    const held: Held = { ...job, entry: null, version: 0 };
    jobs.set(job.jobId, held);
    const value = early.get(job.jobId);
    early.delete(job.jobId);
    if (value?.ticket === job.ticket) hold(held, value);
  }

  function hold(job: Held, { jobType: _type, ticket: _ticket, ...entry }: ProgressUpdate): void {
    job.entry = entry;
    version += 1;
    job.version = version;
  }

  function holdEarly(update: ProgressUpdate): void {
    early.delete(update.jobId);
    early.set(update.jobId, update);
    for (const jobId of early.keys()) {
      if (early.size <= EARLY) break;
      early.delete(jobId);
    }
  }

  for (const job of deps.running) start(job);

  /** What a subscription asks for and a reader at `sent` has not got. */
  function newer(subscription: ProgressSubscription, sent: number): Held[] {
    const found: Held[] = [];
    const take = (job: Held | undefined) => {
      if (job && job.version > sent) found.push(job);
    };
    if ('jobIds' in subscription) for (const jobId of new Set(subscription.jobIds)) take(jobs.get(jobId));
    else if ('jobTypes' in subscription) for (const job of jobs.values()) if (subscription.jobTypes.includes(job.jobType)) take(job);
    if ('all' in subscription && subscription.all) for (const job of jobs.values()) take(job);
    return found;
  }

  function tick(): void {
    ticks += 1;
    delivered = version;
    const batches = new Map<string, { found: Held[]; readers: Reader[] }>();
    for (const [reader, place] of readers) {
      if (place.sent >= version || place.restsUntil > ticks) continue;
      if (reader.isBusy) {
        onDropped?.('reader busy', 1);
        continue;
      }
      const key = `${place.sent} ${place.key}`;
      let batch = batches.get(key);
      if (!batch) {
        batch = { found: newer(place.subscription, place.sent), readers: [] };
        batches.set(key, batch);
      }
      place.sent = version;
      place.restsUntil = ticks + Math.ceil(batch.found.length / JOBS_A_TICK);
      batch.readers.push(reader);
    }
    for (const { found, readers: to } of batches.values()) {
      if (found.length > 0) deliver({ readers: to, jobs: found.map(({ entry }) => entry as ProgressEntry) });
    }
  }
  const timer = setInterval(tick, TICK_MS);

  return {
    subscribe(reader, subscription) {
      readers.set(reader, { subscription, key: keyOf(subscription), sent: 0, restsUntil: 0 });
    },
    unsubscribe: (reader) => readers.delete(reader),
    receive(updates) {
      onReceived?.(updates.length);
      for (const update of updates) {
        const job = jobs.get(update.jobId);
        if (job?.ticket === update.ticket) {
          if (job.version > delivered) onDropped?.('coalesced', 1);
          hold(job, update);
        } else if (job && job.ticket > update.ticket) {
          onDropped?.('not running', 1);
        } else {
          holdEarly(update); // its run is not told yet, or over: then nothing asks for it any more
        }
      }
    },
    follow(events) {
      for (const { event, ticket } of events) {
        if (event.event !== 'job:status') continue;
        const { jobId, jobType, status } = event.payload;
        if (status === 'running' && ticket !== null) start({ jobId, jobType, ticket });
        else jobs.delete(jobId);
      }
    },
    held: () => jobs.size,
    close: () => clearInterval(timer),
  };
}

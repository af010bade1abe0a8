import { setTimeout as sleep } from 'node:timers/promises';
import type { DurableEvent, EventsSinceAnswer } from '#contract/events/durable.ts';
import type { Sql } from '../../infra/database/sql.ts';

/** Events kept in memory for clients that come back soon. */
const KEPT = 5_000;
/** Events in one read, and in one answer to `since`: past that, reloading a screen is cheaper than replaying. */
const PAGE = 1_000;
const MOST_SINCE = 10_000;
/** A notification may be lost with its connection; this finds what it would have told. */
const POLL_MS = 1_000;

/** A durable event with the ticket that its job had, which tells one run of a job from the next. */
export interface FeedEvent {
  event: DurableEvent;
  ticket: number | null;
}

/** A job that ran when the feed began. */
export interface RunningJob {
  jobId: string;
  jobType: string;
  ticket: number;
}

export interface EventFeed {
  /** Number of the last event that was handed out. */
  readonly last: number;
  /** The jobs that were running at `last`, when the feed began. */
  readonly runningAtStart: readonly RunningJob[];
  /** Reads what is new; for whoever hears that something is. */
  nudge(): void;
  /** What came after `seq`, from memory or the table; never more than was handed out. */
  since(seq: number): Promise<EventsSinceAnswer>;
  close(): Promise<void>;
}

interface EventRow {
  seq: number;
  kind: DurableEvent['event'];
  at: Date;
  payload: object;
  ticket: number | null;
}

const SELECT = 'SELECT seq, kind, at, payload, ticket FROM sync_job_events WHERE seq';

/** An event as it travels: what is null in the row and optional in the contract is left out there already. */
function toFeedEvent({ seq, kind, at, payload, ticket }: EventRow): FeedEvent {
  const whole = kind === 'job:status' ? { previousStatus: null, ...payload } : payload;
  return { event: { event: kind, payload: { seq, at, ...whole } } as DurableEvent, ticket };
}

/**
 * The durable events of the environment, in the order of `seq`, each once, from now on. Their numbers are given at commit, one after the
 * other, so that none turns up behind one that was read: reading on from the last number misses nothing, whoever wrote them.
 */
export async function startEventFeed(deps: {
  sql: Sql;
  /** Called with what is new, in order; never twice with one event. */
  onEvents(events: readonly FeedEvent[]): void;
  onError(error: Error): void;
}): Promise<EventFeed> {
  const { sql } = deps;
  const [start] = await sql.query<{ last: number; running: RunningJob[] | null }>(
    `SELECT (SELECT last FROM sync_event_counter) AS last, (
       SELECT jsonb_agg(jsonb_build_object('jobId', job_id, 'jobType', job_type, 'ticket', ticket)) FROM sync_job_control
       WHERE status = 'running') AS running`,
  );
  let last = start?.last ?? 0;
  let kept: FeedEvent[] = [];
  let closed = false;

  function hand(events: readonly FeedEvent[]): void {
    const newest = events.at(-1);
    if (!newest) return;
    last = newest.event.payload.seq;
    kept = kept.concat(events);
    if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT);
    deps.onEvents(events);
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const rows = await sql.query<EventRow>(`${SELECT} > $1 ORDER BY seq LIMIT ${PAGE}`, [last]);
      if (closed) return;
      hand(rows.map(toFeedEvent));
      if (rows.length < PAGE) return;
    }
  }

  let reading: Promise<void> | undefined;
  let again = false;
  function nudge(): void {
    if (closed) return;
    if (reading) {
      again = true;
      return;
    }
    reading = readOn()
      .catch(async (error: Error) => {
        deps.onError(error); // the rows stay; the next reading finds them
        await sleep(200);
      })
      .finally(() => {
        reading = undefined;
        if (!again) return;
        again = false;
        nudge();
      });
  }
  const timer = setInterval(nudge, POLL_MS);

  /** Hands out what was committed before the call. */
  async function readUpTo(newest: number): Promise<void> {
    // A reading that is under way may have looked too early; the one behind it did not.
    for (let readings = 0; last < newest && readings < 2; readings++) {
      nudge();
      await reading;
    }
  }

  /** Like the answer from memory it ends at `last`: who knew more would be sent progress of jobs whose end this process has yet to read. */
  async function sinceFromTable(seq: number): Promise<EventsSinceAnswer> {
    const [counter] = await sql.query<{ last: number }>('SELECT last FROM sync_event_counter');
    const newest = counter?.last ?? 0;
    await readUpTo(newest);
    // A client that is ahead knows another history, such as the one before a backup was restored.
    if (seq > newest || newest - seq > MOST_SINCE) return { tooOld: true, seq: last };
    if (seq >= last) return { events: [], seq };
    const end = last;
    const rows = await sql.query<EventRow>(`${SELECT} > $1 AND seq <= $2 ORDER BY seq`, [seq, end]);
    // Numbers have no holes: fewer rows than numbers means that retention took some.
    if (rows.length !== end - seq) return { tooOld: true, seq: end };
    return { events: rows.map((row) => toFeedEvent(row).event), seq: end };
  }

  return {
    get last() {
      return last;
    },
    runningAtStart: start?.running ?? [],
    nudge,
    async since(seq) {
      const oldest = kept[0]?.event.payload.seq;
      const isKept = seq === last || (oldest !== undefined && seq >= oldest - 1 && seq <= last);
      if (!isKept) return sinceFromTable(seq);
      return { events: kept.filter(({ event }) => event.payload.seq > seq).map(({ event }) => event), seq: last };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await reading;
    },
  };
}

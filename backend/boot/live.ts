import type { Logger } from 'pino';
import { createLive, type Live } from '../api/live.ts';
import type { JobTypes } from '../domains/job-types.ts';
import { watchEnvironment } from '../domains/live/environment-state.ts';
import { type FeedEvent, startEventFeed } from '../domains/live/event-feed.ts';
import type { Database } from '../infra/database/database.ts';
import { listen } from '../infra/database/listen.ts';
import type { Metrics } from '../infra/metrics.ts';
import type { TicketQueue } from '../queue/ticket-queue.ts';
import { PROGRESS_CHANNEL, type ProgressWay } from './progress.ts';

const PING_MS = 1_500;

export interface LivePart {
  live: Live;
  close(): Promise<void>;
}

/** Starts what is pushed to clients: durable events as they are committed, progress, and the state of the environment. */
export async function startLive(deps: {
  db: Database;
  queue: TicketQueue;
  types: JobTypes;
  version: string;
  connectionString: string;
  progress: ProgressWay;
  /** Somebody's role, sessions or tokens changed, or may have while nothing was heard. */
  onUsersChanged(): void;
  log: Logger;
  metrics: Metrics;
}): Promise<LivePart> {
  const { db, types, version, progress, log, metrics } = deps;
  const onError = (what: string) => (error: Error) => log.warn({ err: error }, what);

  let live: Live | undefined;
  const early: FeedEvent[] = [];
  const feed = await startEventFeed({
    sql: db,
    onEvents(events: readonly FeedEvent[]) {
      const now = Date.now();
      for (const { event } of events) metrics.eventLag.observe(Math.max(0, now - event.payload.at.getTime()) / 1_000);
      if (live) live.onEvents(events);
      else early.push(...events);
    },
    onError: onError('The durable events could not be read; they are read again'),
  });
  const watch = await watchEnvironment({
    sql: db,
    types,
    version,
    pingQueue: () => deps.queue.ping(PING_MS),
    isWatched: () => (live?.connections() ?? 0) > 0,
    onChange: () => live?.onEnvironment(),
  });
  live = createLive({
    feed,
    facts: watch.facts,
    onReceived: (count) => metrics.progressReceived.inc(count),
    onDropped: (why, count) => metrics.progressDropped.inc({ why }, count),
    onClientDropped: (why) => metrics.clientsDropped.inc({ why }),
    onHeld: (count) => metrics.progressHeld.set(count),
  });
  live.onEvents(early);
  progress.onUpdates(live.receiveProgress);

  const listener = await listen({
    connectionString: deps.connectionString,
    channels: {
      syncdeck_events: feed.nudge,
      syncdeck_users: deps.onUsersChanged,
      [PROGRESS_CHANNEL]: progress.hear,
    },
    onReconnect() {
      feed.nudge();
      deps.onUsersChanged();
    },
    onError: onError('The connection that hears of events broke and is made again'),
  });
  // What was committed between the feed's start and this moment was told to nobody.
  feed.nudge();

  return {
    live,
    async close() {
      live.close();
      await listener.close();
      await watch.close();
      await feed.close();
    },
  };
}

import { type DurableEvent, durableEvents, type EventsSinceAnswer } from '#contract/events/durable.ts';
import { type ClosingReason, type LivePayloads, liveEvents, type ProgressSubscription } from '#contract/events/live.ts';
import type { Role } from '#contract/schemas/user.ts';
import type { EnvironmentFacts } from '../domains/live/environment-state.ts';
import type { EventFeed, FeedEvent } from '../domains/live/event-feed.ts';
import { createProgressHub, type ProgressHub } from '../domains/progress/progress-hub.ts';
import type { ProgressUpdate } from '../domains/progress/progress-update.ts';
import { mayReceive } from './authorize.ts';

/** A client that has not read for so long is let go: what it missed it can ask for when it comes back. */
const UNREAD_MS = 30_000;
const UNREAD_BYTES = 8 * 1024 * 1024;
const CHECK_MS = 1_000;

const slowClient: ClosingReason = {
  code: 'SLOW_CLIENT',
  message:
    'The connection was closed because nothing was read from it for too long; connect again and ask for the events since the last one',
};

/** One client on a transport that pushes. */
export interface LiveConnection {
  /** As it is now: it may change while the connection is open. */
  readonly role: Role;
  /** Bytes that wait to be sent. */
  unsent(): number;
  /** Resolves once the client has read all that was sent before. */
  read(): Promise<void>;
  /** Tells why, and ends it, whether the client reads or not. */
  close(reason: ClosingReason): void;
}

/** Sends one event to many connections of a transport, encoding it once. */
type SendToMany<Connection> = (connections: readonly Connection[], event: string, payload: unknown) => void;

export interface LiveMember {
  subscribe(subscription: ProgressSubscription): void;
  leave(): void;
}

/** What is pushed to clients, whatever the transport. */
export interface Live {
  /** From here on the connection gets what its role allows, and a first `environment:state`, whose `seq` says where the events begin. */
  join<Connection extends LiveConnection>(connection: Connection, sendToMany: SendToMany<Connection>): LiveMember;
  since(role: Role, seq: number): Promise<EventsSinceAnswer>;
  receiveProgress(updates: readonly ProgressUpdate[]): void;
  onEvents(events: readonly FeedEvent[]): void;
  onEnvironment(): void;
  connections(): number;
  close(): void;
}

interface Member {
  connection: LiveConnection;
  sendToMany: SendToMany<LiveConnection>;
  /** Since when a batch of progress is unread. */
  unreadSince: number | null;
  readonly isBusy: boolean;
}

function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

export function createLive(deps: {
  feed: EventFeed;
  facts: () => EnvironmentFacts;
  onReceived(count: number): void;
  onDropped(why: string, count: number): void;
  onClientDropped(why: string): void;
  /** How many running jobs are held, once a second. */
  onHeld(count: number): void;
}): Live {
  const { feed } = deps;
  const members = new Set<Member>();

  function send(to: Iterable<Member>, event: keyof typeof durableEvents | keyof typeof liveEvents, payload: unknown): void {
    const { role } = { ...durableEvents, ...liveEvents }[event];
    const allowed = [...to].filter(({ connection }) => mayReceive(connection.role, role));
    for (const [sendToMany, group] of groupBy(allowed, (member) => member.sendToMany)) {
      sendToMany(
        group.map(({ connection }) => connection),
        event,
        payload,
      );
    }
  }

  const hub: ProgressHub<Member> = createProgressHub<Member>({
    running: feed.runningAtStart,
    deliver({ readers, jobs }) {
      send(readers, 'job:progress', { at: new Date(), jobs } satisfies LivePayloads['job:progress']);
      for (const reader of readers) {
        reader.unreadSince = performance.now();
        void reader.connection.read().then(() => {
          reader.unreadSince = null;
        });
      }
    },
    onReceived: deps.onReceived,
    onDropped: deps.onDropped,
  });

  function drop(member: Member): void {
    members.delete(member);
    hub.unsubscribe(member);
    deps.onClientDropped('slow');
    member.connection.close(slowClient);
  }

  const timer = setInterval(() => {
    deps.onHeld(hub.held());
    const now = performance.now();
    for (const member of members) {
      const isStuck = member.unreadSince !== null && now - member.unreadSince > UNREAD_MS;
      if (isStuck || member.connection.unsent() > UNREAD_BYTES) drop(member);
    }
  }, CHECK_MS);

  const stateNow = (): LivePayloads['environment:state'] => ({ at: new Date(), seq: feed.last, ...deps.facts() });

  return {
    join(connection, sendToMany) {
      const member: Member = {
        connection,
        sendToMany: sendToMany as SendToMany<LiveConnection>,
        unreadSince: null,
        get isBusy() {
          return member.unreadSince !== null;
        },
      };
      members.add(member);
      send([member], 'environment:state', stateNow());
      return {
        subscribe: (subscription) => hub.subscribe(member, subscription),
        leave() {
          members.delete(member);
          hub.unsubscribe(member);
        },
      };
    },
    async since(role, seq) {
      const answer = await feed.since(seq);
      if ('tooOld' in answer) return answer;
      return { ...answer, events: answer.events.filter(({ event }: DurableEvent) => mayReceive(role, durableEvents[event].role)) };
    },
    receiveProgress: hub.receive,
    onEvents(events) {
      hub.follow(events);
      for (const { event } of events) send(members, event.event, event.payload);
    },
    onEnvironment() {
      send(members, 'environment:state', stateNow());
    },
    connections: () => members.size,
    close() {
      clearInterval(timer);
      hub.close();
    },
  };
}

import { createORPCClient } from '@orpc/client';
import { contract, type JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import { isLive, type LivePayloads, liveEvents, type ProgressSubscription } from '#contract/events/live.ts';
import { ContractLink } from './contract-link.ts';
import { createEventStream } from './event-stream.ts';
import { DEFAULT_TIMEOUT_MS } from './rest-client.ts';
import type { Wire, WireError } from './wire.ts';

type ConnectionState =
  /** Not yet up. */
  | { kind: 'connecting'; since: Date }
  /** Up, and asking for the events that it missed: what is on screen may be old. */
  | { kind: 'catching up'; since: Date }
  | { kind: 'live'; since: Date }
  /** Down; `retries`: it tries by itself, at `retryAt` where that is known by now. */
  | { kind: 'offline'; since: Date; reason: WireError; retries: boolean; retryAt?: Date | undefined };

/** What a console hears of an environment. */
export interface ConnectionListener {
  /** A durable event: each once, in order, whatever the network did. */
  onEvent?(event: DurableEvent): void;
  /** Events were missed for good: load what is on screen again. */
  onReload?(seq: number): void;
  onProgress?(progress: LivePayloads['job:progress']): void;
  onEnvironment?(state: LivePayloads['environment:state']): void;
  onState?(state: ConnectionState): void;
  /** What the server says of the connection itself, such as `auth:changed`. */
  onNotice?(event: string, payload: unknown): void;
}

/** One environment as a console has it, whatever carries it. */
export interface Connection {
  client: JobControlClient;
  readonly state: ConnectionState;
  /** Number of the last durable event delivered. */
  readonly seq: number | null;
  /** From now on, progress of these alone; asked for again after each reconnect. */
  subscribeProgress(subscription: ProgressSubscription): void;
  /** Gives the connection a new access token before the old one runs out. @throws as the server refuses it */
  refreshToken(token: string): Promise<void>;
  /** While it is offline: tries at once, not when it would by itself. */
  retryNow(): void;
  close(): void;
}

/** Makes a connection of a wire. `startAfter` is the last event that the caller has from an earlier one. */
export function createConnection(
  wire: Wire,
  listener: ConnectionListener,
  options: { timeoutMs?: number; startAfter?: number | null } = {},
): Connection {
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  let state: ConnectionState = { kind: 'connecting', since: new Date() };
  let subscription: ProgressSubscription = { all: true };
  /** The first state of a connection says where its events begin. */
  let begun = false;

  function setState(next: ConnectionState): void {
    state = next;
    listener.onState?.(state);
  }
  const subscribe = () => {
    wire.tell('progress:subscribe', subscription);
  };
  const stream = createEventStream(
    wire,
    {
      onEvent: (event) => listener.onEvent?.(event),
      onReload: (seq) => listener.onReload?.(seq),
      onLive: (live) => {
        if (live) setState({ kind: 'live', since: new Date() });
      },
    },
    options.startAfter,
  );

  wire.onState((next) => {
    if (next.up) {
      begun = false;
      setState({ kind: 'catching up', since: new Date() });
      if (!('all' in subscription && subscription.all)) subscribe(); // all is what the server begins with
      return;
    }
    stream.end();
    // While it stays down, `since` says for how long.
    const since = state.kind === 'offline' ? state.since : new Date();
    setState({ kind: 'offline', since, reason: next.reason, retries: next.retries, retryAt: next.retryAt });
  });
  wire.onEvent((event, payload) => {
    if (!isLive(event)) {
      stream.receive(event, payload);
      if (event.startsWith('auth:') || event.startsWith('connection:')) listener.onNotice?.(event, payload);
    } else if (event === 'job:progress') {
      listener.onProgress?.(liveEvents[event].schema.parse(payload));
    } else {
      const environment = liveEvents[event].schema.parse(payload);
      if (!begun) {
        begun = true;
        stream.begin(environment.seq);
      }
      listener.onEnvironment?.(environment);
    }
  });

  wire.open();
  return {
    client: createORPCClient(new ContractLink(wire, contract, timeoutMs)),
    get state() {
      return state;
    },
    get seq() {
      return stream.seq;
    },
    subscribeProgress(next) {
      subscription = next;
      subscribe();
    },
    async refreshToken(token) {
      const answer = (await wire.request('auth:refresh', { token }, { timeoutMs })) as { ok: boolean; error?: WireError };
      if (!answer.ok) throw Object.assign(new Error(answer.error?.message ?? 'The token was refused'), answer.error);
    },
    retryNow: () => wire.retryNow(),
    close: () => wire.close(),
  };
}

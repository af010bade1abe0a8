import { type DurableEvent, durableEvents, isDurable } from '#contract/events/durable.ts';
import type { Wire } from './wire.ts';

const SINCE_TIMEOUT_MS = 10_000;
const RETRY_MS = 500;
/** Events held while catching up; past that, loading the screen again is cheaper. */
const MOST_HELD = 10_000;

export interface EventStreamHandlers {
  onEvent(event: DurableEvent): void;
  /** What was missed is too much, or too old: load what is on screen again. Events go on from `seq`. */
  onReload(seq: number): void;
  /** True once every event is delivered as it comes. */
  onLive(live: boolean): void;
}

export interface EventStream {
  /** Number of the last event delivered; null before the first connection. */
  readonly seq: number | null;
  /** Takes an event from the wire, if it is a durable one. */
  receive(event: string, payload: unknown): void;
  /** The wire is up, and the server's live events begin after `seq`. */
  begin(seq: number): void;
  /** The wire is down. */
  end(): void;
}

/** Durable events, each once and in order, over a wire that breaks: what came meanwhile is asked for, and live events wait until it is there. */
export function createEventStream(wire: Wire, handlers: EventStreamHandlers, startAfter: number | null = null): EventStream {
  let last = startAfter;
  /** Live events held back while catching up; null while live, or down. */
  let held: DurableEvent[] | null = null;
  /** Rises with each connection, so that an answer for an earlier one is known as such. */
  let connection = 0;

  function deliver(event: DurableEvent): void {
    if (last !== null && event.payload.seq <= last) return;
    last = event.payload.seq;
    handlers.onEvent(event);
  }

  function reload(seq: number): void {
    last = seq;
    handlers.onReload(seq);
  }

  function parse(event: string, payload: unknown): DurableEvent | undefined {
    if (!isDurable(event)) return undefined;
    return { event, payload: durableEvents[event].schema.parse(payload) } as DurableEvent;
  }

  async function catchUp(mine: number): Promise<void> {
    while (mine === connection) {
      let answer: { tooOld: true; seq: number } | { events: { event: string; payload: unknown }[]; seq: number } | { ok: false };
      try {
        answer = (await wire.request('events:since', { seq: last }, { timeoutMs: SINCE_TIMEOUT_MS })) as typeof answer;
      } catch {
        answer = { ok: false }; // the wire broke, which ends this; or the answer is late, and is asked for again
      }
      if (mine !== connection) return;
      if ('ok' in answer) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        continue;
      }
      const waiting = held ?? [];
      held = null;
      if ('tooOld' in answer) reload(answer.seq);
      else {
        for (const { event, payload } of answer.events) {
          const parsed = parse(event, payload);
          if (parsed) deliver(parsed);
        }
      }
      for (const event of waiting) deliver(event);
      handlers.onLive(true);
      return;
    }
  }

  return {
    get seq() {
      return last;
    },
    receive(name, payload) {
      const event = parse(name, payload);
      if (!event) return;
      if (!held) return deliver(event);
      held.push(event);
      if (held.length <= MOST_HELD) return;
      held = null;
      connection += 1; // the answer that is under way is not needed any more
      reload(event.payload.seq);
      handlers.onLive(true);
    },
    begin(seq) {
      connection += 1;
      if (last === null) {
        last = seq;
        held = null;
        handlers.onLive(true);
        return;
      }
      held = [];
      void catchUp(connection);
    },
    end() {
      connection += 1;
      held = null;
      handlers.onLive(false);
    },
  };
}

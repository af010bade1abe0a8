import { type Wire, WireGone, type WireState } from '#client/wire.ts';
import { isDurable } from '#contract/events/durable.ts';
import { ProgressSubscription } from '#contract/events/live.ts';
import { mergeSubscriptions, pickProgress } from './merge-subscriptions.ts';

/** One wire with several users: main itself, and each window that stands on its relay. */
export interface SharedWire {
  readonly isUp: boolean;
  /**
   * A wire of its own for one user: the ids of its calls, its subscription to progress and its catching up do not meet those of others.
   * One that is opened while the wire is up begins with the environment's state, as a new connection does.
   */
  branch(): Wire;
}

interface Branch {
  subscription: ProgressSubscription;
  hear(event: string, payload: unknown): void;
  say(state: WireState): void;
}

const invalid = { ok: false, error: { code: 'BAD_REQUEST', status: 400, message: 'This is no subscription to progress' } };

export function shareWire(wire: Wire): SharedWire {
  const branches = new Set<Branch>();
  let branchCount = 0;
  let isUp = false;
  /** As the server told it last on this connection, unparsed; and the newest event that came since. */
  let state: { seq: number } | undefined;
  let newest = 0;
  let told: ProgressSubscription = { all: true };
  let catchingUp: Promise<unknown> = Promise.resolve();

  function subscribe(): void {
    const wanted = mergeSubscriptions([...branches].map(({ subscription }) => subscription));
    if (!isUp || JSON.stringify(wanted) === JSON.stringify(told)) return;
    told = wanted;
    wire.tell('progress:subscribe', wanted);
  }

  wire.onEvent((event, payload) => {
    if (event === 'environment:state') {
      state = payload as { seq: number };
      newest = Math.max(newest, state.seq);
    } else if (isDurable(event)) newest = (payload as { seq: number }).seq;
    for (const branch of branches) branch.hear(event, payload);
  });
  wire.onState((next) => {
    isUp = next.up;
    state = undefined;
    newest = 0;
    told = { all: true }; // what every connection begins with
    subscribe();
    for (const branch of [...branches]) branch.say(next);
  });

  /** The server catches one up at a time. */
  function catchUp(payload: unknown, options: Parameters<Wire['request']>[2]): Promise<unknown> {
    const mine = catchingUp.then(() => wire.request('events:since', payload, options));
    catchingUp = mine.catch(() => {}); // told to whoever asked
    return mine;
  }

  function branch(): Wire {
    branchCount += 1;
    const prefix = `${branchCount}.`;
    const listeners: ((event: string, payload: unknown) => void)[] = [];
    const stateListeners: ((state: WireState) => void)[] = [];
    const mine: Branch = {
      subscription: { all: true },
      hear(event, payload) {
        const heard = event === 'job:progress' ? pickProgress(payload as never, mine.subscription) : payload;
        if (heard !== undefined) for (const listener of listeners) listener(event, heard);
      },
      say(next) {
        for (const listener of stateListeners) listener(next);
      },
    };
    const withPrefix = (payload: unknown) => {
      const { id } = (payload ?? {}) as { id?: unknown };
      return typeof id === 'string' ? { ...(payload as object), id: prefix + id } : payload;
    };
    function subscribeTo(payload: unknown): unknown {
      const parsed = ProgressSubscription.safeParse(payload ?? {});
      if (!parsed.success) return invalid;
      mine.subscription = parsed.data;
      subscribe();
      return { ok: true };
    }
    return {
      open() {
        branches.add(mine);
        subscribe();
        if (!isUp) return;
        mine.say({ up: true });
        // Whatever comes from here on is heard, so this is where its events begin.
        if (state) mine.hear('environment:state', { ...state, seq: newest });
      },
      async request(event, payload, options) {
        if (!branches.has(mine)) throw new WireGone('closed');
        if (event === 'progress:subscribe') return subscribeTo(payload);
        if (event === 'events:since') return catchUp(payload, options);
        return wire.request(event, event === 'call' ? withPrefix(payload) : payload, options);
      },
      tell(event, payload) {
        if (!branches.has(mine)) return;
        if (event === 'progress:subscribe') subscribeTo(payload);
        else wire.tell(event, event === 'abort' ? prefix + String(payload) : payload);
      },
      onEvent: (listener) => listeners.push(listener),
      onState: (listener) => stateListeners.push(listener),
      retryNow: () => wire.retryNow(),
      close() {
        if (branches.delete(mine)) subscribe();
      },
    };
  }
  return {
    get isUp() {
      return isUp;
    },
    branch,
  };
}

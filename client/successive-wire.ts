import { type ClientPort, connectPort } from './port-wire.ts';
import { type Wire, type WireError, WireGone, type WireState } from './wire.ts';

export interface SuccessiveWire extends Wire {
  /** From now on over this port. */
  standOn(port: ClientPort): void;
  /** What it stood on is gone, or never came: why, and whether another comes. */
  fall(reason: WireError, retries: boolean, retryAt?: Date): void;
}

/**
 * One wire over one port after the other: a port that closed stays closed, and whoever has the environment brings the next. `onLost`: the port
 * broke, and nobody may know of that yet; not where it was refused, as another one would be too.
 */
export function createSuccessiveWire(deps: { onLost(): void; retryNow(): void }): SuccessiveWire {
  const listeners: ((event: string, payload: unknown) => void)[] = [];
  const stateListeners: ((state: WireState) => void)[] = [];
  let inner: Wire | undefined;
  let isClosed = false;
  const say = (state: WireState) => {
    if (isClosed) return;
    for (const listener of stateListeners) listener(state);
  };
  function leave(): void {
    const old = inner;
    inner = undefined;
    old?.close();
  }
  return {
    open() {},
    standOn(port) {
      leave();
      const mine = connectPort(port);
      inner = mine;
      mine.onEvent((event, payload) => {
        if (mine === inner) for (const listener of listeners) listener(event, payload);
      });
      mine.onState((state) => {
        if (mine !== inner) return;
        if (state.up) return say(state);
        inner = undefined;
        const retries = state.reason.status >= 500;
        say({ ...state, retries });
        if (retries) deps.onLost();
      });
      mine.open();
    },
    fall(reason, retries, retryAt) {
      leave();
      say({ up: false, reason, retries, retryAt });
    },
    request: (event, payload, options) =>
      inner ? inner.request(event, payload, options) : Promise.reject(new WireGone('the environment is not connected')),
    tell: (event, payload) => inner?.tell(event, payload),
    onEvent: (listener) => listeners.push(listener),
    onState: (listener) => stateListeners.push(listener),
    retryNow: deps.retryNow,
    close() {
      isClosed = true;
      leave();
    },
  };
}

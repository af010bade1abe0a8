import { connectPort } from '#client/port-wire.ts';
import { type Wire, type WireError, WireGone, type WireState } from '#client/wire.ts';
import { type DesktopBridge, PORT_MESSAGE } from '#electron/bridge/bridge.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';
import { windowPort } from './window-port.ts';

/** What of a window a wire needs: to hear messages that come from the page itself. */
export interface PortSource {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  location: { origin: string };
}

/** A port may be closed by the server alone (a reader too slow for it), of which main knows nothing: then another is asked for. */
const ASK_AGAIN_MS = 2_000;

/**
 * One wire to an environment for as long as the window wants it. Main hands over a port as often as the environment is up, and says why it
 * went down; each port is a wire of its own, of which this one makes a single one that comes and goes.
 */
export function createAttachedWire(deps: { bridge: DesktopBridge; id: EnvironmentId; page: PortSource; attachmentId?: string }): Wire {
  const { bridge, id, page, attachmentId = crypto.randomUUID() } = deps;
  const listeners: ((event: string, payload: unknown) => void)[] = [];
  const stateListeners: ((state: WireState) => void)[] = [];
  let current: Wire | null = null;
  let stopPushes = () => {};
  let askAgain: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const say = (state: WireState) => {
    for (const listener of stateListeners) listener(state);
  };

  /** What the port before has to say from here on is old. */
  function leaveCurrent(): void {
    const before = current;
    current = null;
    before?.close();
    clearTimeout(askAgain);
  }

  function attach(): void {
    void bridge.call('connection:attach', { id, attachmentId }).then((answer) => {
      if (!answer.ok && !isOver) goDown(answer.error, false);
    });
  }

  function take(port: MessagePort): void {
    leaveCurrent();
    const mine = connectPort(windowPort(port));
    current = mine;
    mine.onEvent((event, payload) => {
      if (current !== mine) return;
      for (const listener of listeners) listener(event, payload);
    });
    mine.onState((state) => {
      if (current !== mine) return;
      if (state.up) return say(state);
      current = null;
      // Of a port that broke, main sends another; one that was refused would be refused again.
      const retries = state.reason.status >= 500;
      say({ ...state, retries });
      if (retries) askAgain = setTimeout(attach, ASK_AGAIN_MS);
    });
    mine.open();
  }

  function onMessage(event: MessageEvent): void {
    // From the preload, which posts to its own page: nothing else may hand a port in.
    if (event.source !== (page as unknown) || event.origin !== page.location.origin) return;
    const { type, attachmentId: of } = (event.data ?? {}) as { type?: unknown; attachmentId?: unknown };
    const [port] = event.ports;
    if (type === PORT_MESSAGE && of === attachmentId && port) take(port);
  }

  function goDown(reason: WireError, retries: boolean): void {
    leaveCurrent();
    say({ up: false, reason, retries });
  }

  return {
    open() {
      page.addEventListener('message', onMessage);
      stopPushes = bridge.on('connection:down', ({ attachmentId: of, reason, retries }) => {
        if (of === attachmentId) goDown(reason, retries);
      });
      attach();
    },
    request: (event, payload, options) =>
      current ? current.request(event, payload, options) : Promise.reject(new WireGone('the environment is not connected')),
    tell: (event, payload) => current?.tell(event, payload),
    onEvent: (listener) => listeners.push(listener),
    onState: (listener) => stateListeners.push(listener),
    retryNow: () => void bridge.call('environments:retry', { id }),
    close() {
      isOver = true;
      page.removeEventListener('message', onMessage);
      stopPushes();
      leaveCurrent();
      void bridge.call('connection:detach', { attachmentId });
    },
  };
}

import { createSuccessiveWire } from '#client/successive-wire.ts';
import type { Wire } from '#client/wire.ts';
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
  let stopPushes = () => {};
  let askAgain: ReturnType<typeof setTimeout> | undefined;
  const wire = createSuccessiveWire({
    onLost() {
      askAgain = setTimeout(attach, ASK_AGAIN_MS);
    },
    retryNow: () => void bridge.call('environments:retry', { id }),
  });

  function attach(): void {
    void bridge.call('connection:attach', { id, attachmentId }).then((answer) => {
      if (!answer.ok) goDown(answer.error, false);
    });
  }
  function goDown(...why: Parameters<typeof wire.fall>): void {
    clearTimeout(askAgain);
    wire.fall(...why);
  }
  function onMessage(event: MessageEvent): void {
    // From the preload, which posts to its own page: nothing else may hand a port in.
    if (event.source !== (page as unknown) || event.origin !== page.location.origin) return;
    const { type, attachmentId: of } = (event.data ?? {}) as { type?: unknown; attachmentId?: unknown };
    const [port] = event.ports;
    if (type !== PORT_MESSAGE || of !== attachmentId || !port) return;
    clearTimeout(askAgain);
    wire.standOn(windowPort(port));
  }

  return {
    ...wire,
    open() {
      page.addEventListener('message', onMessage);
      stopPushes = bridge.on('connection:down', ({ attachmentId: of, reason, retries }) => {
        if (of === attachmentId) goDown(reason, retries);
      });
      attach();
    },
    close() {
      clearTimeout(askAgain);
      page.removeEventListener('message', onMessage);
      stopPushes();
      wire.close();
      void bridge.call('connection:detach', { attachmentId });
    },
  };
}

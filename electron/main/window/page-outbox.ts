import type { Pushes, PushName } from '#electron/bridge/pushes.ts';

/** What a person asked to see waits until the page listens. The rest is told as it comes: a page that misses it reads it anew by itself. */
const waits: readonly PushName[] = ['window:show', 'environment:offered', 'menu:chosen'];

export interface PageOutbox {
  push<Name extends PushName>(name: Name, payload: Pushes[Name]): void;
  /** The page listens from here on: it is sent what waited, in its order. */
  ready(): void;
  /** The page is gone, or loaded anew. */
  gone(): void;
}

/** What main sends at `did-finish-load` can come before the page listens: so it says itself when it does. */
export function createPageOutbox(send: (name: PushName, payload: unknown) => void): PageOutbox {
  let isReady = false;
  const waiting = new Map<PushName, unknown>();
  return {
    push(name, payload) {
      if (isReady || !waits.includes(name)) {
        send(name, payload);
        return;
      }
      // Only the newest of a kind: nobody wants to be led through all of them.
      waiting.delete(name);
      waiting.set(name, payload);
    },
    ready() {
      isReady = true;
      for (const [name, payload] of waiting) send(name, payload);
      waiting.clear();
    },
    gone() {
      isReady = false;
    },
  };
}

/** At most four times a second: what a person can follow. */
const EVERY_MS = 250;

interface PublisherDeps {
  isVisible(): boolean;
  /** Reads the state and tells it. */
  publish(): void;
  everyMs?: number;
}

/** Tells the state after it changed: at once, then not again for a while, however often it changes; and never to a window that nobody sees. */
export function createStatePublisher({ isVisible, publish, everyMs = EVERY_MS }: PublisherDeps) {
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    if (timer || !isStale || !isVisible()) return;
    isStale = false;
    timer = setTimeout(() => {
      timer = undefined;
      tell();
    }, everyMs);
    publish();
  }

  return {
    /** Something of the state changed. */
    changed() {
      isStale = true;
      tell();
    },
    /** The window is seen again: what it shows may be old. */
    shown() {
      isStale = true;
      tell();
    },
    stop() {
      clearTimeout(timer);
      isStale = false;
      timer = undefined;
    },
  };
}

const WITHIN_MS = 60_000;

/** Whether a page that stopped should be loaded anew by itself: once, and again after it went well for a while. */
export function createCrashCounter(now: () => number = () => performance.now()): () => 'reload' | 'ask' {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const isFirst = now() - last > WITHIN_MS;
    last = now();
    return isFirst ? 'reload' : 'ask';
  };
}

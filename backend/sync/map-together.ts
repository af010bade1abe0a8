import pLimit from 'p-limit';

/** Maps items, so many at once, in order. The first failure, or the signal, ends those under way and lets none begin. */
export async function mapTogether<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  signal: AbortSignal,
  map: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const limit = pLimit(concurrency);
  const run = async (item: Item) => {
    controller.signal.throwIfAborted();
    return map(item, controller.signal);
  };
  try {
    return await Promise.all(items.map((item) => limit(run, item)));
  } finally {
    signal.removeEventListener('abort', stop);
    controller.abort();
  }
}

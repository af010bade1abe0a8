import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Asks for reads again that events have made old: at once when it is quiet, and every `everyMs` while it is not, however many events come. */
export function createRefresher(queries: QueryClient, everyMs: number): { refresh(...keys: QueryKey[]): void; close(): void } {
  const due = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = 0;

  function run(): void {
    timer = undefined;
    lastAt = Date.now();
    const keys = [...due.values()];
    due.clear();
    for (const queryKey of keys) {
      // One request at a time for each read: what is under way is left alone, and asked for again after it.
      const busy = queries.isFetching({ queryKey }) > 0;
      if (busy) refresh(queryKey);
      else void queries.invalidateQueries({ queryKey });
    }
  }
  function refresh(...keys: QueryKey[]): void {
    for (const key of keys) due.set(JSON.stringify(key), key);
    timer ??= setTimeout(run, Math.max(50, lastAt + everyMs - Date.now()));
  }
  return {
    refresh,
    close() {
      clearTimeout(timer);
    },
  };
}

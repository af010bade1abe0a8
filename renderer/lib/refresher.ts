import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** Asks for reads again that events have made old: at once when it is quiet, and every `everyMs` while it is not, however many events come. */
export function createRefresher(queries: QueryClient, everyMs: number): { refresh(...keys: QueryKey[]): void; close(): void } {
  const due = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = 0;

  function run(): void {
    timer = undefined;
    lastAt = Date.now();
    const asked = new Set(due);
    due.clear();
    // One pass over what is read, however many keys there are: a bulk action names thousands of jobs that nothing shows.
    const isDue = ({ queryKey }: Query) => queryKey.some((_, n) => asked.has(JSON.stringify(queryKey.slice(0, n + 1))));
    const found = queries.getQueryCache().findAll({ predicate: isDue });
    // One request at a time for each read: what is under way is left alone, and asked for again after it.
    const busy = new Set(found.filter(({ state }) => state.fetchStatus === 'fetching'));
    refresh(...[...busy].map(({ queryKey }) => queryKey));
    const free = new Set(found.filter((query) => !busy.has(query)));
    if (free.size > 0) void queries.invalidateQueries({ predicate: (query) => free.has(query) });
  }
  function refresh(...keys: QueryKey[]): void {
    if (keys.length === 0) return;
    for (const key of keys) due.add(JSON.stringify(key));
    timer ??= setTimeout(run, Math.max(50, lastAt + everyMs - Date.now()));
  }
  return {
    refresh,
    close() {
      clearTimeout(timer);
    },
  };
}

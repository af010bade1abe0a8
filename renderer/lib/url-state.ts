import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

type Values = Record<string, string | undefined>;

/** An address on this console: `/control?q=status%3Afailed`. Empty values are left out. */
export function makePath(path: string, values: Values = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== '') search.set(key, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The job list under a query; with a job, its panel too. */
export const pathToJobs = (query: string, jobId?: string): string => makePath('/control', { q: query, job: jobId });

/**
 * What is on screen, kept in the address: sharing, back and forward come with it. `set` changes some values; what is undefined or empty
 * is left out. `replace` makes no step for going back (typing in a field).
 */
export function useUrlState(): { get(key: string): string | undefined; set(values: Values, options?: { replace?: boolean }): void } {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback(
    (values: Values, { replace = false } = {}) => {
      // Read now: two changes in one moment must not undo each other.
      const current = new URLSearchParams(window.location.search);
      navigate(makePath(path, { ...Object.fromEntries(current), ...values }), { replace });
    },
    [navigate, path],
  );
  return useMemo(() => ({ get: (key: string) => params.get(key) ?? undefined, set }), [params, set]);
}

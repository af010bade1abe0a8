import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { JobControlClient } from '#contract/contract.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';
import type { FleetLink } from './use-fleet-links.ts';

const HOUR = 3_600_000;
/** The newest of each environment; its own list has the rest. */
const FOUND = 50;

/** Each environment is online or not by itself: nothing waits for a connection here, and what fails is told. */
export const createFleetCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 },
    },
  });

/** The last 24 hours up to the end of this one. */
export const dayAt = (now: number): { from: Date; to: Date } => {
  const to = (Math.floor(now / HOUR) + 1) * HOUR;
  return { from: new Date(to - 24 * HOUR), to: new Date(to) };
};

/** What is asked of every environment. Keys begin with the environment's, so that what happens there makes only its own old. */
export const fleetQueries = {
  figures: (id: EnvironmentId, client: JobControlClient | undefined, { from, to }: { from: Date; to: Date }) =>
    queryOptions({
      queryKey: ['fleet', id, 'figures', from],
      queryFn: async ({ signal }) => {
        if (!client) throw new Error('not connected');
        const [trends, queues] = await Promise.all([
          client.insight.analytics({ from, to, bucket: 'hour', byType: false }, { signal }),
          client.insight.queueStatus(undefined, { signal }),
        ]);
        return { trends, slots: queues.items.reduce((sum, queue) => sum + queue.maxConcurrency, 0) };
      },
      enabled: client !== undefined,
      // What moves without an event, and what could not be had.
      refetchInterval: 60_000,
    }),
  search: ({ id, client, isUp }: FleetLink, query: string, timeZone: string) =>
    queryOptions({
      queryKey: ['fleet', id, 'search', query, timeZone],
      queryFn: async ({ signal }) => {
        const startedAt = Date.now();
        const page = await client.jobs.list({ query, timeZone, limit: FOUND }, { signal });
        return { page, ms: Math.max(0, Date.now() - startedAt) };
      },
      enabled: isUp && query !== '',
      gcTime: 10_000,
    }),
};

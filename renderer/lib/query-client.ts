import { QueryClient } from '@tanstack/react-query';
import { toCallError } from './errors.ts';

/** Errors that another try can't mend. */
const isFinal = (error: unknown): boolean => {
  const { status } = toCallError(error);
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
};

/** Events keep what is on screen true, so nothing is asked for again by time or focus. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'online', // as the connection says it, not as the browser guesses: see lib/live.ts
        retry: (count, error) => !isFinal(error) && count < 2,
        retryDelay: (count) => 300 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

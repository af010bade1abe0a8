import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRefresher } from '#renderer/lib/refresher.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('reads that events have made old', () => {
  function watch() {
    vi.useFakeTimers();
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    const refresher = createRefresher(queries, 1_000);
    const asked: string[] = [];
    const waiting: (() => void)[] = [];
    const read = (...queryKey: unknown[]) =>
      new QueryObserver(queries, {
        queryKey,
        queryFn: () => {
          asked.push(queryKey.join(' '));
          return new Promise((resolve) => waiting.push(() => resolve(null)));
        },
      }).subscribe(() => {});
    const answer = () => {
      for (const resolve of waiting.splice(0)) resolve();
      return vi.advanceTimersByTimeAsync(0);
    };
    return { refresher, asked, read, answer };
  }

  test('are asked for again by any beginning of their key, at most once a second', async () => {
    const { refresher, asked, read, answer } = watch();
    read('job', 'a', 'logs');
    read('job', 'b', 'logs');
    read('figures', 'counts');
    await answer();
    asked.length = 0;
    for (let n = 0; n < 100; n++) refresher.refresh(['job', 'a'], ['job', `x${n}`], ['figures']);
    await vi.advanceTimersByTimeAsync(60);
    expect(asked).toEqual(['job a logs', 'figures counts']);
    await answer();
    refresher.refresh(['figures']);
    await vi.advanceTimersByTimeAsync(900);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(3);
    refresher.close();
  });

  test('that are under way are left alone, and asked for after that', async () => {
    const { refresher, asked, read, answer } = watch();
    read('figures', 'counts');
    refresher.refresh(['figures']);
    await vi.advanceTimersByTimeAsync(60);
    expect(asked).toHaveLength(1);
    await answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(2);
    refresher.close();
  });
});

import type { InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** What is used of an infinite query whose pages are chained by cursors. */
interface PagedQuery<Row> {
  data: InfiniteData<{ items: Row[] }> | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage(): unknown;
}

export interface PagedRows<Row> {
  /** Those that are here. */
  rows: readonly Row[];
  /** With those that are still to come, as far as they are counted. */
  count: number;
  rowAt(index: number): Row | undefined;
  onVisible(first: number, last: number): void;
}

/**
 * Rows for a grid from pages that are chained by cursors: the next page is read when rows behind the last one come into view. `total` is
 * how many there are in all, where that is known: the grid is then as long as that from the beginning.
 */
export function usePagedRows<Row>(query: PagedQuery<Row>, total: number | undefined): PagedRows<Row> {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const [last, setLast] = useState(0);
  const isShort = hasNextPage && last >= rows.length - 1;
  useEffect(() => {
    if (isShort && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isShort, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const onVisible = useCallback((_first: number, to: number) => setLast(to), []);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  // One more than is here while nobody knows how many: it shows that there is more, and brings it.
  const count = hasNextPage ? Math.max(total ?? 0, rows.length + 1) : rows.length;
  return { rows, count, rowAt, onVisible };
}

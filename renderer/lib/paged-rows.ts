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

/** So far may a grid be longer than what was read: pages come one after another, and a jump to the end would wait for all of them. */
const AHEAD = 200;

/**
 * Rows for a grid from pages that are chained by cursors: the next page is read when rows behind the last one come into view. `total` is
 * how many there are in all, where that is known.
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
  // At least one more than is here: it shows that there is more, and brings it.
  const coming = Math.max(1, Math.min(AHEAD, (total ?? 0) - rows.length));
  const count = rows.length + (hasNextPage ? coming : 0);
  return { rows, count, rowAt, onVisible };
}

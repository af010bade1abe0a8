import { type QueryClient, type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Job, JobPage } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import type { Queries } from '#renderer/lib/queries.ts';
import type { ListChanges } from './list-changes.ts';
import { createPageInputs, type ListQuestion, PAGE_ROWS, type Snapshot } from './snapshot.ts';
import { useListChanges } from './use-list-changes.ts';
import { useSettledRange } from './use-settled-range.ts';

/** Rows around those in view that are asked for before they are needed. */
const MARGIN = 40;

export interface LiveList {
  /** What the rows on screen answer: the question before, while the answer to a new one is on its way. */
  snapshot: Snapshot | undefined;
  isOld: boolean;
  isLoading: boolean;
  /** Why the list could not be read, or a part of it. */
  error: unknown;
  retry(): void;
  count: number;
  rowAt(index: number): Job | undefined;
  /** The rows in view that are here. */
  visible: readonly Job[];
  onVisible(first: number, last: number): void;
  /** Rows from one place to another, both included, read where they aren't here. @throws what the server refuses */
  read(first: number, last: number): Promise<Job[]>;
  changes: ListChanges;
  /** Reads the list anew: what had changed is in it. */
  show(): void;
}

/** The pages of one snapshot: how they are asked for, and what is here of them. */
function openPages(snapshot: Snapshot, queries: Queries, cache: QueryClient) {
  const inputOf = createPageInputs(snapshot, (input) => cache.getQueryData(queries.jobPage(input, snapshot.number).queryKey)?.nextCursor);
  const optionsOf = (page: number) => queries.jobPage(inputOf(page), snapshot.number);
  return { snapshot, optionsOf, get: (page: number): JobPage | undefined => cache.getQueryData(optionsOf(page).queryKey) };
}

/** `here`: what can be shown; `read`: those of it that are this snapshot's own. */
const combinePages = (results: UseQueryResult<JobPage>[]) => ({
  here: results.map(({ data }) => data),
  read: results.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data)),
  error: results.find(({ isError }) => isError)?.error ?? null,
});

/** The value of the time before the last change. */
function usePrevious<Value>(value: Value): Value | undefined {
  const [pair, setPair] = useState<{ now: Value; before: Value | undefined }>({ now: value, before: undefined });
  if (pair.now === value) return pair.before;
  setPair({ now: value, before: pair.now });
  return pair.now;
}

/** A list of any length that keeps still: rows change in place, and what would come, go or move is counted until it is shown. */
export function useLiveList(question: ListQuestion, { enabled = true } = {}): LiveList {
  const { queries } = useConsole();
  const cache = useQueryClient();
  const taken = useQuery({ ...queries.jobSnapshot(question), enabled });
  const snapshot = taken.data;
  const total = useQuery(queries.snapshotTotal(snapshot)).data ?? snapshot?.total ?? 0;
  const { range, setRange } = useSettledRange();

  const pages = useMemo(() => snapshot && openPages(snapshot, queries, cache), [snapshot, queries, cache]);
  const before = usePrevious(pages);
  const first = Math.max(0, Math.floor((range.first - MARGIN) / PAGE_ROWS));
  const last = Math.min(Math.ceil(total / PAGE_ROWS) - 1, Math.floor((range.last + MARGIN) / PAGE_ROWS));
  const needed = pages ? Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n) : [];
  const results = useQueries({
    queries: needed.map((page) => ({
      ...(pages as NonNullable<typeof pages>).optionsOf(page),
      // Rows stay until those that take their place are here.
      placeholderData: () => (before?.snapshot.question === snapshot?.question ? before?.get(page) : undefined),
    })),
    combine: combinePages,
  });

  const rowAt = useCallback(
    (index: number) => {
      const page = Math.floor(index / PAGE_ROWS);
      return (results.here[page - first] ?? pages?.get(page))?.items[index % PAGE_ROWS];
    },
    [results, first, pages],
  );
  const latest = useRef({ needed, pages });
  latest.current = { needed, pages };
  const rowOf = useCallback((jobId: string) => {
    const here = latest.current;
    for (const page of here.needed) {
      const found = here.pages?.get(page)?.items.find((job) => job.jobId === jobId);
      if (found) return found;
    }
    return undefined;
  }, []);
  const { changes, see } = useListChanges(taken.isPlaceholderData ? undefined : snapshot, taken.isFetching, rowOf);
  useEffect(() => {
    for (const page of results.here) if (page) see(page.items);
  }, [results, see]);

  // A page that isn't full is the last one, whatever was counted.
  const short = results.read.findIndex((page) => page && page.items.length < PAGE_ROWS);
  const count = short < 0 ? total : (first + short) * PAGE_ROWS + (results.read[short]?.items.length ?? 0);
  const visible = useMemo(() => {
    const rows = Array.from({ length: Math.max(0, Math.min(range.last, count - 1) - range.first + 1) }, (_, n) => rowAt(range.first + n));
    return rows.filter((row) => row !== undefined);
  }, [range, count, rowAt]);
  return {
    snapshot,
    isOld: taken.isPlaceholderData,
    isLoading: taken.isPending && enabled,
    error: taken.error ?? results.error,
    retry() {
      if (taken.isError) void taken.refetch();
      void cache.refetchQueries({ queryKey: ['jobs', 'page'], predicate: ({ state }) => state.status === 'error' });
    },
    count,
    rowAt,
    visible,
    onVisible: setRange,
    async read(from, to) {
      if (!pages) return [];
      const numbers = Array.from(
        { length: Math.floor(to / PAGE_ROWS) - Math.floor(from / PAGE_ROWS) + 1 },
        (_, n) => Math.floor(from / PAGE_ROWS) + n,
      );
      const rows: Job[] = [];
      // One after another: the cursor of each leads to the next.
      for (const page of numbers) {
        const { items } = await cache.fetchQuery(pages.optionsOf(page));
        rows.push(...items.slice(Math.max(0, from - page * PAGE_ROWS), to - page * PAGE_ROWS + 1));
      }
      return rows;
    },
    changes,
    show: () => void taken.refetch(),
  };
}

import { useMemo } from 'react';
import { parseQuery } from '#contract/query/parse.ts';
import type { ListInput } from '#contract/schemas/job.ts';
import type { GridSort } from '#renderer/components/grid/DataGrid.tsx';
import type { ListQuestion } from '#renderer/lib/live-list/snapshot.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

type Sort = ListInput['sort'];
const sorts: readonly Sort[] = ['createdAt', 'updatedAt', 'priority', 'completedAt'];
const USUAL = { sort: 'createdAt', order: 'desc' } as const;

/** What the address asks for: the list's query and order, and the job whose panel is open. */
export function useListQuestion() {
  const url = useUrlState();
  const timeZone = useTimeZone();
  const query = (url.get('q') ?? '').trim();
  const sort = sorts.find((known) => known === url.get('sort')) ?? USUAL.sort;
  const order = url.get('order') === 'asc' ? 'asc' : url.get('order') === 'desc' ? 'desc' : USUAL.order;
  const question = useMemo<ListQuestion>(() => ({ query, timeZone, sort, order }), [query, timeZone, sort, order]);
  const isReadable = useMemo(() => parseQuery(query).problems.length === 0, [query]);
  function setOrder(next: { sort: Sort; order: ListInput['order'] }) {
    const isUsual = next.sort === USUAL.sort && next.order === USUAL.order;
    url.set(isUsual ? { sort: undefined, order: undefined } : next);
  }
  return {
    question,
    /** False for an address that somebody wrote by hand: the server isn't asked then. */
    isReadable,
    jobId: url.get('job'),
    setQuery: (next: string, options?: { replace: boolean }) => url.set({ q: next }, options),
    setOrder,
    /** By the head of a column. */
    setSort({ id, descending }: GridSort) {
      const known = sorts.find((each) => each === id);
      if (known) setOrder({ sort: known, order: descending ? 'desc' : 'asc' });
    },
    openJob: (jobId: string | undefined, options?: { replace: boolean }) => url.set({ job: jobId }, options),
  };
}

export type ListPage = ReturnType<typeof useListQuestion>;

import { useInfiniteQuery } from '@tanstack/react-query';
import type { BulkOperation, BulkResultPage } from '#contract/schemas/bulk.ts';
import { useConsole } from '#renderer/lib/console.ts';

export type BulkResult = BulkResultPage['items'][number];
export type Shown = 'all' | 'done' | 'refused';

const PAGE = 200;
/** While the operation works, results are read again as they come; longer lists wait for its end. */
const FOLLOWED_PAGES = 2;
const EVERY_MS = 1_000;

export const countShown = ({ done, succeeded, refused }: BulkOperation, shown: Shown): number =>
  shown === 'all' ? done : shown === 'done' ? succeeded : refused;

/** Whether there are more results than there were when the last page was read. */
function isBehind(pages: readonly BulkResultPage[], operation: BulkOperation, shown: Shown): boolean {
  if (pages.at(-1)?.nextCursor !== null) return false;
  if (operation.state === 'running' && pages.length > FOLLOWED_PAGES) return false;
  return pages.reduce((sum, { items }) => sum + items.length, 0) < countShown(operation, shown);
}

/** Results of an operation, page by page, and again when there are more of them. */
export function useResults(operation: BulkOperation, shown: Shown) {
  const { queries } = useConsole();
  const { bulkId } = operation;
  return useInfiniteQuery({
    ...queries.bulkResults({ bulkId, limit: PAGE, ...(shown === 'all' ? {} : { ok: shown === 'done' }) }),
    refetchInterval: ({ state }) => (isBehind(state.data?.pages ?? [], operation, shown) ? EVERY_MS : false),
  });
}

export type ResultsQuery = ReturnType<typeof useResults>;

/** All results, those included that were not read yet. `onRead` hears how many there are so far. @throws as the server refuses a page */
export async function readAllResults(query: ResultsQuery, onRead: (count: number) => void): Promise<BulkResult[]> {
  let { data, hasNextPage } = query;
  while (!data || hasNextPage) {
    const next = await query.fetchNextPage();
    if (next.error) throw next.error;
    ({ data, hasNextPage } = next);
    onRead(data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0);
  }
  return data.pages.flatMap(({ items }) => items);
}

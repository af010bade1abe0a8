import { type InfiniteData, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** A list that stays as it is while newer rows come, until somebody asks for them. */
export function useNewer(queryKey: QueryKey): { shownAt: number; show(): void } {
  const cache = useQueryClient();
  const [shownAt, setShownAt] = useState(0);
  return {
    shownAt,
    show() {
      // Only the first page is asked for again: the others come when somebody scrolls to them.
      cache.setQueryData<InfiniteData<unknown>>(
        queryKey,
        (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
      );
      void cache.invalidateQueries({ queryKey, exact: true });
      setShownAt(Date.now());
    },
  };
}

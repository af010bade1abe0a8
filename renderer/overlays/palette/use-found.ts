import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Job } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { rankJobs } from './rank-jobs.ts';
import { toQuery } from './read-input.ts';

/** Between keys of somebody who types. */
const DEBOUNCE_MS = 100;
/** What is known at once is shown without waiting longer for the server. */
const PATIENCE_MS = 600;

export interface Found {
  /** What the list is about; what is typed is ahead of it while the server is asked. */
  text: string;
  jobs: readonly Job[];
  /** How many jobs fit, as the list counts them; null while nobody asked. */
  total: { total: number; totalIsLowerBound: boolean } | null;
  /** The jobs came after the rest was shown: they go below it, so that nothing moves under the selection. */
  isLate: boolean;
}

const nothing = (text: string): Found => ({ text, jobs: [], total: null, isLate: false });

/**
 * The jobs that fit what is typed. All of a list is put up at once when the answer is there, and stays in its order until something else
 * is typed. Searches that are overtaken are aborted. `isAwaited`: Enter was pressed already, and is meant for the whole list.
 */
export function useFound(text: string, searches: boolean, isAwaited: boolean): { found: Found; isSearching: boolean } {
  const { queries } = useConsole();
  const isLive = useIsLive();
  const timeZone = useTimeZone();
  const [asked] = useDebouncedValue(text, DEBOUNCE_MS);
  const isAsking = searches && isLive && text !== '';
  const { data, isFetching, isError } = useQuery({
    ...queries.jobSearch(toQuery(asked), timeZone),
    enabled: isAsking && asked !== '',
  });
  const [found, setFound] = useState(() => nothing(''));
  const isSearching = isAsking && !isError && (text !== asked || isFetching || !data);

  useEffect(() => {
    if (isSearching) {
      if (isAwaited) return undefined;
      const timer = setTimeout(
        () => setFound((before) => (before.text === text ? before : { ...nothing(text), isLate: true })),
        PATIENCE_MS,
      );
      return () => clearTimeout(timer);
    }
    setFound((before) => {
      if (!isAsking || !data) return nothing(text);
      const isLate = before.text === text && before.isLate;
      return { text, jobs: rankJobs(data.jobs, text), total: data, isLate };
    });
    return undefined;
  }, [isSearching, isAsking, isAwaited, data, text]);
  return { found, isSearching };
}

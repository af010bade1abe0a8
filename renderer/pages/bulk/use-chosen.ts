import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { parseQuery } from '#contract/query/parse.ts';
import type { Selection } from '#renderer/lib/bulk-start/bulk-input.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { type SelectedJob, useSelection } from '#renderer/stores/selection.ts';
import { type Counts, countNamed } from './count-jobs.ts';
import { useIds } from './ids-store.ts';
import type { Way } from './selection.ts';
import { useStatusesNow } from './use-statuses-now.ts';

export interface Chosen {
  selection: Selection;
  counts: Counts | undefined;
  /** Counts are on their way; where they are not, and there are none, they are not to be had. */
  isComing: boolean;
  /** The counts are those of the selection before. */
  isOld: boolean;
  isFetching: boolean;
  error: unknown;
  retry(): void;
  /** Ids that no job has. */
  unknown: readonly string[];
}

function useByQuery(query: string, isOn: boolean): Chosen {
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const canBeRead = parseQuery(query).problems.length === 0;
  const { data, isPlaceholderData, isFetching, error, refetch } = useQuery({
    ...queries.jobCounts({ query, timeZone }),
    enabled: isOn && canBeRead,
  });
  return {
    selection: { query, timeZone },
    counts: canBeRead ? data : undefined,
    isComing: canBeRead,
    isOld: isPlaceholderData,
    isFetching,
    error,
    retry: () => void refetch(),
    unknown: [],
  };
}

function useByIds(isOn: boolean): Chosen {
  const { queries } = useConsole();
  const jobIds = useIds((store) => store.jobIds);
  const { data, isFetching, error, refetch } = useQuery({ ...queries.namedJobs(jobIds), enabled: isOn && jobIds.length > 0 });
  const { version, statusOf } = useStatusesNow(isOn && data ? jobIds.join() : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when statuses changed.
  const [jobs, unknown] = useMemo(() => {
    const jobs: SelectedJob[] = [];
    const unknown = [...(data?.unknown ?? [])];
    for (const { jobId, jobName, jobType, status: known } of data?.jobs ?? []) {
      const status = statusOf(jobId, known);
      if (status === null) unknown.push(jobId);
      else jobs.push({ jobId, jobName, jobType, status });
    }
    return [jobs, unknown];
  }, [data, version]);
  const counts = useMemo(() => (jobIds.length === 0 || data ? countNamed(jobs) : undefined), [jobIds, data, jobs]);
  return { selection: { jobs }, counts, isComing: true, isOld: false, isFetching, error, retry: () => void refetch(), unknown };
}

function useByHand(): Chosen {
  const byId = useSelection((store) => store.jobs);
  const jobs = useMemo(() => [...byId.values()], [byId]);
  const counts = useMemo(() => countNamed(jobs), [jobs]);
  return { selection: { jobs }, counts, isComing: false, isOld: false, isFetching: false, error: null, retry() {}, unknown: [] };
}

/** The jobs that are selected in this way, counted as they are now. */
export function useChosen(way: Way, query: string): Chosen {
  const byQuery = useByQuery(query, way === 'query');
  const byIds = useByIds(way === 'ids');
  const byHand = useByHand();
  return { query: byQuery, ids: byIds, hand: byHand }[way];
}

import { useQuery } from '@tanstack/react-query';
import { useConsole } from '#renderer/lib/console.ts';

export interface Firing {
  jobType: string;
  cronExpression: string;
  at: Date;
}

/** What fires next of each schedule that is on, soonest first. */
export function useNextFirings() {
  const { queries } = useConsole();
  const { data, error, isError, refetch } = useQuery(queries.schedules());
  const firings: Firing[] = (data?.items ?? [])
    .flatMap(({ jobType, cronExpression, nextRunAt, enabled }) =>
      enabled && nextRunAt ? [{ jobType, cronExpression, at: nextRunAt }] : [],
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return { firings, isKnown: data !== undefined, error: isError && !data ? error : null, refetch };
}

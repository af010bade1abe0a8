import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';

/** The place of a chart: as high before its figures are there, and where they can't be had. */
export function ChartSlot(props: { query: UseQueryResult<unknown>; what: string; height: number; children: ReactNode }) {
  const { query, what, height } = props;
  const isGone = query.isError && query.data === undefined;
  return (
    <div className="chart-slot" style={{ minHeight: height }}>
      {isGone ? (
        <ErrorState what={what} error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonBlock height={height} />
      ) : (
        props.children
      )}
    </div>
  );
}

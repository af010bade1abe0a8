import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useConsole } from '#renderer/lib/console.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { type RangeId, ranges, windowAt } from './windows.ts';

/** The figures of a range up to now, with the period before. They are asked for again when runs end, and when a bucket is over. */
export function useTrends(id: RangeId) {
  const { queries } = useConsole();
  const range = ranges[id];
  const now = useNow(range.bucketMs);
  const window = useMemo(() => windowAt(now, range), [now, range]);
  return useQuery(queries.analytics({ ...window, bucket: range.bucket, byType: false }));
}

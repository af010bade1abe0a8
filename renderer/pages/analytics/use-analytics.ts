import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useConsole } from '#renderer/lib/console.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { type Bucket, bucketsFor, isRangeId, type Period, periodOf, type RangeId, readSpan, usualBucket } from './period.ts';

const USUAL: RangeId = '7d';
const MINUTE = 60_000;

/** What the page is asked for, out of its address. */
export interface View {
  /** Null: a period of one's own. */
  range: RangeId | null;
  period: Period;
  before: Period;
  bucket: Bucket;
  buckets: Bucket[];
  /** Empty: all. */
  types: string[];
  compares: boolean;
  selection: Period | undefined;
  timeZone: string;
}

export function useView(): View {
  const url = useUrlState();
  const timeZone = useTimeZone();
  const now = useNow(MINUTE);
  const own = readSpan(url.get('span'));
  const asked = url.get('range');
  const range = own ? null : isRangeId(asked) ? asked : USUAL;
  const period = own ?? periodOf(range ?? USUAL, now, timeZone);
  const buckets = bucketsFor(period);
  const wanted = url.get('step') as Bucket | undefined;
  const bucket = wanted && buckets.includes(wanted) ? wanted : usualBucket(period);
  return {
    range,
    period,
    before: { from: period.from - (period.to - period.from), to: period.from },
    bucket,
    buckets,
    types: url.get('type')?.split(',').filter(Boolean) ?? [],
    compares: url.get('compare') !== 'off',
    selection: readSpan(url.get('chosen')),
    timeZone,
  };
}

/** The figures behind a view. */
export function useFigures(view: View) {
  const { queries } = useConsole();
  const { from, to } = view.period;
  const types = view.types.join();
  const input = useMemo(
    () => ({ from: new Date(from), to: new Date(to), ...(types ? { jobType: types.split(',') } : {}) }),
    [from, to, types],
  );
  const analytics = useQuery(queries.analytics({ ...input, bucket: view.bucket, timeZone: view.timeZone }));
  const failures = useQuery(queries.failures(input));
  const heatmap = useQuery(queries.heatmap({ ...input, timeZone: view.timeZone }));
  return { analytics, failures, heatmap };
}

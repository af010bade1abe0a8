import { dayOf, instantOf } from '#contract/query/zone.ts';
import type { Analytics } from '#contract/schemas/insight.ts';
import { DAY, HOUR } from '#renderer/components/charts/zoned-time.ts';

export type Bucket = Analytics['bucket'];
export type RangeId = '24h' | '7d' | '28d' | '90d';

export const rangeIds: readonly RangeId[] = ['24h', '7d', '28d', '90d'];
export const isRangeId = (text: string | undefined): text is RangeId => rangeIds.includes(text as RangeId);

const days: Record<Exclude<RangeId, '24h'>, number> = { '7d': 7, '28d': 28, '90d': 90 };

export const bucketMs: Record<Bucket, number> = { minute: 60_000, quarter: 15 * 60_000, hour: HOUR, day: DAY, week: 7 * DAY };

export interface Period {
  /** ms since the epoch; `to` is outside. */
  from: number;
  to: number;
}

/** The period of a range at a moment: whole hours up to the one in hand, or whole days of the zone up to today. */
export function periodOf(range: RangeId, now: number, timeZone: string): Period {
  if (range === '24h') {
    const to = (Math.floor(now / HOUR) + 1) * HOUR;
    return { from: to - DAY, to };
  }
  const start = (day: number) => instantOf(dayOf(new Date(now), timeZone, day), timeZone).getTime();
  return { from: start(1 - days[range]), to: start(1) };
}

/** Steps that make a chart of this period: at least a handful of bars, and not more than can be told apart. */
export function bucketsFor({ from, to }: Period): Bucket[] {
  const all: Bucket[] = ['minute', 'quarter', 'hour', 'day', 'week'];
  return all.filter((bucket) => {
    const bars = (to - from) / bucketMs[bucket];
    return bars >= 4 && bars <= 750;
  });
}

/** The step that is shown without asking: the one whose bars are nearest to a comfortable number. */
export function usualBucket(period: Period): Bucket {
  const COMFORTABLE = 60;
  const badness = (bucket: Bucket) => Math.abs(Math.log((period.to - period.from) / bucketMs[bucket] / COMFORTABLE));
  const [first = 'hour', ...others] = bucketsFor(period);
  return others.reduce((best, bucket) => (badness(bucket) < badness(best) ? bucket : best), first);
}

/** `from..to` in ms as it stands in the address; undefined where it doesn't read as a span. */
export function readSpan(text: string | undefined): Period | undefined {
  const [, from, to] = /^(\d{12,14})-(\d{12,14})$/.exec(text ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  return Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : undefined;
}

export const writeSpan = ({ from, to }: Period): string => `${from}-${to}`;

/** How much more, as a share of what was before; null where there was nothing to compare with. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / before;
}

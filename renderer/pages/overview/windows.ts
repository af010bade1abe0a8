import type { Analytics } from '#contract/schemas/insight.ts';

const MINUTE = 60_000;

export type RangeId = '1h' | '24h' | '7d';

interface Range {
  bucket: Analytics['bucket'];
  bucketMs: number;
  count: number;
}

/** What the trends show. Each is so many whole buckets, the one in hand among them, so that it moves on only when a bucket is over. */
export const ranges: Record<RangeId, Range> = {
  '1h': { bucket: 'minute', bucketMs: MINUTE, count: 60 },
  '24h': { bucket: 'quarter', bucketMs: 15 * MINUTE, count: 96 },
  '7d': { bucket: 'hour', bucketMs: 60 * MINUTE, count: 168 },
};

export const rangeIds = Object.keys(ranges) as RangeId[];
export const isRangeId = (text: string | undefined): text is RangeId => text !== undefined && Object.hasOwn(ranges, text);

export interface TimeWindow {
  from: Date;
  to: Date;
}

/** The window of a range at a moment: it ends with the bucket that the moment is in. */
export function windowAt(now: number, { bucketMs, count }: Range): TimeWindow {
  const to = (Math.floor(now / bucketMs) + 1) * bucketMs;
  return { from: new Date(to - count * bucketMs), to: new Date(to) };
}

type Point = Analytics['series'][number];

/** Sparse buckets as sums over equal parts of a window, for a small line. */
export function sumParts(points: readonly Point[], { from, to }: TimeWindow, parts: number, read: (point: Point) => number): number[] {
  const sums = new Array<number>(parts).fill(0);
  const length = to.getTime() - from.getTime();
  for (const point of points) {
    const part = Math.floor(((point.at.getTime() - from.getTime()) / length) * parts);
    if (part >= 0 && part < parts) sums[part] = (sums[part] ?? 0) + read(point);
  }
  return sums;
}

/** Completed of completed and failed, by equal parts of a window; parts in which nothing ended are left out. */
export function ratesOfParts(points: readonly Point[], window: TimeWindow, parts: number): number[] {
  const completed = sumParts(points, window, parts, (point) => point.completed);
  const failed = sumParts(points, window, parts, (point) => point.failed);
  return completed.flatMap((good, part) => {
    const all = good + (failed[part] ?? 0);
    return all > 0 ? [good / all] : [];
  });
}

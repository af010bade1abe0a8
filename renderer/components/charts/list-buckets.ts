import type { TimePoint } from './chart-props.ts';
import { addDays, DAY, startOfDay } from './zoned-time.ts';

export interface BucketSpan {
  /** ms since the epoch; `to` is outside. */
  from: number;
  to: number;
  bucketMs: number;
  /** An IANA name: buckets of whole days are days of its calendar, of 23 or 25 hours where clocks change. */
  timeZone: string;
}

/**
 * The edges of the buckets that cover a span, ascending, one more than there are buckets.
 * They lie where `known`, the beginning of any bucket, says; without it they count from midnight.
 */
export function listBuckets({ from, to, bucketMs, timeZone }: BucketSpan, known = startOfDay(from, timeZone)): number[] {
  const days = bucketMs / DAY;
  const step = (at: number, count: number) => (Number.isInteger(days) ? addDays(at, count * days, timeZone) : at + count * bucketMs);
  let first = step(known, Math.floor((from - known) / bucketMs));
  // A day of 23 or 25 hours between makes the guess one too many, or too few.
  while (first > from) first = step(first, -1);
  while (step(first, 1) <= from) first = step(first, 1);
  const edges = [first];
  for (let edge = first; edge < to; ) {
    edge = step(edge, 1);
    edges.push(edge);
  }
  return edges;
}

/** The bucket in which a moment lies; the first or last one for moments outside. */
export function findBucket(edges: readonly number[], at: number): number {
  let low = 0;
  let high = Math.max(edges.length - 2, 0);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The values of sparse points by series and bucket. What falls into one bucket adds up; what lies outside is left out. */
export function fillBuckets<Point extends TimePoint>(
  edges: readonly number[],
  points: readonly Point[],
  series: readonly ((point: Point) => number)[],
): number[][] {
  const filled = series.map(() => new Array<number>(Math.max(edges.length - 1, 0)).fill(0));
  const first = edges[0] ?? 0;
  const end = edges.at(-1) ?? 0;
  for (const point of points) {
    if (point.at < first || point.at >= end) continue;
    const bucket = findBucket(edges, point.at);
    series.forEach((read, n) => {
      const row = filled[n];
      if (row) row[bucket] = (row[bucket] ?? 0) + read(point);
    });
  }
  return filled;
}

import type { TimeLinesProps, TimeRange } from './chart-props.ts';
import { findBucket, listBuckets } from './list-buckets.ts';
import { DAY, HOUR } from './zoned-time.ts';

/** A value, null where the line breaks, undefined where it goes on to the next value. */
export type LineValue = number | null | undefined;

/** The width of a bucket by the smallest distance between points; a day is a day, of however many hours. */
export function guessBucket(points: readonly { at: number }[], span: TimeRange): number {
  let least = span.to - span.from;
  for (let n = 1; n < points.length; n++) {
    const distance = (points[n]?.at ?? 0) - (points[n - 1]?.at ?? 0);
    if (distance > 0) least = Math.min(least, distance);
  }
  const days = Math.round(least / DAY);
  return days > 0 && Math.abs(least - days * DAY) <= HOUR ? days * DAY : least;
}

/** Points on the buckets of a span: their edges, and the values by series and bucket. */
export function layLines({
  points,
  series,
  from,
  to,
  timeZone,
  bucketMs,
}: Pick<TimeLinesProps, 'points' | 'series' | 'from' | 'to' | 'timeZone' | 'bucketMs'>): { edges: number[]; lines: LineValue[][] } {
  const width = bucketMs ?? guessBucket(points, { from, to });
  const edges = listBuckets({ from, to, bucketMs: width, timeZone }, points[0]?.at);
  const lines = series.map(() => new Array<LineValue>(edges.length - 1).fill(undefined));
  for (const { at, values } of points) {
    if (at < (edges[0] ?? 0) || at >= (edges.at(-1) ?? 0)) continue;
    const bucket = findBucket(edges, at);
    lines.forEach((line, n) => {
      line[bucket] = values[n] ?? null;
    });
  }
  return { edges, lines };
}

/** Buckets whose value no line reaches: their neighbours are breaks. */
export function findLoners(line: ArrayLike<LineValue>): number[] {
  const loners: number[] = [];
  /** A value after a break, until another follows it. */
  let candidate = -1;
  let isAfterBreak = true;
  for (let bucket = 0; bucket < line.length; bucket++) {
    const value = line[bucket];
    if (value === undefined) continue;
    if (value === null) {
      if (candidate !== -1) loners.push(candidate);
      candidate = -1;
      isAfterBreak = true;
      continue;
    }
    candidate = isAfterBreak ? bucket : -1;
    isAfterBreak = false;
  }
  return candidate === -1 ? loners : [...loners, candidate];
}

import type { LineValue } from './line-buckets.ts';

/** So many points a line keeps its dashes and is painted in no time; thousands would be a band of noise, and slow. */
const MOST_POINTS = 400;

/**
 * Lines with at most `most` points: neighbours become one, at the middle of their moments, with the value among them that lies
 * farthest from their mean, so that a spike of one bucket stays. A break stays where all of them are breaks.
 */
export function thinLines(
  xs: readonly number[],
  lines: readonly LineValue[][],
  most = MOST_POINTS,
): { xs: number[]; lines: LineValue[][] } {
  const size = Math.ceil(xs.length / most);
  if (size <= 1) return { xs: [...xs], lines: [...lines] };
  const starts = Array.from({ length: Math.ceil(xs.length / size) }, (_, n) => n * size);
  const endOf = (start: number) => Math.min(start + size, xs.length);
  return {
    xs: starts.map((start) => ((xs[start] ?? 0) + (xs[endOf(start) - 1] ?? 0)) / 2),
    lines: lines.map((line) => starts.map((start) => pickValue(line, start, endOf(start)))),
  };
}

function pickValue(line: readonly LineValue[], start: number, end: number): LineValue {
  let sum = 0;
  let count = 0;
  let isBreak = false;
  for (let n = start; n < end; n++) {
    const value = line[n];
    if (value === null) isBreak = true;
    else if (value !== undefined) {
      sum += value;
      count++;
    }
  }
  if (count === 0) return isBreak ? null : undefined;
  const mean = sum / count;
  let picked = mean;
  let farthest = -1;
  for (let n = start; n < end; n++) {
    const value = line[n];
    if (value == null || Math.abs(value - mean) <= farthest) continue;
    picked = value;
    farthest = Math.abs(value - mean);
  }
  return picked;
}

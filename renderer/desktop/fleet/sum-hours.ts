import type { Analytics } from '#contract/schemas/insight.ts';

const HOUR = 3_600_000;

/** What failed in equal parts of so many hours since `from`; buckets in which nothing ended are left out by the server. */
export function sumHours(series: Analytics['series'], from: Date, parts: number, hours: number): number[] {
  const sums = new Array<number>(parts).fill(0);
  for (const { at, failed } of series) {
    const part = Math.floor(((at.getTime() - from.getTime()) / (hours * HOUR)) * parts);
    if (part >= 0 && part < parts) sums[part] = (sums[part] ?? 0) + failed;
  }
  return sums;
}

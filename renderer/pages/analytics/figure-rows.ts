import type { Analytics } from '#contract/schemas/insight.ts';

export const rowColumns = [
  'at',
  'jobType',
  'runs',
  'completed',
  'failed',
  'cancelled',
  'successRate',
  'durationP50Ms',
  'durationP95Ms',
  'durationP99Ms',
  'waitP50Ms',
  'waitP95Ms',
  'items',
  'itemsPerSecond',
];

/** The figures by step and type, flat, for a spreadsheet. */
export function toRows({ buckets }: Analytics): Record<string, unknown>[] {
  return buckets.map(({ durationMs, waitMs, ...rest }) => ({
    ...rest,
    durationP50Ms: durationMs.p50,
    durationP95Ms: durationMs.p95,
    durationP99Ms: durationMs.p99,
    waitP50Ms: waitMs.p50,
    waitP95Ms: waitMs.p95,
  }));
}

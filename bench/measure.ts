import { performance } from 'node:perf_hooks';

/** A distribution of durations, in milliseconds. */
export interface Percentiles {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;

export function percentiles(durations: readonly number[]): Percentiles {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** How long one call took, in milliseconds. */
export async function timed(call: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await call();
  return performance.now() - since;
}

/** Does `work` for 0 … count-1, so many at once. */
export async function atOnce(width: number, count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

/** A section of bench/results.md: a title, and a table. */
export interface Section {
  title: string;
  about: string;
  columns: string[];
  rows: (string | number)[][];
}

/** What a bench has found, for scripts/bench.mjs to read. */
export function report(sections: readonly Section[]): void {
  process.stdout.write(`\n#results ${JSON.stringify(sections)}\n`);
}

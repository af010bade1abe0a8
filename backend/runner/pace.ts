import { setTimeout as sleep } from 'node:timers/promises';

/** Holds a run to so many items a second: `wait(items)` resolves when the items before these have had their time. */
export function createPace(ratePerSecond: number | undefined): { wait(items: number, signal: AbortSignal): Promise<void> } {
  if (ratePerSecond === undefined) return { wait: async () => {} };
  let free = performance.now();
  return {
    async wait(items, signal) {
      const now = performance.now();
      const due = Math.max(free, now);
      free = due + (items / ratePerSecond) * 1_000;
      if (due > now) await sleep(due - now, undefined, { signal });
    },
  };
}

/** The type's own batch size, or what a rate limit lets through in a second where that is less: safe points stay close together. */
export function batchSizeFor(batchSize: number, ratePerSecond: number | undefined): number {
  return ratePerSecond === undefined ? batchSize : Math.max(1, Math.min(batchSize, Math.floor(ratePerSecond)));
}

/** Items a second over the last few seconds, as an exponential mean. */
export function createRateMeter(now: () => number = () => performance.now()): (items: number) => number | null {
  const HALF_LIFE_MS = 3_000;
  let last: number | undefined;
  let rate: number | null = null;
  return (items) => {
    const at = now();
    if (last !== undefined && at > last) {
      const current = (items / (at - last)) * 1_000;
      const weight = rate === null ? 1 : 1 - 0.5 ** ((at - last) / HALF_LIFE_MS);
      rate = (rate ?? 0) + (current - (rate ?? 0)) * weight;
    }
    last = at;
    return rate === null ? null : Math.round(rate * 100) / 100;
  };
}

import pLimit from 'p-limit';
import { orAbort, wait } from './wait.ts';

/** Keeps what one host gets within bounds: so many requests at once, so many starts a second. */
export interface HostLimits {
  /** Runs the task when the host has a place for it. Rejects at once when aborted, whether it waits or runs. */
  run<Value>(task: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
  /** The host asked for quiet: no request starts for so long. */
  holdFor(milliseconds: number): void;
}

/**
 * The pace is a few lines of our own. Bottleneck has had no release since 2019, and p-throttle aborts all that wait or none, while
 * here each job that waits must stop by its own signal.
 */
export function createHostLimits(concurrency: number, ratePerSecond: number): HostLimits {
  const limit = pLimit(concurrency);
  const interval = 1000 / ratePerSecond;
  let nextStart = 0;
  let heldUntil = 0;

  async function waitForTurn(signal: AbortSignal) {
    const now = Date.now();
    const start = Math.max(now, nextStart);
    nextStart = start + interval;
    if (start > now) await wait(start - now, signal);
    while (heldUntil > Date.now()) await wait(heldUntil - Date.now(), signal);
  }

  return {
    run(task, signal) {
      const turn = limit(async () => {
        signal.throwIfAborted();
        await waitForTurn(signal);
        return task();
      });
      return orAbort(turn, signal);
    },
    holdFor(milliseconds) {
      heldUntil = Math.max(heldUntil, Date.now() + milliseconds);
    },
  };
}

import type { ProgressSubscription } from '#contract/events/live.ts';

/** The server takes so many ids in one subscription. */
const MOST = 1_000;
const SETTLE_MS = 100;

export interface ProgressWatch {
  watch(jobIds: readonly string[]): () => void;
}

/** Asks for the progress of what is on screen and of nothing else, however many jobs run: scrolling changes the subscription, settled. */
export function createProgressWatch(subscribe: (subscription: ProgressSubscription) => void): ProgressWatch {
  const watchers = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = '';

  function tell(): void {
    timer = undefined;
    const jobIds = [...watchers.keys()].slice(-MOST).sort();
    const text = jobIds.join();
    if (text === told) return;
    told = text;
    subscribe(jobIds.length > 0 ? { jobIds } : { all: false });
  }
  const settle = () => {
    if (timer === undefined) timer = setTimeout(tell, SETTLE_MS);
  };
  return {
    watch(jobIds) {
      for (const jobId of jobIds) watchers.set(jobId, (watchers.get(jobId) ?? 0) + 1);
      settle();
      return () => {
        for (const jobId of jobIds) {
          const left = (watchers.get(jobId) ?? 1) - 1;
          if (left > 0) watchers.set(jobId, left);
          else watchers.delete(jobId);
        }
        settle();
      };
    },
  };
}

import type { Job } from '#contract/schemas/job.ts';

const EVERY_MS = 1_000;
/** Jobs that are asked for at once, and those that may wait for it. */
const BATCH = 20;
const MOST_WAITING = 200;

/**
 * Looks up jobs by their ids, a batch a second at most, whatever is asked of it. `onMany` is called when more wait than it will ever get
 * to in useful time. A batch that fails is given up: what it was asked for is not known then.
 */
export function createJobLookups(options: {
  find(jobIds: readonly string[], signal: AbortSignal): Promise<readonly Job[]>;
  onFound(jobs: readonly Job[]): void;
  onMany(): void;
}): { add(jobId: string): void; close(): void } {
  const { find, onFound, onMany } = options;
  const waiting = new Set<string>();
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    const batch = [...waiting].slice(0, BATCH);
    for (const jobId of batch) waiting.delete(jobId);
    try {
      const jobs = await find(batch, stop.signal);
      if (!stop.signal.aborted) onFound(jobs);
    } catch {
      if (!stop.signal.aborted) onMany();
    }
    timer = undefined;
    if (waiting.size > 0) schedule();
  }
  function schedule(): void {
    timer ??= setTimeout(run, EVERY_MS);
  }
  return {
    add(jobId) {
      if (waiting.size >= MOST_WAITING) return onMany();
      waiting.add(jobId);
      schedule();
    },
    close() {
      stop.abort();
      clearTimeout(timer);
      waiting.clear();
    },
  };
}

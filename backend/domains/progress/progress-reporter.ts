import type { ProgressUpdate } from './progress-update.ts';

/** How often a process tells what changed: each run's newest value, however fast it reports. */
const FLUSH_MS = 200;
/** How often it tells all of it again, for a process that serves clients and has just started, or missed some. */
const REPEAT_MS = 5_000;
const LONGEST_MESSAGE = 300;

export interface ProgressReporter {
  report(update: ProgressUpdate): void;
  /** The run is over: nothing more is told of it. */
  end(run: { jobId: string; ticket: number }): void;
  close(): void;
}

/** Holds one value for each run, whatever their rate: memory is bound by the number of runs in hand. */
export function createProgressReporter(deps: {
  publish(updates: readonly ProgressUpdate[]): Promise<void>;
  onError(error: Error): void;
}): ProgressReporter {
  const newest = new Map<string, ProgressUpdate>();
  const changed = new Set<string>();
  let publishing = false;
  let repeatAt = performance.now() + REPEAT_MS;

  const timer = setInterval(async () => {
    if (performance.now() >= repeatAt) {
      repeatAt = performance.now() + REPEAT_MS;
      for (const jobId of newest.keys()) changed.add(jobId);
    }
    if (publishing || changed.size === 0) return;
    const updates = [...changed].map((jobId) => newest.get(jobId) as ProgressUpdate);
    changed.clear();
    publishing = true;
    try {
      await deps.publish(updates);
    } catch (error) {
      deps.onError(error as Error); // newer values follow, and all of them are repeated
    } finally {
      publishing = false;
    }
  }, FLUSH_MS);

  return {
    report(update) {
      const message = update.message?.slice(0, LONGEST_MESSAGE) ?? null;
      newest.set(update.jobId, { ...update, message });
      changed.add(update.jobId);
    },
    end({ jobId, ticket }) {
      if (newest.get(jobId)?.ticket !== ticket) return;
      newest.delete(jobId);
      changed.delete(jobId);
    },
    close: () => clearInterval(timer),
  };
}

import type { EnvironmentState } from '#contract/events/live.ts';
import type { QueueStatusList } from '#contract/schemas/insight.ts';
import type { Job } from '#contract/schemas/job.ts';

type Queue = QueueStatusList['items'][number];

export type WaitReason =
  /** Nobody told it to start yet: asked for later, or resting after a failed attempt. */
  | { kind: 'later' | 'backoff'; at: Date }
  | { kind: 'noWorkers' }
  /** All slots of its type are taken; so many jobs go before it. */
  | { kind: 'slots'; slots: number; ahead: number | null }
  /** There is room, and others go before it. */
  | { kind: 'turn'; ahead: number }
  | { kind: 'next' };

/** Why a pending job waits, as far as is known; null for another status, or while nothing is known. `ahead` counts the jobs that go before it. */
export function findWaitReason(
  job: Pick<Job, 'status' | 'nextAttemptAt' | 'attempt' | 'jobType'>,
  known: { queue: Queue | undefined; workers: EnvironmentState['workers'] | undefined; ahead: number | null; now: number },
): WaitReason | null {
  const { queue, workers, ahead, now } = known;
  if (job.status !== 'pending') return null;
  if (job.nextAttemptAt && +job.nextAttemptAt > now) return { kind: job.attempt > 1 ? 'backoff' : 'later', at: job.nextAttemptAt };
  if (!workers || !queue) return null;
  if (!workers.some((worker) => worker.jobTypes.includes(job.jobType))) return { kind: 'noWorkers' };
  if ((queue.counts.running ?? 0) >= queue.maxConcurrency) return { kind: 'slots', slots: queue.maxConcurrency, ahead };
  return ahead ? { kind: 'turn', ahead } : { kind: 'next' };
}

import limitConcurrency from 'p-limit';
import type { JobControlClient } from '#contract/contract.ts';
import type { Job } from '#contract/schemas/job.ts';
import { toCallError } from './errors.ts';

/** Enough to hide the round trip, and few enough that a person's own actions don't wait behind them. */
const AT_ONCE = 8;

export interface LookedUp {
  /** In the order in which they were named. */
  jobs: Job[];
  /** Ids that no job has. */
  unknown: string[];
}

/** The jobs that have these ids. @throws what the server refuses, but for ids that it does not know */
export async function lookUpJobs(client: JobControlClient, jobIds: readonly string[], signal: AbortSignal): Promise<LookedUp> {
  const limit = limitConcurrency(AT_ONCE);
  const find = async (jobId: string): Promise<Job | null> => {
    signal.throwIfAborted();
    try {
      return await client.jobs.get({ jobId }, { signal });
    } catch (error) {
      if (toCallError(error).code === 'NOT_FOUND') return null;
      throw error;
    }
  };
  const found = await Promise.all(jobIds.map((jobId) => limit(find, jobId)));
  return { jobs: found.filter((job) => job !== null), unknown: jobIds.filter((_, n) => found[n] === null) };
}

import type { JobControlClient } from '#contract/contract.ts';
import { quote } from '#contract/query/quote.ts';
import type { Input, MissedFailures } from './inputs.ts';
import type { RunningJob } from './state.ts';
import { incidentQuery } from './word-notice.ts';

/** A query may have so many values, and so many characters. */
const MOST_IDS = 50;
const LONGEST = 900;
/** Jobs on a page, as the contract allows. */
const PAGE = 200;

/** Ids as values of queries, as many in one as it takes. */
function queriesFor(jobIds: readonly string[]): string[] {
  const queries: string[][] = [[]];
  for (const id of jobIds) {
    const last = queries.at(-1) as string[];
    if (last.length >= MOST_IDS || last.join(',').length + id.length + 3 > LONGEST) queries.push([quote(id)]);
    else last.push(quote(id));
  }
  return queries.filter((ids) => ids.length > 0).map((ids) => `id:${ids.join(',')}`);
}

/** Priorities of jobs, by their ids. */
export async function askPriorities(client: JobControlClient, jobIds: readonly string[]): Promise<Map<string, number>> {
  // An id is found within others too; those don't matter.
  const pages = await Promise.all(queriesFor(jobIds).map((query) => client.jobs.list({ query, limit: PAGE })));
  return new Map(pages.flatMap(({ items }) => items.map(({ jobId, priority }) => [jobId, priority])));
}

/** What runs now. */
export async function askRunning(client: JobControlClient): Promise<Omit<RunningJob, 'isTold'>[]> {
  const { items } = await client.jobs.list({ status: ['running'], limit: PAGE });
  return items.map(({ jobId, jobName, jobType, priority, runningSince, updatedAt }) => ({
    jobId,
    jobName,
    jobType,
    priority,
    since: (runningSince ?? updatedAt).getTime(),
  }));
}

/** Which jobs failed with the signature since then, and are failed still. */
export async function askFailed(client: JobControlClient, signature: string, since: number): Promise<{ jobIds: string[]; total: number }> {
  const query = `${incidentQuery(signature)} finished:>=${new Date(since).toISOString()}`;
  const { items, total } = await client.jobs.list({ query, limit: PAGE });
  return { jobIds: items.map(({ jobId }) => jobId), total };
}

/** What ended in a stretch of time, in counts. */
export async function askGap(
  client: JobControlClient,
  from: number,
): Promise<Pick<Extract<Input, { kind: 'gap' }>, 'failures' | 'completed'>> {
  const [groups, completed] = await Promise.all([
    client.insight.failures({ from: new Date(from) }),
    client.jobs.counts({ query: `status:completed finished:>=${new Date(from).toISOString()}` }),
  ]);
  const failures = groups.items.map(
    ({ signature, jobs, retryable, jobTypes, sampleMessage, firstAt, lastAt, sampleJobId }): MissedFailures => ({
      signature,
      // Attempts that failed and were tried again with success are no failed jobs.
      jobs: Math.min(jobs, retryable),
      jobTypes,
      message: sampleMessage,
      firstAt: firstAt.getTime(),
      lastAt: lastAt.getTime(),
      sampleJobId,
    }),
  );
  return { failures, completed: completed.total };
}

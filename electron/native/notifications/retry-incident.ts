import { setTimeout as sleep } from 'node:timers/promises';
import type { JobControlClient } from '#contract/contract.ts';

const ASK_EVERY_MS = 300;
const WAIT_MS = 30_000;

export interface RetryResult {
  all: number;
  succeeded: number;
  /** It goes on, longer than a person waits for a notification. */
  isUnfinished: boolean;
}

/** Retries an incident's failed jobs as one bulk action, and waits for what comes of it. @throws as the server refuses it */
export async function retryIncident(
  client: JobControlClient,
  jobs: { jobIds: string[] } | { query: string },
  waitMs = WAIT_MS,
): Promise<RetryResult> {
  const of = 'query' in jobs ? { filter: { query: jobs.query } } : { jobIds: jobs.jobIds };
  const { bulkId, matched } = await client.bulk.start({ action: 'retry', ...of });
  if (bulkId === null) return { all: matched, succeeded: 0, isUnfinished: false };
  for (const end = performance.now() + waitMs; ; ) {
    const { state, succeeded } = await client.bulk.get({ bulkId });
    if (state !== 'running' || performance.now() > end) return { all: matched, succeeded, isUnfinished: state === 'running' };
    await sleep(ASK_EVERY_MS);
  }
}

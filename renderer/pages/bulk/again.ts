import { isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction, JobStatus } from '#contract/schemas/job.ts';
import type { SelectedJob } from '#renderer/stores/selection.ts';
import type { BulkResult } from './use-results.ts';

export interface Again {
  /** Jobs of the operation that are failed now: a retry may mend them. */
  failed: SelectedJob[];
  /** Jobs that refused the action and would take it now. */
  refused: SelectedJob[];
}

/** What of an operation is worth another try, by the statuses that its jobs have now. */
export function findAgain(
  action: ControlAction,
  results: readonly BulkResult[],
  statusOf: (jobId: string, known: JobStatus | null) => JobStatus | null,
): Again {
  const again: Again = { failed: [], refused: [] };
  for (const { jobId, jobName, jobType, ok, currentStatus } of results) {
    const status = statusOf(jobId, currentStatus);
    if (status === null || jobType === null) continue;
    const job = { jobId, jobName: jobName ?? jobId, jobType, status };
    // Of a retry, a failed job that refused it is in the first list alone.
    if (status === 'failed') again.failed.push(job);
    if (!ok && isAllowed(action, status) && !(action === 'retry' && status === 'failed')) again.refused.push(job);
  }
  return again;
}

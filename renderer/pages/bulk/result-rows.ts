import type { JobStatus } from '#contract/schemas/job.ts';
import type { BulkResult } from './use-results.ts';

export const resultColumns = ['jobId', 'jobName', 'jobType', 'result', 'statusAfter', 'statusNow', 'errorCode', 'errorMessage'];

/** Results flat, for a spreadsheet. */
export const toRows = (
  results: readonly BulkResult[],
  statusOf: (jobId: string, known: JobStatus | null) => JobStatus | null,
): Record<string, unknown>[] =>
  results.map(({ jobId, jobName, jobType, ok, status, currentStatus, error }) => ({
    jobId,
    jobName,
    jobType,
    result: ok ? 'done' : 'refused',
    statusAfter: status,
    statusNow: statusOf(jobId, currentStatus) ?? (error?.code === 'NOT_FOUND' ? null : 'deleted'),
    errorCode: error?.code,
    errorMessage: error?.message,
  }));

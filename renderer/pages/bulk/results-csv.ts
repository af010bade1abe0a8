import type { JobStatus } from '#contract/schemas/job.ts';
import type { BulkResult } from './use-results.ts';

const columns = ['jobId', 'jobName', 'jobType', 'result', 'statusAfter', 'statusNow', 'errorCode', 'errorMessage'];

/** Results as CSV for spreadsheets: a cell that they would take for a formula is made text. */
export async function writeResultsCsv(
  results: readonly BulkResult[],
  statusOf: (jobId: string, known: JobStatus | null) => JobStatus | null,
): Promise<string> {
  // Its browser build brings a Buffer along: loaded when somebody exports.
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  const rows = results.map(({ jobId, jobName, jobType, ok, status, currentStatus, error }) => ({
    jobId,
    jobName,
    jobType,
    result: ok ? 'done' : 'refused',
    statusAfter: status,
    statusNow: statusOf(jobId, currentStatus) ?? (error?.code === 'NOT_FOUND' ? '' : 'deleted'),
    errorCode: error?.code,
    errorMessage: error?.message,
  }));
  return stringify(rows, { header: true, columns, escape_formulas: true });
}

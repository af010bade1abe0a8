import { describe, expect, test } from 'vitest';
import type { JobStatus } from '#contract/schemas/job.ts';
import { writeCsv } from '#renderer/lib/csv.ts';
import { findAgain } from '#renderer/pages/bulk/again.ts';
import { resultColumns, toRows } from '#renderer/pages/bulk/result-rows.ts';
import type { BulkResult } from '#renderer/pages/bulk/use-results.ts';

const asRead = (_jobId: string, known: JobStatus | null) => known;
const result = (jobId: string, ok: boolean, currentStatus: JobStatus | null, more: Partial<BulkResult> = {}): BulkResult => ({
  jobId,
  jobName: currentStatus && `Job ${jobId}`,
  jobType: currentStatus && 'quran',
  ok,
  status: currentStatus,
  currentStatus,
  ...(ok ? {} : { error: { code: 'CONFLICT', message: `${jobId} is ${currentStatus}`, data: {} } }),
  ...more,
});
const ids = (jobs: readonly { jobId: string }[]) => jobs.map(({ jobId }) => jobId);

describe('the results of a bulk action', () => {
  test('are worth another try where a job is failed now, or would take now what it refused', () => {
    const results = [
      result('a', true, 'failed'),
      result('b', true, 'completed'),
      result('c', false, 'running'),
      result('d', false, 'completed'),
      result('e', false, null),
    ];
    const again = findAgain('pause', results, asRead);
    expect([ids(again.failed), ids(again.refused)]).toEqual([['a'], ['c']]);
    expect(again.failed[0]).toEqual({ jobId: 'a', jobName: 'Job a', jobType: 'quran', status: 'failed' });
  });

  test('count a failed job that refused a retry once', () => {
    const again = findAgain('retry', [result('a', false, 'failed'), result('b', false, 'cancelled')], asRead);
    expect([ids(again.failed), ids(again.refused)]).toEqual([['a'], ['b']]);
  });

  test('follow what events told since they were read', () => {
    const told = (jobId: string, known: JobStatus | null) => (jobId === 'a' ? 'failed' : jobId === 'b' ? null : known);
    const again = findAgain('retry', [result('a', true, 'pending'), result('b', true, 'failed')], told);
    expect(ids(again.failed)).toEqual(['a']);
  });

  test('become CSV in which no cell is a formula', async () => {
    const rows = toRows(
      [
        result('a', true, 'pending', { jobName: '=HYPERLINK("http://evil")' }),
        result('b', false, 'completed'),
        result('c', true, null),
        result('d', false, null, { error: { code: 'NOT_FOUND', message: 'There is no job d', data: {} } }),
      ],
      asRead,
    );
    const csv = await writeCsv(rows, resultColumns);
    expect(csv.split('\n')).toEqual([
      'jobId,jobName,jobType,result,statusAfter,statusNow,errorCode,errorMessage',
      `a,"'=HYPERLINK(""http://evil"")",quran,done,pending,pending,,`,
      'b,Job b,quran,refused,completed,completed,CONFLICT,b is completed',
      'c,,,done,,deleted,,',
      'd,,,refused,,,NOT_FOUND,There is no job d',
      '',
    ]);
  });
});

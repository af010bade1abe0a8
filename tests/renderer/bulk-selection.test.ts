import { describe, expect, test } from 'vitest';
import { BulkInput } from '#contract/schemas/bulk.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { makeBulkInput } from '#renderer/lib/bulk-start/bulk-input.ts';
import { countIn, countNamed, countTouched } from '#renderer/pages/bulk/count-jobs.ts';
import { MOST_IDS, parseIds } from '#renderer/pages/bulk/parse-ids.ts';

const job = (jobId: string, jobType: string, status: JobStatus) => ({ jobId, jobName: jobId, jobType, status });
const jobs = [
  job('q1', 'quran', 'failed'),
  job('q2', 'quran', 'failed'),
  job('q3', 'quran', 'running'),
  job('a1', 'audio', 'paused'),
  job('a2', 'audio', 'completed'),
  job('a3', 'audio', 'cancelled'),
];
const choices = { reason: '', from: 'checkpoint', priority: 3 } as const;

describe('a selection for a bulk action', () => {
  test('is counted by type and status as the server counts it', () => {
    const counts = countNamed(jobs);
    expect(counts).toEqual({
      items: [
        { jobType: 'quran', counts: { failed: 2, running: 1 } },
        { jobType: 'audio', counts: { paused: 1, completed: 1, cancelled: 1 } },
      ],
      total: 6,
    });
    expect(countIn(counts, ['failed', 'cancelled'])).toBe(3);
    expect(countIn(counts, ['failed', 'cancelled'], 'audio')).toBe(1);
    expect(countIn(countNamed([]), ['failed'])).toBe(0);
  });

  test('is touched by an action as far as its statuses allow it', () => {
    const counts = countNamed(jobs);
    const touched = (['retry', 'priority_change', 'pause', 'cancel', 'delete', 'resume'] as const).map((each) =>
      countTouched(counts, each),
    );
    expect(touched).toEqual([3, 2, 1, 2, 4, 1]);
  });

  test('of named jobs becomes the ids of those that allow the action', () => {
    expect(makeBulkInput({ jobs }, 'retry', choices)).toEqual({ action: 'retry', jobIds: ['q1', 'q2', 'a3'], from: 'checkpoint' });
    expect(makeBulkInput({ jobs }, 'resume', { ...choices, reason: ' back ' })).toEqual({
      action: 'resume',
      jobIds: ['a1'],
      reason: 'back',
    });
  });

  test('by query becomes a filter for the statuses that allow the action', () => {
    const selection = { query: 'type:quran', timeZone: 'Asia/Riyadh' };
    const input = makeBulkInput(selection, 'priority_change', choices);
    expect(input).toEqual({
      action: 'priority_change',
      filter: { query: 'type:quran', timeZone: 'Asia/Riyadh', status: ['pending', 'running', 'paused'] },
      priority: 3,
    });
    expect(BulkInput.safeParse(input).success).toBe(true);
  });
});

describe('ids in a text', () => {
  test('are found whatever stands between them, each once', () => {
    const text = 'quran-mw1-aa, "prayer-2.b"\n[audio_3];quran-mw1-aa\tsee http-4. Then (x)';
    expect(parseIds(text)).toEqual({ jobIds: ['quran-mw1-aa', 'prayer-2.b', 'audio_3', 'see', 'http-4', 'Then', 'x'], left: 0 });
    expect(parseIds(' \n,')).toEqual({ jobIds: [], left: 0 });
  });

  test('are cut where there are too many, and what is too long is none', () => {
    const many = Array.from({ length: MOST_IDS + 5 }, (_, n) => `job-${n}`).join('\n');
    const { jobIds, left } = parseIds(many);
    expect([jobIds.length, left]).toEqual([MOST_IDS, 5]);
    expect(parseIds('a'.repeat(256)).jobIds).toEqual([]);
  });
});

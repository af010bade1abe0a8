import { describe, expect, test } from 'vitest';
import type { DurableEvent } from '#contract/events/durable.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { Job, JobStatus, ListInput } from '#contract/schemas/job.ts';
import { createListChanges } from '#renderer/lib/live-list/list-changes.ts';
import { createPageInputs, PAGE_ROWS, type Snapshot } from '#renderer/lib/live-list/snapshot.ts';

const taken = new Date('2026-03-12T12:00:00Z');
const later = new Date('2026-03-12T12:05:00Z');

const job = (jobId: string, status: JobStatus, more: Partial<Job> = {}): Job => ({
  jobId,
  jobType: 'quran',
  jobName: 'Quran text',
  status,
  priority: 5,
  progressPercentage: 0,
  progress: { done: 0, total: null, message: null, ratePerSecond: null, etaSeconds: null },
  startedAt: null,
  pausedAt: null,
  completedAt: null,
  cancelledAt: null,
  endedAt: null,
  runningSince: null,
  runMs: 0,
  waitMs: null,
  errorMessage: null,
  errorSignature: null,
  metadata: {},
  params: {},
  result: null,
  attempt: 1,
  nextAttemptAt: null,
  seq: 1,
  allowedActions: allowedActions(status),
  createdAt: new Date(taken.getTime() - 60_000),
  updatedAt: taken,
  ...more,
});

const went = (jobId: string, previousStatus: JobStatus | null, status: JobStatus, errorMessage?: string): DurableEvent => ({
  event: 'job:status',
  payload: { seq: 9, at: later, jobId, jobType: 'quran', status, previousStatus, ...(errorMessage ? { errorMessage } : {}) },
});
const acted = (jobId: string, action: string, result: string, priority?: number): DurableEvent => ({
  event: 'job:action',
  payload: { seq: 9, at: later, jobId, action, performedBy: 'anna', result, ...(priority ? { priority } : {}) },
});

function follow(query: string, { rows = [], sort = 'createdAt' }: { rows?: Job[]; sort?: ListInput['sort'] } = {}) {
  const looked: string[] = [];
  const changes = createListChanges({
    conditions: resolveQuery(parseQuery(query).terms, { now: taken, timeZone: 'UTC' }),
    sort,
    before: taken,
    rowOf: (jobId) => rows.find((row) => row.jobId === jobId),
    lookUp: (jobId) => looked.push(jobId),
  });
  const told = () => {
    const { created, gone, moved } = changes.current();
    return { created: [...created], gone: [...gone], moved: [...moved] };
  };
  return { ...changes, told, looked };
}

describe('what events do to a list that keeps still', () => {
  test('a job that is made is new, and no longer when it does not fit any more', () => {
    const list = follow('status:pending,running');
    list.receive(went('a', null, 'pending'));
    list.receive(went('a', 'pending', 'running'));
    expect(list.told()).toEqual({ created: ['a'], gone: [], moved: [] });
    list.receive(went('a', 'running', 'completed'));
    expect(list.told()).toEqual({ created: [], gone: [], moved: [] });
  });

  test('a row that no longer fits is gone, and comes back when it fits again', () => {
    const rows = [job('a', 'failed')];
    const list = follow('status:running', { rows });
    list.receive(went('a', 'running', 'failed'));
    expect(list.told().gone).toEqual(['a']);
    rows[0] = job('a', 'running');
    list.receive(went('a', 'pending', 'running'));
    expect(list.told().gone).toEqual([]);
  });

  test('status and type alone are judged by the event, without asking the server', () => {
    const list = follow('status:failed type:quran');
    list.receive(went('a', 'running', 'failed'));
    list.receive(went('b', 'pending', 'running'));
    list.receive(went('c', 'failed', 'pending'));
    expect(list.told()).toEqual({ created: ['a'], gone: ['c'], moved: [] });
    expect(list.looked).toEqual([]);
  });

  test('what the event does not say is looked up, and judged by what the job was before it', () => {
    const list = follow('status:failed error:rate');
    list.receive(went('a', 'running', 'failed', '429 rate limit'));
    list.receive(went('b', 'pending', 'running'));
    expect(list.looked).toEqual(['a']);
    list.judge(job('a', 'failed', { errorMessage: '429 rate limit' }));
    expect(list.told().created).toEqual(['a']);
  });

  test('a row that is deleted is gone; without a query, so is one that is not in view', () => {
    const list = follow('', { rows: [job('a', 'failed')] });
    list.receive(acted('a', 'delete', 'deleted'));
    list.receive(acted('b', 'delete', 'deleted'));
    expect(list.told().gone).toEqual(['a', 'b']);
  });

  test('a change of priority moves a row only where the list is in that order', () => {
    const rows = [job('a', 'running', { priority: 1 })];
    const byPriority = follow('', { rows, sort: 'priority' });
    byPriority.receive(acted('a', 'priority_change', 'running', 1));
    expect(byPriority.told().moved).toEqual(['a']);
    const byCreation = follow('', { rows });
    byCreation.receive(acted('a', 'priority_change', 'running', 1));
    expect(byCreation.told().moved).toEqual([]);
  });

  test('what a page brings is not new any more, and too much is many', () => {
    const list = follow('');
    for (let n = 0; n <= 1_000; n += 1) list.receive(went(`j${n}`, null, 'pending'));
    expect(list.current().isMany).toBe(true);
    list.see([job('j0', 'pending')]);
    expect(list.current().created.has('j0')).toBe(false);
  });
});

describe('pages of a snapshot', () => {
  const snapshot: Snapshot = {
    number: 1,
    question: { query: 'status:failed', timeZone: 'UTC', sort: 'createdAt', order: 'desc' },
    before: taken,
    total: 900,
    totalIsLowerBound: false,
  };

  test('are asked for by the cursor of the page before, or by a jump, and always in the same way', () => {
    const cursors = new Map<unknown, string>();
    const inputOf = createPageInputs(snapshot, (input) => cursors.get(input));
    const base = { query: 'status:failed', timeZone: 'UTC', to: taken, sort: 'createdAt', order: 'desc', limit: PAGE_ROWS };
    expect(inputOf(0)).toEqual(base);
    const fifth = inputOf(5);
    expect(fifth).toEqual({ ...base, skip: 500 });
    cursors.set(fifth, 'after five');
    expect(inputOf(6)).toEqual({ ...base, cursor: 'after five' });
    cursors.clear();
    expect(inputOf(6)).toEqual({ ...base, cursor: 'after five' });
  });
});

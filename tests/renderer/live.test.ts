import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DurableEvent } from '#contract/events/durable.ts';
import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { Job, JobPage } from '#contract/schemas/job.ts';
import { createLive } from '#renderer/lib/live.ts';
import { createQueryClient } from '#renderer/lib/query-client.ts';
import { resetConnection, useConnection } from '#renderer/stores/connection.ts';
import { clearNotices, useNotices } from '#renderer/stores/notices.ts';

const at = new Date('2026-03-14T10:00:00Z');
const job = (jobId: string, more: Partial<Job> = {}): Job => ({
  ...{ jobId, jobType: 'quran', jobName: `Job ${jobId}`, status: 'running', priority: 5, progressPercentage: 40 },
  progress: { done: 4, total: 10, message: null, ratePerSecond: null, etaSeconds: null },
  ...{ startedAt: at, pausedAt: null, completedAt: null, cancelledAt: null, endedAt: null, runningSince: at },
  ...{ runMs: 0, waitMs: 0, errorMessage: null, errorSignature: null, metadata: {}, params: {}, result: null },
  ...{ attempt: 1, nextAttemptAt: null, seq: 10, allowedActions: allowedActions('running'), createdAt: at, updatedAt: at },
  ...more,
});
type StatusEvent = Extract<DurableEvent, { event: 'job:status' }>['payload'];
type ActionEvent = Extract<DurableEvent, { event: 'job:action' }>['payload'];
const status = (seq: number, jobId: string, next: StatusEvent['status'], more: Partial<StatusEvent> = {}): DurableEvent => ({
  event: 'job:status',
  payload: { seq, at: new Date(at.getTime() + seq * 1_000), jobId, jobType: 'quran', status: next, previousStatus: 'running', ...more },
});
const action = (seq: number, more: Partial<ActionEvent> = {}): DurableEvent => ({
  event: 'job:action',
  payload: { seq, at, jobId: 'a', action: 'pause', performedBy: 'anna', result: 'paused', ...more },
});
const offline = { kind: 'offline', since: at, reason: { code: 'DISCONNECTED', status: 503, message: 'gone' }, retries: true } as const;

let queries: QueryClient;
let live: ReturnType<typeof createLive>;
beforeEach(() => {
  vi.useFakeTimers({ now: at });
  resetConnection();
  clearNotices();
  queries = createQueryClient();
  queries.mount();
  live = createLive(queries, () => 'omar');
});
afterEach(() => {
  live.close();
  queries.unmount();
  queries.clear();
  vi.useRealTimers();
});

const become = (kind: 'live' | 'catching up') => live.listener.onState?.({ kind, since: at });
const tell = (event: DurableEvent) => live.listener.onEvent?.(event);

/** A read that counts how often it was asked. */
function read(...queryKey: unknown[]) {
  const ask = vi.fn(async () => 'answer');
  const stop = new QueryObserver(queries, { queryKey, queryFn: ask }).subscribe(() => {});
  return { ask, stop };
}
const settle = () => vi.advanceTimersByTimeAsync(60);

describe('reads', () => {
  test('wait until the connection is up, and are asked once', async () => {
    const { ask } = read('figures', 'queues');
    await settle();
    expect(ask).not.toHaveBeenCalled();
    become('catching up');
    await settle();
    become('live');
    await settle();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('of figures are asked again when the connection is back, as they may have moved without an event', async () => {
    become('live');
    const figures = read('figures', 'queues');
    const trends = read('trends', 'analytics');
    const list = read('jobs', 'list');
    await settle();
    live.listener.onState?.(offline);
    become('live');
    await settle();
    expect([figures, trends, list].map(({ ask }) => ask.mock.calls.length)).toEqual([2, 2, 1]);
  });

  test('are asked again when a status changes: figures within a second, trends when something ended', async () => {
    become('live');
    const figures = read('figures', 'queues');
    const trends = read('trends', 'analytics');
    await settle();
    tell(status(11, 'a', 'running'));
    await settle();
    expect([figures.ask.mock.calls.length, trends.ask.mock.calls.length]).toEqual([2, 1]);
    tell(status(12, 'a', 'completed'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([figures.ask.mock.calls.length, trends.ask.mock.calls.length]).toEqual([3, 2]);
    tell(status(13, 'b', 'completed'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(trends.ask.mock.calls.length).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(trends.ask.mock.calls.length).toBe(3);
  });

  test('are all asked again when events were missed for good', async () => {
    become('live');
    const list = read('jobs', 'page');
    await settle();
    live.listener.onReload?.(900);
    await settle();
    expect(list.ask).toHaveBeenCalledTimes(2);
    expect(useConnection.getState().seq).toBe(900);
  });
});

describe('an event', () => {
  test('is on the job wherever it is shown, and leaves other jobs as they are', () => {
    const page: JobPage = { items: [job('a'), job('b')], nextCursor: null, total: 2, totalIsLowerBound: false };
    queries.setQueryData(['jobs', 'page', {}], page);
    queries.setQueryData(['job', 'a', 'job'], job('a'));
    tell(status(11, 'a', 'failed', { errorMessage: 'no' }));
    const after = queries.getQueryData<JobPage>(['jobs', 'page', {}]) as JobPage;
    expect(after.items[0]).toMatchObject({
      status: 'failed',
      errorMessage: 'no',
      seq: 11,
      runMs: 11_000,
      allowedActions: ['retry', 'delete'],
    });
    expect(after.items[1]).toBe(page.items[1]);
    expect(queries.getQueryData<Job>(['job', 'a', 'job'])).toMatchObject({ status: 'failed' });
  });

  test('older than what is shown changes nothing', () => {
    const page: JobPage = { items: [job('a')], nextCursor: null, total: 1, totalIsLowerBound: false };
    queries.setQueryData(['jobs', 'page', {}], page);
    tell(status(9, 'a', 'failed'));
    expect(queries.getQueryData(['jobs', 'page', {}])).toBe(page);
  });

  test('is told to whoever listens, and a reload as null', () => {
    const heard: (DurableEvent | null)[] = [];
    const stop = live.jobEvents.on((event) => heard.push(event));
    const event = status(11, 'a', 'paused');
    tell(event);
    live.listener.onReload?.(20);
    stop();
    tell(status(21, 'a', 'running'));
    expect(heard).toEqual([event, null]);
  });
});

describe('a notice', () => {
  const notices = () => useNotices.getState().items.map(({ kind, isUnread }) => [kind, isUnread]);

  test('is made of a failure, of what others do, and unread; of what one does oneself, read', () => {
    tell(status(11, 'a', 'failed', { errorMessage: 'no' }));
    tell(action(12));
    tell(action(13, { performedBy: 'omar' }));
    expect(notices()).toEqual([
      ['action', false],
      ['action', true],
      ['failed', true],
    ]);
    expect(useNotices.getState().unread).toBe(2);
  });

  test('is not made of a run that goes as it should, of bulk actions one by one, and of what the system does', () => {
    tell(status(11, 'a', 'completed'));
    tell(action(12, { isBulk: true }));
    tell(action(13, { performedBy: 'system' }));
    tell(action(14, { action: 'trigger' }));
    expect(notices()).toEqual([]);
  });

  test('is made of a connection that was lost, once', () => {
    become('live');
    live.listener.onState?.(offline);
    live.listener.onState?.(offline);
    expect(notices()).toEqual([['connection', true]]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Job } from '#contract/schemas/job.ts';
import { listAuditChanges } from '#renderer/components/job/tabs/audit-changes.ts';
import { findWaitReason } from '#renderer/components/job/wait-reason.ts';

const NOW = Date.parse('2026-03-14T14:00:00Z');

type Known = Parameters<typeof findWaitReason>[1];
const queue = (running: number, maxConcurrency: number): NonNullable<Known['queue']> => ({
  jobType: 'quran',
  counts: { pending: 3, running, paused: 0, completed: 0, failed: 0, cancelled: 0 },
  queue: { waiting: 3, delayed: 0, active: running },
  workers: 1,
  maxConcurrency,
  oldestPendingAt: null,
  longestPausedAt: null,
  ratePerSecond: 0,
  waitMs: { p50: null, p95: null },
});
const workers = [{ id: 'w', host: 'h', jobTypes: ['quran'], running: 0 }];
const job = (change: Partial<Job> = {}) => ({ status: 'pending' as const, nextAttemptAt: null, attempt: 1, jobType: 'quran', ...change });
const known = (change: Partial<Known> = {}): Known => ({ queue: queue(0, 1), workers, ahead: 0, now: NOW, ...change });

describe('why a job waits', () => {
  it('is nothing unless it is pending', () => {
    expect(findWaitReason(job({ status: 'running' }), known())).toBeNull();
  });

  it('is that it was asked for later, or rests between attempts', () => {
    const at = new Date(NOW + 60_000);
    expect(findWaitReason(job({ nextAttemptAt: at }), known())).toEqual({ kind: 'later', at });
    expect(findWaitReason(job({ nextAttemptAt: at, attempt: 2 }), known())).toEqual({ kind: 'backoff', at });
  });

  it('is not a moment that has passed', () => {
    expect(findWaitReason(job({ nextAttemptAt: new Date(NOW - 1) }), known())).toEqual({ kind: 'next' });
  });

  it('is that no worker takes its type', () => {
    expect(findWaitReason(job({ jobType: 'audio' }), known())).toEqual({ kind: 'noWorkers' });
    expect(findWaitReason(job(), known({ workers: [] }))).toEqual({ kind: 'noWorkers' });
  });

  it('is that all slots are busy, with how many go before it', () => {
    expect(findWaitReason(job(), known({ queue: queue(2, 2), ahead: 7 }))).toEqual({ kind: 'slots', slots: 2, ahead: 7 });
    expect(findWaitReason(job(), known({ queue: queue(2, 2), ahead: null }))).toEqual({ kind: 'slots', slots: 2, ahead: null });
  });

  it('is its place among those that wait', () => {
    expect(findWaitReason(job(), known({ ahead: 2 }))).toEqual({ kind: 'turn', ahead: 2 });
    expect(findWaitReason(job(), known())).toEqual({ kind: 'next' });
  });

  it('is not guessed while nothing is known', () => {
    expect(findWaitReason(job(), known({ workers: undefined }))).toBeNull();
    expect(findWaitReason(job(), known({ queue: undefined }))).toBeNull();
  });
});

describe('what an audit entry says that changed', () => {
  const changes = (before: unknown, after: unknown) => listAuditChanges({ metadata: { before, after } });

  it('is each field that differs', () => {
    expect(changes({ status: 'running', priority: 3 }, { status: 'paused', priority: 3 })).toEqual([
      { field: 'status', before: 'running', after: 'paused' },
    ]);
  });

  it('names nested fields by their path', () => {
    expect(changes({ params: { days: 30, city: 'Cairo' } }, { params: { days: 7, city: 'Cairo' } })).toEqual([
      { field: 'params.days', before: '30', after: '7' },
    ]);
  });

  it('shows what there was only before, or only after', () => {
    expect(changes(undefined, { status: 'pending' })).toEqual([{ field: 'status', before: null, after: 'pending' }]);
    expect(changes({ status: 'failed' }, null)).toEqual([{ field: 'status', before: 'failed', after: null }]);
  });

  it('keeps lists whole', () => {
    expect(changes({ list: ['a'] }, { list: ['a', 'b'] })).toEqual([{ field: 'list', before: '["a"]', after: '["a","b"]' }]);
  });

  it('is nothing where the entry says nothing', () => {
    expect(listAuditChanges({ metadata: { origin: 'rest' } })).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { toAuditInput } from '#renderer/pages/history/audit-filter.ts';
import { readTarget } from '#renderer/pages/history/audit-target.ts';
import { listShown } from '#renderer/pages/history/shown-changes.ts';

const entry = (action: string, metadata: AuditEntry['metadata']): AuditEntry => ({
  id: 1,
  jobId: 'quran-1',
  action,
  performedBy: 'anna',
  performedAt: new Date(0),
  metadata,
});
const fields = (of: AuditEntry) => listShown(of).map(({ field }) => field);

describe('an entry of the audit log', () => {
  test('shows the most telling change first', () => {
    const change = {
      before: { maxConcurrency: 1, cronExpression: '0 3 * * *' },
      after: { maxConcurrency: 4, cronExpression: '0 4 * * *' },
    };
    expect(fields(entry('schedule_update', change))).toEqual(['cronExpression', 'maxConcurrency']);
  });

  test('of a start or a deletion shows the status alone', () => {
    expect(fields(entry('trigger', { after: { status: 'pending', priority: 3 } }))).toEqual(['status']);
    expect(fields(entry('delete', { before: { status: 'failed', jobType: 'quran', jobName: 'Quran' } }))).toEqual(['status']);
    expect(fields(entry('sign_in', { origin: 'rest' }))).toEqual([]);
  });

  test('leads to its job, also a deleted one, its schedule or its user', () => {
    expect(readTarget('quran-1').path).toBe('/control?q=id%3Aquran-1&job=quran-1');
    expect(readTarget('schedule:audio')).toEqual({ text: 'schedule:audio', path: '/schedules?type=audio' });
    expect(readTarget('user:anna').path).toBe('/users');
  });
});

test('days of the filter are those of the zone, the last one included; what is no day is left out', () => {
  expect(toAuditInput({ from: '2026-03-12', to: '2026-03-12', by: 'anna', target: 'user:anna' }, 'Asia/Riyadh')).toEqual({
    performedBy: 'anna',
    jobId: 'user:anna',
    from: new Date('2026-03-11T21:00:00Z'),
    to: new Date('2026-03-12T21:00:00Z'),
  });
  expect(toAuditInput({ from: 'soon', action: '' }, 'UTC')).toEqual({});
});

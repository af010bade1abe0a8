import { beforeEach, describe, expect, it } from 'vitest';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { splitCron } from '#renderer/components/schedules/cron-fields.ts';
import { discardEdits, editSchedule, takeChanges, useScheduleDrafts } from '#renderer/components/schedules/schedule-drafts.ts';
import { limitsOf, listDifferences, readForm } from '#renderer/components/schedules/schedule-form.ts';

const schedule: Schedule = {
  jobType: 'quran',
  enabled: true,
  cronExpression: '0 3 * * *',
  timeZone: 'UTC',
  priority: 1,
  maxConcurrency: 1,
  timeoutMinutes: 60,
  retryAttempts: 3,
  backoffSeconds: 10,
  nextRunAt: null,
  lastRun: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

describe('the form of a schedule', () => {
  it('says what the schedule says, and has nothing to save, before it is edited', () => {
    expect(readForm(schedule, {})).toEqual({
      cron: ['0', '3', '*', '*', '*'],
      timeZone: 'UTC',
      priority: 1,
      numbers: { maxConcurrency: '1', timeoutMinutes: '60', retryAttempts: '3', backoffSeconds: '10' },
      changes: {},
      changed: [],
      problems: {},
    });
  });
  it('would save what was edited, and nothing else', () => {
    const form = readForm(schedule, { cronExpression: splitCron('30 2 * * *'), timeZone: 'Africa/Cairo', timeoutMinutes: ' 90 ' });
    expect(form.changes).toEqual({ cronExpression: '30 2 * * *', timeZone: 'Africa/Cairo', timeoutMinutes: 90 });
    expect(form.changed).toEqual(['cronExpression', 'timeZone', 'timeoutMinutes']);
  });
  it('has no change where an edit says what is saved', () => {
    const edits = { cronExpression: splitCron('0 3 * * *'), priority: 1, retryAttempts: '3' };
    expect(readForm(schedule, edits).changed).toEqual([]);
    expect(readForm({ ...schedule, cronExpression: ' 0  3 * * * ' }, edits).changed).toEqual([]);
  });
  it('counts five fields of cron as one change', () => {
    expect(readForm(schedule, { cronExpression: splitCron('1 2 3 4 5') }).changed).toEqual(['cronExpression']);
  });
  it.each(['', '0', '1001', '1.5', '-1', 'two', '1e2'])('takes %j for no number of runs at a time, and tells its limits', (text) => {
    const form = readForm(schedule, { maxConcurrency: text });
    expect(form.problems).toEqual({ maxConcurrency: { min: 1, max: 1_000 } });
    expect(form.changes).toEqual({});
    expect(form.changed).toEqual(['maxConcurrency']);
  });
  it('knows the limits from the contract', () => {
    expect(limitsOf('timeoutMinutes')).toEqual({ min: 1, max: 10_080 });
    expect(limitsOf('backoffSeconds')).toEqual({ min: 0, max: 86_400 });
  });
});

describe('a draft', () => {
  beforeEach(() => discardEdits('quran'));
  const draft = () => useScheduleDrafts.getState().byType.quran;

  it('gathers edits over the schedule as it was when the first one was made', () => {
    editSchedule(schedule, { priority: 4 });
    editSchedule({ ...schedule, timeoutMinutes: 75 }, { retryAttempts: '5' });
    expect(draft()).toEqual({ known: schedule, edits: { priority: 4, retryAttempts: '5' } });
  });
  it('keeps edits when somebody else changes the schedule, and tells what changed', () => {
    editSchedule(schedule, { timeoutMinutes: '90' });
    const theirs = { ...schedule, timeoutMinutes: 75, retryAttempts: 5, enabled: false };
    expect(listDifferences(draft()?.known ?? theirs, theirs)).toEqual([
      { field: 'timeoutMinutes', from: '60', to: '75' },
      { field: 'retryAttempts', from: '3', to: '5' },
    ]);
    expect(readForm(theirs, draft()?.edits ?? {}).changes).toEqual({ timeoutMinutes: 90 });
  });
  it('gives up the edits in dispute where the other’s words are taken', () => {
    editSchedule(schedule, { timeoutMinutes: '90', priority: 4 });
    const theirs = { ...schedule, timeoutMinutes: 75 };
    takeChanges(theirs, ['timeoutMinutes']);
    expect(draft()).toEqual({ known: theirs, edits: { priority: 4 } });
    expect(listDifferences(theirs, theirs)).toEqual([]);
  });
  it('goes when it is discarded, and others stay', () => {
    editSchedule(schedule, { priority: 4 });
    editSchedule({ ...schedule, jobType: 'audio' }, { priority: 5 });
    discardEdits('quran');
    expect(Object.keys(useScheduleDrafts.getState().byType)).toEqual(['audio']);
    discardEdits('audio');
  });
});

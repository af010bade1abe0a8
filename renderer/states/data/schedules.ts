import { CronExpressionParser } from 'cron-parser';
import type { PreviewAnswer, PreviewInput, Schedule } from '#contract/schemas/schedule.ts';
import { ago, DAY, HOUR, now } from './moments.ts';

/** When a cron expression fires, as the server reckons it. @throws what the server would refuse */
export function previewRuns(input: {
  cronExpression: string;
  timeZone?: string | undefined;
  count?: number | undefined;
  from?: PreviewInput['from'];
  to?: PreviewInput['to'];
}): PreviewAnswer {
  const { cronExpression, timeZone = 'UTC', count = 5, from = new Date(now), to } = input;
  const rule = CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate: from });
  const runs: Date[] = [];
  while (runs.length < count) {
    const next = rule.next().toDate();
    if (to && next >= to) break;
    runs.push(next);
  }
  return { runs };
}

function makeSchedule(jobType: string, cronExpression: string, change: Partial<Schedule> = {}): Schedule {
  const { enabled = true, timeZone = 'UTC' } = change;
  const [next = null] = previewRuns({ cronExpression, timeZone, count: 1 }).runs;
  return {
    jobType,
    enabled,
    cronExpression,
    timeZone,
    priority: 5,
    maxConcurrency: 1,
    timeoutMinutes: 60,
    retryAttempts: 3,
    backoffSeconds: 10,
    nextRunAt: enabled ? next : null,
    lastRun: null,
    createdAt: ago(90 * DAY),
    updatedAt: ago(7 * DAY),
    ...change,
  };
}

/** On, in another zone, off, due since a moment, and never run. */
export const schedules: readonly Schedule[] = [
  makeSchedule('quran', '0 3 * * *', {
    priority: 1,
    maxConcurrency: 4,
    lastRun: { jobId: 'quran-mwt00001-aaaa0001', status: 'completed', at: ago(11 * HOUR) },
  }),
  makeSchedule('prayer', '0 */6 * * *', {
    priority: 2,
    timeZone: 'Asia/Riyadh',
    lastRun: { jobId: 'prayer-mwt00002-aaaa0002', status: 'running', at: ago(2 * HOUR) },
  }),
  makeSchedule('hadith', '30 2 * * 0', {
    enabled: false,
    lastRun: { jobId: 'hadith-mwt00003-aaaa0003', status: 'failed', at: ago(4 * DAY) },
  }),
  makeSchedule('audio', '*/30 * * * *', {
    maxConcurrency: 2,
    nextRunAt: ago(70_000),
    lastRun: { jobId: 'audio-mwt00004-aaaa0004', status: 'cancelled', at: ago(HOUR) },
  }),
  makeSchedule('finance', '15 6,18 * * 1-5', { priority: 8 }),
];

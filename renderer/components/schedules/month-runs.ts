import { quoteValue } from '#contract/query/quote.ts';
import type { Job, JobStatus } from '#contract/schemas/job.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { dateIn, startOfDate } from './month-days.ts';

export type StatusCounts = Partial<Record<JobStatus, number>>;

/** Jobs by the day of the zone on which they came, and how each of them stands. */
export function countByDay(jobs: readonly Pick<Job, 'createdAt' | 'status'>[], timeZone: string): Map<string, StatusCounts> {
  const days = new Map<string, StatusCounts>();
  for (const { createdAt, status } of jobs) {
    const date = dateIn(createdAt, timeZone);
    const counts = days.get(date) ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
    days.set(date, counts);
  }
  return days;
}

/** The job list with the runs that a schedule started in a day of its zone; a day of the list is the person's. */
export function pathToRunsOf(jobType: string, date: string, timeZone: string, mine: string): string {
  const minute = (days: number) => `${startOfDate(date, timeZone, days).toISOString().slice(0, 16)}Z`;
  const created = timeZone === mine ? `created:${date}` : `created:>=${minute(0)} created:<${minute(1)}`;
  return pathToJobs(`type:${quoteValue(jobType)} by:schedule ${created}`);
}

import type { Condition } from '#contract/query/resolve.ts';
import { FREE_TEXT } from '#contract/query/resolve.ts';
import type { JobFilter } from '#contract/schemas/job.ts';
import { queryCondition, readQuery } from './query-condition.ts';

export interface JobConditions extends Partial<JobFilter> {
  /** The moment that `from` and `to` are about; `created` where it is left out. */
  moment?: 'created' | 'finished';
}

/**
 * All that a filter asks for, as conditions of the query language; ages and days of its query are counted from `now`.
 * @throws BAD_REQUEST on a query that can't be read
 */
export function readFilter(filter: JobConditions, now = new Date()): Condition[] {
  const { status, jobType, priority, search, from = null, to = null, moment = 'created' } = filter;
  const conditions: Condition[] = [];
  if (status) conditions.push({ negated: false, kind: 'equals', field: 'status', values: status });
  if (jobType) conditions.push({ negated: false, kind: 'equals', field: 'type', values: jobType });
  if (priority !== undefined)
    conditions.push({ negated: false, kind: 'number', field: 'priority', ranges: [{ min: priority, max: priority }], now });
  if (from || to) conditions.push({ negated: false, kind: 'moment', field: moment, ranges: [{ from, before: to }] });
  if (search) conditions.push({ negated: false, kind: 'contains', fields: FREE_TEXT, values: [search] });
  return [...conditions, ...readQuery(filter, now)];
}

/** A filter as an SQL condition over sync_job_control `j`; its values are appended to `values`. @throws BAD_REQUEST on a query that can't be read */
export const jobCondition = (filter: JobConditions, values: unknown[]): string => queryCondition(readFilter(filter), values);

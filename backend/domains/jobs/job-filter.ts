import type { JobFilter } from '#contract/schemas/job.ts';

export interface JobConditions extends Partial<JobFilter> {
  /** The moment that `from` and `to` are about. */
  moment?: 'created_at' | 'ended_at';
}

/** A filter as an SQL condition over sync_job_control `j`; its values are appended to `values`. */
export function jobCondition(filter: JobConditions, values: unknown[]): string {
  const conditions: string[] = [];
  const moment = filter.moment ?? 'created_at';
  const add = (value: unknown, condition: (place: string) => string) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  // One value is told as one: an index that begins with the column then also gives the order.
  const oneOf = (column: string, list: readonly string[]) =>
    list.length === 1 ? add(list[0], (place) => `${column} = ${place}`) : add(list, (place) => `${column} = ANY (${place})`);
  if (filter.status) oneOf('j.status', filter.status);
  if (filter.jobType) oneOf('j.job_type', filter.jobType);
  if (filter.priority !== undefined) add(filter.priority, (place) => `j.priority = ${place}`);
  if (filter.from) add(filter.from, (place) => `j.${moment} >= ${place}`);
  if (filter.to) add(filter.to, (place) => `j.${moment} < ${place}`);
  if (filter.search)
    add(containing(filter.search), (place) => `(j.job_id ILIKE ${place} OR j.job_name ILIKE ${place} OR j.error_message ILIKE ${place})`);
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}

/** An ILIKE pattern for text that contains `search` as it stands. */
export function containing(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}

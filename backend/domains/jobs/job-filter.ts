import type { JobFilter } from '#contract/schemas/job.ts';

/** A filter as an SQL condition over sync_job_control `j`; its values are appended to `values`. */
export function jobCondition(filter: Partial<JobFilter>, values: unknown[]): string {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (place: string) => string) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (filter.status) add(filter.status, (place) => `j.status = ANY (${place})`);
  if (filter.jobType) add(filter.jobType, (place) => `j.job_type = ANY (${place})`);
  if (filter.priority !== undefined) add(filter.priority, (place) => `j.priority = ${place}`);
  if (filter.from) add(filter.from, (place) => `j.created_at >= ${place}`);
  if (filter.to) add(filter.to, (place) => `j.created_at < ${place}`);
  if (filter.search) add(containing(filter.search), (place) => `(j.job_id ILIKE ${place} OR j.job_name ILIKE ${place} OR j.error_message ILIKE ${place})`);
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}

/** An ILIKE pattern for text that contains `search` as it stands. */
export function containing(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}

import type { JobCounts, JobFilter, JobStatus } from '#contract/schemas/job.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { jobCondition } from './job-filter.ts';

const none = () => Object.fromEntries(jobStatuses.map((status) => [status, 0])) as Record<JobStatus, number>;

/** How many jobs fit a filter, by type and status, all counted. @throws BAD_REQUEST on a query that can't be read */
export async function countJobs(sql: Sql, filter: JobFilter): Promise<JobCounts> {
  const values: unknown[] = [];
  const rows = await sql.query<{ jobType: string; status: JobStatus; n: number }>(
    `SELECT j.job_type AS "jobType", j.status, count(*) AS n FROM sync_job_control j WHERE ${jobCondition(filter, values)}
     GROUP BY j.job_type, j.status ORDER BY j.job_type`,
    values,
  );
  const byType = new Map<string, Record<JobStatus, number>>();
  for (const { jobType, status, n } of rows) byType.set(jobType, { ...(byType.get(jobType) ?? none()), [status]: n });
  return {
    items: [...byType].map(([jobType, counts]) => ({ jobType, counts })),
    total: rows.reduce((sum, { n }) => sum + n, 0),
  };
}

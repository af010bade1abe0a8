import type { FailureList, FailuresInput } from '#contract/schemas/insight.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { readPeriod } from '../insight/period.ts';
import { containing } from '../jobs/job-filter.ts';

/** Groups told at most: beyond them nobody reads on. */
const MOST_GROUPS = 200;

/** Failed attempts in a period, grouped by error signature; the group that failed last comes first. */
export async function listFailures(sql: Sql, input: FailuresInput, now: Date): Promise<FailureList> {
  const { from, to } = readPeriod(input, now);
  const values: unknown[] = [from, to];
  const conditions = ['t.error_signature IS NOT NULL', 't.ended_at >= $1', 't.ended_at < $2'];
  if (input.jobType) conditions.push(`t.job_type = ANY ($${values.push(input.jobType)})`);
  if (input.search) conditions.push(`t.error_message ILIKE $${values.push(containing(input.search))}`);
  const items = await sql.query<FailureList['items'][number]>(
    `SELECT t.error_signature AS signature, count(*) AS count, count(DISTINCT t.job_id) AS jobs,
       array_agg(DISTINCT t.job_type::text) AS "jobTypes", min(t.ended_at) AS "firstAt", max(t.ended_at) AS "lastAt",
       (array_agg(t.job_id ORDER BY t.id DESC))[1] AS "sampleJobId", (array_agg(t.error_message ORDER BY t.id DESC))[1] AS "sampleMessage"
     FROM sync_job_attempts t WHERE ${conditions.join(' AND ')}
     GROUP BY t.error_signature ORDER BY "lastAt" DESC LIMIT ${MOST_GROUPS}`,
    values,
  );
  return { items };
}

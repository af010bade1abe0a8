import type { FailureList, FailuresInput } from '#contract/schemas/insight.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { containing } from '../containing.ts';
import { readPeriod } from '../insight/period.ts';

/** Groups told at most: beyond them nobody reads on. */
const MOST_GROUPS = 200;

/** Into how many parts a trend cuts the period. */
const PARTS = 12;
const TREND = Array.from({ length: PARTS }, (_, n) => `count(*) FILTER (WHERE p.part = ${n + 1})`).join(', ');

/** Failed attempts in a period, grouped by error signature; the group that failed last comes first. @throws BAD_REQUEST */
export async function listFailures(sql: Sql, input: FailuresInput, now: Date): Promise<FailureList> {
  const { from, to } = readPeriod(input, now);
  const values: unknown[] = [from, to, input.jobType ?? null];
  const ofTypes = (table: string) => `($3::text[] IS NULL OR ${table}.job_type = ANY ($3))`;
  const searched = input.search ? `t.error_message ILIKE $${values.push(containing(input.search))}` : 'true';
  const items = await sql.query<FailureList['items'][number]>(
    `WITH groups AS (
       SELECT t.error_signature AS signature, count(*) AS count, count(DISTINCT t.job_id) AS jobs,
         array_agg(DISTINCT t.job_type::text) AS "jobTypes", min(t.ended_at) AS "firstAt", max(t.ended_at) AS "lastAt",
         array[${TREND}]::int[] AS trend, max(t.id) AS newest
       FROM sync_job_attempts t CROSS JOIN LATERAL (
         SELECT width_bucket(extract(epoch FROM t.ended_at), extract(epoch FROM $1::timestamptz), extract(epoch FROM $2::timestamptz), ${PARTS})
           AS part) p
       WHERE t.error_signature IS NOT NULL AND t.ended_at >= $1 AND t.ended_at < $2 AND ${ofTypes('t')} AND ${searched}
       GROUP BY t.error_signature ORDER BY "lastAt" DESC LIMIT ${MOST_GROUPS})
     SELECT g.signature, g.count, g.jobs, g."jobTypes", g."firstAt", g."lastAt", g.trend,
       newest.job_id AS "sampleJobId", newest.error_message AS "sampleMessage",
       (SELECT min(t.ended_at) FROM sync_job_attempts t WHERE t.error_signature = g.signature AND ${ofTypes('t')}) AS since,
       -- Not the cancelled ones: a person has given those up.
       (SELECT count(*) FROM sync_job_control j
        WHERE j.error_signature = g.signature AND j.status = 'failed' AND ${ofTypes('j')}) AS retryable
     FROM groups g JOIN sync_job_attempts newest ON newest.id = g.newest ORDER BY g."lastAt" DESC`,
    values,
  );
  return { items };
}

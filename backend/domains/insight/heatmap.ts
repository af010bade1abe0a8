import type { Heatmap, HeatmapInput } from '#contract/schemas/insight.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { inTimeZone } from '../time-zone.ts';
import { readPeriod } from './period.ts';

/** What ended in a period, by weekday and hour of a time zone. @throws BAD_REQUEST */
export async function readHeatmap(sql: Sql, input: HeatmapInput, now: Date): Promise<Heatmap> {
  const { from, to } = readPeriod(input, now);
  const cells = await inTimeZone(input.timeZone, () =>
    sql.query<Heatmap['cells'][number]>(
      `SELECT extract(dow FROM l.local)::int AS weekday, extract(hour FROM l.local)::int AS hour, count(*) AS runs,
         count(*) FILTER (WHERE j.status = 'failed') AS failed,
         percentile_cont(0.95) WITHIN GROUP (ORDER BY j.wait_ms) AS "waitP95Ms"
       FROM sync_job_control j CROSS JOIN LATERAL (SELECT j.ended_at AT TIME ZONE $3 AS local) l
       WHERE j.ended_at >= $1 AND j.ended_at < $2 AND ($4::text[] IS NULL OR j.job_type = ANY ($4))
       GROUP BY 1, 2 ORDER BY 1, 2`,
      [from, to, input.timeZone, input.jobType ?? null],
    ),
  );
  return { from, to, cells };
}

import type { Analytics, AnalyticsInput } from '#contract/schemas/insight.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { badRequest } from '../domain-error.ts';
import { lengthMs, type Period, readPeriod } from './period.ts';

type Bucket = Analytics['bucket'];
type Figures = Analytics['totals'];

const HOUR_MS = 3_600_000;
/** Up to here hours are told by default; and no further than here at all. */
const HOURS_BY_DEFAULT = 72;
const MOST_HOURS = 31 * 24;

interface FigureRow {
  at: Date | null;
  job_type: string | null;
  completed: number;
  failed: number;
  cancelled: number;
  duration: (number | null)[];
  wait: (number | null)[];
  items: number;
  run_ms: number;
}

/** One pass over the jobs that ended in the period: a row for each bucket and type, and one for all of them. */
async function readFigures(sql: Sql, period: Period, bucket: Bucket, jobType: readonly string[] | undefined): Promise<FigureRow[]> {
  return sql.query<FigureRow>(
    `SELECT b.at, j.job_type,
       count(*) FILTER (WHERE j.status = 'completed') AS completed,
       count(*) FILTER (WHERE j.status = 'failed') AS failed,
       count(*) FILTER (WHERE j.status = 'cancelled') AS cancelled,
       array[percentile_cont(0.5) WITHIN GROUP (ORDER BY j.run_ms), percentile_cont(0.95) WITHIN GROUP (ORDER BY j.run_ms),
         percentile_cont(0.99) WITHIN GROUP (ORDER BY j.run_ms)] AS duration,
       array[percentile_cont(0.5) WITHIN GROUP (ORDER BY j.wait_ms), percentile_cont(0.95) WITHIN GROUP (ORDER BY j.wait_ms)] AS wait,
       coalesce(sum(j.progress_done), 0)::bigint AS items, coalesce(sum(j.run_ms), 0)::bigint AS run_ms
     FROM sync_job_control j CROSS JOIN LATERAL (SELECT date_trunc($3, j.ended_at, 'UTC') AS at) b
     WHERE j.ended_at >= $1 AND j.ended_at < $2 AND ($4::text[] IS NULL OR j.job_type = ANY ($4))
     GROUP BY GROUPING SETS ((b.at, j.job_type), ()) ORDER BY b.at, j.job_type`,
    [period.from, period.to, bucket, jobType ?? null],
  );
}

function toFigures(row: FigureRow): Figures {
  const [p50, p95, p99] = row.duration;
  const [waitP50, waitP95] = row.wait;
  const decided = row.completed + row.failed;
  return {
    runs: decided + row.cancelled,
    completed: row.completed,
    failed: row.failed,
    cancelled: row.cancelled,
    successRate: decided > 0 ? row.completed / decided : null,
    durationMs: { p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null },
    waitMs: { p50: waitP50 ?? null, p95: waitP95 ?? null },
    items: row.items,
    itemsPerSecond: row.run_ms > 0 ? row.items / (row.run_ms / 1_000) : null,
  };
}

/** How runs went in a period, by type and bucket, with the period of the same length before. @throws BAD_REQUEST */
export async function readAnalytics(sql: Sql, input: AnalyticsInput, now: Date): Promise<Analytics> {
  const period = readPeriod(input, now);
  const hours = lengthMs(period) / HOUR_MS;
  const bucket = input.bucket ?? (hours <= HOURS_BY_DEFAULT ? 'hour' : 'day');
  if (bucket === 'hour' && hours > MOST_HOURS) throw badRequest(['bucket'], `must be \`day\` for more than ${MOST_HOURS / 24} days`);
  const before = { from: new Date(period.from.getTime() - lengthMs(period)), to: period.from };
  const [rows, previousRows] = await Promise.all([
    readFigures(sql, period, bucket, input.jobType),
    readFigures(sql, before, bucket, input.jobType),
  ]);
  const totalOf = (all: FigureRow[]) => toFigures(all.find((row) => row.at === null) as FigureRow);
  return {
    bucket,
    ...period,
    buckets: rows.flatMap((row) =>
      row.at === null || row.job_type === null ? [] : [{ at: row.at, jobType: row.job_type, ...toFigures(row) }],
    ),
    totals: totalOf(rows),
    previous: totalOf(previousRows),
  };
}

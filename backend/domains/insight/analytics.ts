import type { Analytics, AnalyticsInput } from '#contract/schemas/insight.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { inTimeZone } from '../time-zone.ts';
import { type Bucket, bucketStart, chooseBucket } from './bucket.ts';
import { lengthMs, type Period, readPeriod } from './period.ts';

type Figures = Analytics['totals'];

interface FigureRow {
  at: Date | null;
  job_type: string | null;
  completed: number;
  failed: number;
  cancelled: number;
  duration: number[] | null;
  wait: number[] | null;
  items: number;
  run_ms: number;
}

interface Question {
  bucket: Bucket;
  timeZone: string;
  jobType: readonly string[] | undefined;
}

/** What is told of a period: by bucket and over all of it, and the same for each type. */
const SETS = {
  alone: '(b.at), ()',
  withTypes: '(b.at), (j.job_type), ()',
  withTypesByBucket: '(b.at, j.job_type), (b.at), (j.job_type), ()',
} as const;

/** One pass over the jobs that ended in a period. A row has no bucket where it is about all of them, and no type where it is about all. */
async function readFigures(
  sql: Sql,
  period: Period,
  { bucket, timeZone, jobType }: Question,
  sets: keyof typeof SETS,
): Promise<FigureRow[]> {
  return sql.query<FigureRow>(
    `SELECT b.at, ${sets === 'alone' ? 'NULL' : 'j.job_type'} AS job_type,
       count(*) FILTER (WHERE j.status = 'completed') AS completed,
       count(*) FILTER (WHERE j.status = 'failed') AS failed,
       count(*) FILTER (WHERE j.status = 'cancelled') AS cancelled,
       percentile_cont(array[0.05, 0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY j.run_ms) FILTER (WHERE j.status = 'completed') AS duration,
       percentile_cont(array[0.5, 0.95]) WITHIN GROUP (ORDER BY j.wait_ms) AS wait,
       coalesce(sum(j.progress_done), 0)::bigint AS items, coalesce(sum(j.run_ms), 0)::bigint AS run_ms
     FROM sync_job_control j CROSS JOIN LATERAL (SELECT j.ended_at AT TIME ZONE $3 AS local) l
       CROSS JOIN LATERAL (SELECT ${bucketStart(bucket, 'j.ended_at', 'l.local', '$3')} AS at) b
     WHERE j.ended_at >= $1 AND j.ended_at < $2 AND ($4::text[] IS NULL OR j.job_type = ANY ($4))
     GROUP BY GROUPING SETS (${SETS[sets]}) ORDER BY 1, 2`,
    [period.from, period.to, timeZone, jobType ?? null],
  );
}

function toFigures(row: FigureRow): Figures {
  const [p5, p50, p95, p99] = row.duration ?? [];
  const [waitP50, waitP95] = row.wait ?? [];
  const decided = row.completed + row.failed;
  return {
    runs: decided + row.cancelled,
    completed: row.completed,
    failed: row.failed,
    cancelled: row.cancelled,
    successRate: decided > 0 ? row.completed / decided : null,
    durationMs: { p5: p5 ?? null, p50: p50 ?? null, p95: p95 ?? null, p99: p99 ?? null },
    waitMs: { p50: waitP50 ?? null, p95: waitP95 ?? null },
    items: row.items,
    itemsPerSecond: row.run_ms > 0 ? row.items / (row.run_ms / 1_000) : null,
  };
}

const totalOf = (rows: FigureRow[]): Figures => toFigures(rows.find((row) => row.at === null && row.job_type === null) as FigureRow);
const seriesOf = (rows: FigureRow[]): Analytics['series'] =>
  rows.flatMap((row) => (row.at !== null && row.job_type === null ? [{ at: row.at, ...toFigures(row) }] : []));

/** How runs went in a period, by type and bucket, with the period of the same length before. @throws BAD_REQUEST */
export async function readAnalytics(sql: Sql, input: AnalyticsInput, now: Date): Promise<Analytics> {
  const period = readPeriod(input, now);
  const bucket = chooseBucket(input.bucket, lengthMs(period));
  const before = { from: new Date(period.from.getTime() - lengthMs(period)), to: period.from };
  const question = { bucket, timeZone: input.timeZone, jobType: input.jobType };
  const [rows, previousRows] = await inTimeZone(input.timeZone, () =>
    Promise.all([
      readFigures(sql, period, question, input.byType ? 'withTypesByBucket' : 'withTypes'),
      readFigures(sql, before, question, 'alone'),
    ]),
  );
  return {
    bucket,
    ...period,
    buckets: rows.flatMap((row) =>
      row.at === null || row.job_type === null ? [] : [{ at: row.at, jobType: row.job_type, ...toFigures(row) }],
    ),
    series: seriesOf(rows),
    byType: rows.flatMap((row) => (row.at === null && row.job_type !== null ? [{ jobType: row.job_type, ...toFigures(row) }] : [])),
    totals: totalOf(rows),
    previous: totalOf(previousRows),
    previousSeries: seriesOf(previousRows),
  };
}

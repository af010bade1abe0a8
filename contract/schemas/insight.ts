import { z } from 'zod';
import { DateTime, queryArray, Search, text } from './common.ts';
import { JobFilter, JobId, JobStatus, JobType } from './job.ts';
import { TimeZone } from './schedule.ts';

const count = (description: string) => z.number().int().nonnegative().describe(description);
const ms = (description: string) =>
  z.number().nonnegative().nullable().describe(`${description}, in milliseconds; null where nothing was measured`);

export const QueueStatus = z
  .object({
    jobType: JobType,
    counts: z.record(JobStatus, z.number().int().nonnegative()).describe('Jobs by status, from the tables'),
    queue: z.object({
      waiting: count('Tickets that wait'),
      delayed: count('Tickets for later'),
      active: count('Tickets in a worker’s hand'),
    }),
    workers: count('Workers alive that take this type'),
    maxConcurrency: z.number().int().min(1).describe('Runs at once, by its schedule'),
    oldestPendingAt: DateTime.nullable().describe('Since when the oldest job that could start waits'),
    longestPausedAt: DateTime.nullable().describe('Since when the longest paused job is paused'),
    ratePerSecond: z.number().nonnegative().describe('Items a second over all running jobs'),
    waitMs: z
      .object({ p50: ms('Median wait'), p95: ms('95th percentile of the wait') })
      .describe('From pending to running, over the last hour'),
  })
  .meta({ id: 'QueueStatus', description: 'A type’s backlog and who works on it' });
export const QueueStatusList = z.object({ items: z.array(QueueStatus) });
export type QueueStatusList = z.output<typeof QueueStatusList>;

const range = {
  jobType: queryArray(JobType).optional().describe('One or many'),
  from: DateTime.optional().describe('Ended at or after; 24 hours ago where it is left out'),
  to: DateTime.optional().describe('Ended before; now where it is left out'),
};

const Bucket = z.enum(['minute', 'quarter', 'hour', 'day', 'week']).describe('How wide a bucket is; a quarter of an hour is `quarter`');

export const AnalyticsInput = z.object({
  ...range,
  bucket: Bucket.optional().describe('By the span where it is left out'),
  timeZone: TimeZone.default('UTC').describe('Whose days and weeks the buckets are'),
  byType: z.boolean().default(true).describe('False leaves out each type’s own buckets, which are most of a long answer'),
});
export type AnalyticsInput = z.output<typeof AnalyticsInput>;

const Figures = z.object({
  runs: count('Jobs that ended'),
  completed: count('Jobs that completed'),
  failed: count('Jobs that failed'),
  cancelled: count('Jobs that were cancelled'),
  successRate: z.number().min(0).max(1).nullable().describe('Completed of completed and failed'),
  durationMs: z
    .object({ p5: ms('5th percentile'), p50: ms('Median'), p95: ms('95th percentile'), p99: ms('99th percentile') })
    .describe('Time spent running, of completed runs'),
  waitMs: z.object({ p50: ms('Median'), p95: ms('95th percentile') }).describe('From pending to running'),
  items: count('Items written or checked'),
  itemsPerSecond: z.number().nonnegative().nullable().describe('Items by time spent running'),
});

export const Analytics = z
  .object({
    bucket: Bucket,
    from: DateTime,
    to: DateTime,
    buckets: z
      .array(Figures.extend({ at: DateTime.describe('Where the bucket begins'), jobType: JobType }))
      .describe('By bucket and type; empty where they were not asked for'),
    series: z
      .array(Figures.extend({ at: DateTime.describe('Where the bucket begins') }))
      .describe('The same over all types; buckets in which nothing ended are left out'),
    byType: z.array(Figures.extend({ jobType: JobType })).describe('Each type over the whole period'),
    totals: Figures,
    previous: Figures.describe('The same for the period before, of the same length'),
    previousSeries: z
      .array(Figures.extend({ at: DateTime.describe('Where the bucket begins, in the period before') }))
      .describe('The period before, by bucket'),
  })
  .meta({ id: 'Analytics', description: 'How runs went, by type and time' });
export type Analytics = z.output<typeof Analytics>;

export const HeatmapInput = z.object({ ...range, timeZone: TimeZone.default('UTC').describe('Whose hours and weekdays') });
export type HeatmapInput = z.output<typeof HeatmapInput>;
export const Heatmap = z
  .object({
    from: DateTime,
    to: DateTime,
    cells: z
      .array(
        z.object({
          weekday: z.number().int().min(0).max(6).describe('0 is Sunday'),
          hour: z.number().int().min(0).max(23),
          runs: count('Jobs that ended'),
          failed: count('Jobs that failed'),
          waitP95Ms: ms('95th percentile of the wait'),
        }),
      )
      .describe('Hours of the week in which nothing ended are left out'),
  })
  .meta({ id: 'Heatmap', description: 'What ended, by hour and weekday' });
export type Heatmap = z.output<typeof Heatmap>;

export const FailuresInput = z.object({ ...range, search: Search });
export type FailuresInput = z.output<typeof FailuresInput>;

export const FailureGroup = z
  .object({
    signature: z.string().describe('The message with numbers, ids, times and URLs taken out'),
    count: count('Failed attempts'),
    jobs: count('Jobs among them'),
    jobTypes: z.array(JobType),
    firstAt: DateTime.describe('In the period'),
    lastAt: DateTime,
    since: DateTime.describe('Its first failure ever kept'),
    retryable: count('Failed jobs whose last failure this is: what `status:failed signature:…` finds'),
    trend: z.array(count('Failed attempts')).length(12).describe('The period in twelve equal parts'),
    sampleJobId: JobId,
    sampleMessage: z.string(),
  })
  .meta({ id: 'FailureGroup', description: 'Failed attempts of one cause' });
export const FailureList = z.object({ items: z.array(FailureGroup) });
export type FailureList = z.output<typeof FailureList>;

export const ExportInput = JobFilter.extend({
  of: z.enum(['jobs', 'history', 'audit']).default('jobs').describe('What to export'),
  format: z.enum(['csv', 'json']).default('csv'),
  jobId: text(255).optional().describe('Audit only: of this job'),
  action: text(50).optional().describe('Audit only: this action'),
  performedBy: text(255).optional().describe('Audit only: what this person did'),
});
export type ExportInput = z.output<typeof ExportInput>;

import { z } from 'zod';
import { DateTime, queryArray, Search, text } from './common.ts';
import { JobFilter, JobId, JobStatus, JobType } from './job.ts';

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

export const AnalyticsInput = z.object({
  ...range,
  bucket: z.enum(['hour', 'day']).optional().describe('By the span where it is left out'),
});
export type AnalyticsInput = z.output<typeof AnalyticsInput>;

const Figures = z.object({
  runs: count('Jobs that ended'),
  completed: count('Jobs that completed'),
  failed: count('Jobs that failed'),
  cancelled: count('Jobs that were cancelled'),
  successRate: z.number().min(0).max(1).nullable().describe('Completed of completed and failed'),
  durationMs: z.object({ p50: ms('Median'), p95: ms('95th percentile'), p99: ms('99th percentile') }).describe('Time spent running'),
  waitMs: z.object({ p50: ms('Median'), p95: ms('95th percentile') }).describe('From pending to running'),
  items: count('Items written or checked'),
  itemsPerSecond: z.number().nonnegative().nullable().describe('Items by time spent running'),
});

export const Analytics = z
  .object({
    bucket: z.enum(['hour', 'day']),
    from: DateTime,
    to: DateTime,
    buckets: z.array(Figures.extend({ at: DateTime.describe('Where the bucket begins'), jobType: JobType })),
    totals: Figures,
    previous: Figures.describe('The same for the period before, of the same length'),
  })
  .meta({ id: 'Analytics', description: 'How runs went, by type and time' });
export type Analytics = z.output<typeof Analytics>;

export const FailuresInput = z.object({ ...range, search: Search });
export type FailuresInput = z.output<typeof FailuresInput>;

export const FailureGroup = z
  .object({
    signature: z.string().describe('The message with numbers, ids, times and URLs taken out'),
    count: count('Failed attempts'),
    jobs: count('Jobs among them'),
    jobTypes: z.array(JobType),
    firstAt: DateTime,
    lastAt: DateTime,
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

import { z } from 'zod';
import { DateTime } from '../schemas/common.ts';
import { JobId, JobType } from '../schemas/job.ts';
import type { Role } from '../schemas/user.ts';
import { Seq } from './durable.ts';

const count = z.number().int().nonnegative();

const ProgressEntry = z.object({
  jobId: JobId,
  progressPercentage: z.number().int().min(0).max(100),
  done: count.describe('Items, in the type’s unit'),
  total: count.nullable(),
  message: z.string().nullable(),
});
export type ProgressEntry = z.output<typeof ProgressEntry>;

const JobProgressEvent = z
  .object({ at: DateTime, jobs: z.array(ProgressEntry) })
  .describe('The newest progress of running jobs, in batches; none of a job follows its `job:status` out of `running`');

const EnvironmentState = z
  .object({
    at: DateTime,
    seq: Seq.describe('The last durable event before what follows on this connection'),
    version: z.string().describe('Of the backend'),
    contractVersion: z.string(),
    parts: z.object({ database: z.enum(['ready', 'away']), queue: z.enum(['ready', 'away']) }),
    workers: z.array(z.object({ id: z.string(), host: z.string(), jobTypes: z.array(JobType), running: count })),
    queues: z.array(z.object({ jobType: JobType, pending: count, running: count, paused: count })),
  })
  .describe('Workers and backlog: on connect, and on change');
export type EnvironmentState = z.output<typeof EnvironmentState>;

/** The events that nobody needs twice: the next one says it all again. */
export const liveEvents = {
  'job:progress': { schema: JobProgressEvent, role: 'viewer' },
  'environment:state': { schema: EnvironmentState, role: 'viewer' },
} as const satisfies Record<string, { schema: z.ZodType; role: Role }>;

export type LivePayloads = { [Name in keyof typeof liveEvents]: z.output<(typeof liveEvents)[Name]['schema']> };

/** What progress a client asks for: of all jobs, of types, or of the jobs on its screen. */
export const ProgressSubscription = z.union([
  z.object({ jobIds: z.array(JobId).max(1_000) }).strict(),
  z.object({ jobTypes: z.array(JobType).max(100) }).strict(),
  z.object({ all: z.boolean().default(true).describe('False: none') }).strict(),
]);
export type ProgressSubscription = z.output<typeof ProgressSubscription>;

/** Why the server closes a connection, said in `connection:closing` before it does. */
export const ClosingReason = z.object({ code: z.string(), message: z.string() });
export type ClosingReason = z.output<typeof ClosingReason>;

export const isLive = (event: string): event is keyof typeof liveEvents => Object.hasOwn(liveEvents, event);

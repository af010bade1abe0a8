import { z } from 'zod';
import { JobQuery, JobQueryZone } from '../query/schema.ts';
import { Cursor, DateTime, Limit, NextCursor, Priority, queryArray, Search, text } from './common.ts';
import { jobStatuses } from './job-status.ts';

export const JobStatus = z.enum(jobStatuses).describe('Where a job stands').meta({ id: 'JobStatus' });
export type JobStatus = z.output<typeof JobStatus>;

export const FinishedStatus = z.enum(['completed', 'failed', 'cancelled']).describe('How a job ended');
export type FinishedStatus = z.output<typeof FinishedStatus>;

export const ControlAction = z
  .enum(['pause', 'resume', 'cancel', 'retry', 'delete', 'priority_change'])
  .describe('What a person does to a job')
  .meta({ id: 'ControlAction' });
export type ControlAction = z.output<typeof ControlAction>;

export const JobId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/, 'must be a job id: letters, digits, dots, dashes and underscores')
  .describe('A job’s id')
  .meta({ examples: ['quran-mwu3hh3a-d0924wic'] });

export const JobType = text(50)
  .min(1)
  .describe('A job type')
  .meta({ examples: ['quran'] });

const count = (description: string) => z.number().int().nonnegative().describe(description);

const RowCounts = z
  .object({
    created: count('Rows that were not there'),
    updated: count('Rows that were changed'),
    unchanged: count('Rows that were as they should be'),
  })
  .meta({ id: 'RowCounts', description: 'What writing did', examples: [{ created: 6236, updated: 0, unchanged: 0 }] });

export const JobResult = RowCounts.extend({
  byTable: z.record(z.string(), RowCounts).optional().describe('The same for tables beside the type’s own unit'),
})
  .catchall(z.unknown())
  .meta({
    id: 'JobResult',
    description: 'Counts in the type’s own unit (quran: verses), summed over attempts until a retry from the start',
  });

export const JobProgress = z
  .object({
    done: count('Items committed so far, in the type’s unit'),
    total: count('Items in all').nullable(),
    message: z.string().nullable().describe('What goes on'),
    ratePerSecond: z.number().nullable().describe('Items a second, of late; null unless running'),
    etaSeconds: z.number().int().nonnegative().nullable().describe('Seconds that are left at that rate'),
  })
  .meta({
    id: 'JobProgress',
    description: 'How far a job is',
    examples: [{ done: 3636, total: 6236, message: 'Surah 22, verse 5', ratePerSecond: 98.5, etaSeconds: 27 }],
  });

export const Job = z
  .object({
    jobId: JobId,
    jobType: JobType,
    jobName: z.string().describe('A name for people'),
    status: JobStatus,
    priority: Priority,
    progressPercentage: z.number().int().min(0).max(100).describe('Committed so far, in percent'),
    progress: JobProgress,
    startedAt: DateTime.nullable().describe('When it first ran since it was triggered or retried'),
    pausedAt: DateTime.nullable().describe('Since when it is paused'),
    completedAt: DateTime.nullable().describe('When it completed or failed'),
    cancelledAt: DateTime.nullable().describe('When it was cancelled'),
    endedAt: DateTime.nullable().describe('When it completed, failed or was cancelled'),
    runningSince: DateTime.nullable().describe('When the run in hand began; null unless running'),
    runMs: z.number().int().nonnegative().describe('Milliseconds spent running, the run in hand apart, since it was triggered or retried'),
    waitMs: z.number().int().nonnegative().nullable().describe('Milliseconds from pending to running; null before its first run'),
    errorMessage: z.string().nullable().describe('Why the last attempt failed'),
    errorSignature: z.string().nullable().describe('That message with numbers, ids, times and URLs taken out'),
    metadata: z.record(z.string(), z.unknown()).describe('Who triggered it, from where'),
    params: z.record(z.string(), z.unknown()).describe('The type’s params, complete with defaults'),
    result: JobResult.nullable().describe('What it wrote; null before its first batch'),
    attempt: z.number().int().min(1).describe('The attempt that runs, or ran last, or comes next'),
    nextAttemptAt: DateTime.nullable().describe('Before this it does not start: asked for at the trigger, or after a failed attempt'),
    seq: z.number().int().nonnegative().describe('Number of its newest durable event'),
    allowedActions: z.array(ControlAction).describe('What its status allows; a role may allow less'),
    createdAt: DateTime.describe('When it was triggered'),
    updatedAt: DateTime.describe('Its last change, progress apart'),
  })
  .meta({ id: 'Job', description: 'One run of a job type' });
export type Job = z.output<typeof Job>;

export const TriggerInput = z.object({
  jobType: JobType,
  jobName: text(255).trim().min(1).optional().describe('A name for people; the type’s title where it is left out'),
  priority: Priority.optional().describe('1 (most urgent) to 10; the schedule’s where it is left out'),
  params: z.record(z.string(), z.unknown()).optional().describe('The type’s params; `GET /types` has their schema'),
  runAt: DateTime.optional().describe('Not before this moment'),
  idempotencyKey: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('A repeat under the same key within 24 hours answers with the same job. Over REST it is the Idempotency-Key header'),
});
export type TriggerInput = z.output<typeof TriggerInput>;

/** The query language, beside the other filters: what fits must fit all of them. */
const queryFields = {
  query: JobQuery.optional(),
  timeZone: JobQueryZone.optional(),
};

export const JobFilter = z.object({
  status: queryArray(JobStatus).optional().describe('One or many'),
  jobType: queryArray(JobType).optional().describe('One or many'),
  search: Search,
  priority: Priority.optional(),
  from: DateTime.optional().describe('Created at or after'),
  to: DateTime.optional().describe('Created before'),
  ...queryFields,
});
export type JobFilter = z.output<typeof JobFilter>;

export const ListInput = JobFilter.extend({
  sort: z.enum(['createdAt', 'updatedAt', 'priority', 'completedAt']).default('createdAt').describe('What the list is ordered by'),
  order: z.enum(['asc', 'desc']).default('desc').describe('Which end comes first'),
  limit: Limit,
  cursor: Cursor,
  skip: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .describe('So many jobs are passed over first, for a jump into the middle; costs more the further it goes. Not with a cursor'),
});
export type ListInput = z.output<typeof ListInput>;

export const JobPage = z
  .object({
    items: z.array(Job),
    nextCursor: NextCursor,
    total: count('How many match; exact up to 10,000'),
    totalIsLowerBound: z.boolean().describe('True where more match than `total` says'),
  })
  .meta({ id: 'JobPage', description: 'One page of the list' });
export type JobPage = z.output<typeof JobPage>;

export const HistoryInput = z.object({
  status: queryArray(FinishedStatus).optional().describe('One or many'),
  jobType: queryArray(JobType).optional().describe('One or many'),
  search: Search,
  from: DateTime.optional().describe('Ended at or after'),
  to: DateTime.optional().describe('Ended before'),
  ...queryFields,
  limit: Limit,
  cursor: Cursor,
});
export type HistoryInput = z.output<typeof HistoryInput>;

export const HistoryPage = z
  .object({ items: z.array(Job), nextCursor: NextCursor })
  .meta({ id: 'HistoryPage', description: 'Finished runs, newest first' });
export type HistoryPage = z.output<typeof HistoryPage>;

export const JobIdInput = z.object({ jobId: JobId });
export type JobIdInput = z.output<typeof JobIdInput>;

export const StatusAnswer = z
  .object({ jobId: JobId, status: JobStatus, allowedActions: z.array(ControlAction), updatedAt: DateTime })
  .meta({ id: 'JobStatusAnswer', description: 'Where a job stands' });
export type StatusAnswer = z.output<typeof StatusAnswer>;

export const ProgressAnswer = z
  .object({ jobId: JobId, progressPercentage: z.number().int(), progress: JobProgress })
  .meta({ id: 'JobProgressAnswer', description: 'How far a job is' });
export type ProgressAnswer = z.output<typeof ProgressAnswer>;

export const JobCounts = z
  .object({
    items: z
      .array(z.object({ jobType: JobType, counts: z.record(JobStatus, z.number().int().nonnegative()) }))
      .describe('Types that have a job under the filter'),
    total: count('Jobs in all, exactly'),
  })
  .meta({ id: 'JobCounts', description: 'How many jobs fit a filter, by type and status' });
export type JobCounts = z.output<typeof JobCounts>;

export const SuggestInput = z.object({
  field: z
    .string()
    .regex(/^(?:error|signature|name|by|id|params\.[A-Za-z0-9_.-]{0,100})$/, 'must be error, signature, name, by, id or params.<name>')
    .describe('A field of the query language whose values come from the jobs themselves; `params.` alone asks for the names of params')
    .meta({ examples: ['error'] }),
  prefix: Search.describe('What the value contains, in any case'),
  limit: z.number().int().min(1).max(50).default(10),
});
export type SuggestInput = z.output<typeof SuggestInput>;

export const Suggestions = z
  .object({
    items: z.array(z.object({ value: z.string(), count: count('Recent jobs that have it') })),
    params: z.array(z.string()).describe('Names of params that recent jobs have'),
  })
  .meta({ id: 'Suggestions', description: 'Values that recent jobs have, the most frequent first' });
export type Suggestions = z.output<typeof Suggestions>;

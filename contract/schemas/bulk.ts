import { z } from 'zod';
import { Cursor, DateTime, Limit, NextCursor, Priority, Reason } from './common.ts';
import { RetryFrom } from './control.ts';
import { ControlAction, JobFilter, JobId, JobStatus, JobType } from './job.ts';

const BulkId = z
  .string()
  .regex(/^bulk-[a-z0-9-]{1,50}$/, 'must be a bulk id')
  .describe('A bulk action’s id')
  .meta({ examples: ['bulk-mwu3hh3a-d0924wic'] });

export const BulkInput = z
  .object({
    action: ControlAction,
    jobIds: z.array(JobId).min(1).max(100_000).optional().describe('The jobs; or a filter'),
    filter: JobFilter.optional().describe('Every job that matches now; or ids. An empty filter matches all'),
    priority: Priority.optional().describe('For priority_change'),
    from: RetryFrom.optional().describe('For retry; the checkpoint where it is left out'),
    reason: Reason,
    dryRun: z.boolean().default(false).describe('Only count'),
  })
  .superRefine((input, context) => {
    if ((input.jobIds === undefined) === (input.filter === undefined)) {
      context.addIssue({ code: 'custom', path: ['jobIds'], message: 'give either jobIds or filter' });
    }
    if (input.action === 'priority_change' && input.priority === undefined) {
      context.addIssue({ code: 'custom', path: ['priority'], message: 'priority_change needs a priority' });
    }
  });
export type BulkInput = z.output<typeof BulkInput>;

const count = (description: string) => z.number().int().nonnegative().describe(description);

export const BulkStarted = z
  .object({
    bulkId: BulkId.nullable().describe('Null for a dry run'),
    matched: count('Jobs that it is about'),
    applicable: count('Those whose status allows the action now'),
  })
  .meta({ id: 'BulkStarted', description: 'A bulk action that is stored and goes on by itself' });
export type BulkStarted = z.output<typeof BulkStarted>;

export const BulkIdInput = z.object({ bulkId: BulkId });
export type BulkIdInput = z.output<typeof BulkIdInput>;

export const BulkOperation = z
  .object({
    bulkId: BulkId,
    action: ControlAction,
    state: z.enum(['running', 'completed', 'stopped']),
    matched: count('Jobs that it is about'),
    done: count('Jobs worked through'),
    succeeded: count('Jobs on which it took effect'),
    refused: count('Jobs that refused it'),
    query: z.string().nullable().describe('The query that chose the jobs; null where they were named'),
    priority: Priority.nullable().describe('Of a priority_change'),
    from: RetryFrom.nullable().describe('Of a retry'),
    reason: z.string().nullable(),
    performedBy: z.string(),
    createdAt: DateTime,
    updatedAt: DateTime,
  })
  .meta({ id: 'BulkOperation', description: 'How far a bulk action is' });
export type BulkOperation = z.output<typeof BulkOperation>;

export const BulkListInput = z.object({ limit: Limit, cursor: Cursor });
export type BulkListInput = z.output<typeof BulkListInput>;
export const BulkPage = z
  .object({ items: z.array(BulkOperation), nextCursor: NextCursor })
  .meta({ id: 'BulkPage', description: 'Bulk actions, newest first' });
export type BulkPage = z.output<typeof BulkPage>;

export const BulkResultsInput = BulkIdInput.extend({
  ok: z.boolean().optional().describe('Only those that took effect, or only those that were refused'),
  limit: Limit,
  cursor: Cursor,
});
export type BulkResultsInput = z.output<typeof BulkResultsInput>;

export const BulkResult = z
  .object({
    jobId: JobId,
    jobName: z.string().nullable().describe('Null once the job is deleted'),
    jobType: JobType.nullable().describe('Null once the job is deleted'),
    ok: z.boolean(),
    currentStatus: JobStatus.nullable().describe('The job’s status now; null once it is deleted'),
    status: JobStatus.nullable().describe('The job’s status after the action, or the one that refused it; null for an unknown job'),
    error: z.object({ code: z.string(), message: z.string(), data: z.unknown() }).optional(),
  })
  .meta({ id: 'BulkResult', description: 'What a bulk action did to one job' });
export const BulkResultPage = z
  .object({ items: z.array(BulkResult), nextCursor: NextCursor })
  .meta({ id: 'BulkResultPage', description: 'Results, in the order of the work' });
export type BulkResultPage = z.output<typeof BulkResultPage>;

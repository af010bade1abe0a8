import { z } from 'zod';
import { Priority, Reason } from './common.ts';
import { ControlAction, JobId, JobStatus } from './job.ts';

export const ControlInput = z.object({ jobId: JobId, reason: Reason });
export type ControlInput = z.output<typeof ControlInput>;

export const RetryFrom = z.enum(['checkpoint', 'start']).describe('Go on from the checkpoint, or do it all again');

export const RetryInput = z.object({
  jobId: JobId,
  from: RetryFrom.default('checkpoint'),
  params: z.record(z.string(), z.unknown()).optional().describe('New params for the type; they mean `start`'),
  reason: Reason,
});
export type RetryInput = z.output<typeof RetryInput>;

export const PriorityInput = z.object({ jobId: JobId, priority: Priority, reason: Reason });
export type PriorityInput = z.output<typeof PriorityInput>;

export const ControlResult = z
  .object({
    success: z.literal(true),
    jobId: JobId,
    action: ControlAction,
    status: JobStatus.describe('The job’s status after the action; before it, for a deleted job'),
    message: z.string().describe('The same in words'),
  })
  .meta({
    id: 'ControlResult',
    description: 'An action that holds from now on',
    examples: [
      { success: true, jobId: 'quran-mwu3hh3a-d0924wic', action: 'pause', status: 'paused', message: 'quran-mwu3hh3a-d0924wic is paused' },
    ],
  });
export type ControlResult = z.output<typeof ControlResult>;

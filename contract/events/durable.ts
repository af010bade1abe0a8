import { z } from 'zod';
import { DateTime } from '../schemas/common.ts';
import { JobId, JobStatus, JobType } from '../schemas/job.ts';
import { Schedule } from '../schemas/schedule.ts';

const numbered = {
  seq: z.number().int().positive().describe('Rises with each durable event of the environment, in the order in which they can be seen'),
  at: DateTime.describe('When it happened'),
};

const JobStatusEvent = z
  .object({
    ...numbered,
    jobId: JobId,
    jobType: JobType,
    status: JobStatus,
    previousStatus: JobStatus.nullable(),
    errorMessage: z.string().optional(),
  })
  .describe('job:status: a job went from one status to another');

const JobActionEvent = z
  .object({
    ...numbered,
    jobId: JobId,
    action: z.string(),
    performedBy: z.string(),
    result: z.string().describe('The status after it, or `deleted`'),
  })
  .describe('job:action: somebody acted on a job');

const ScheduleChangedEvent = z
  .object({ ...numbered, jobType: JobType, schedule: Schedule, performedBy: z.string() })
  .describe('schedule:changed: a schedule was changed or switched');

/** The durable events by name. */
export const durableEvents = {
  'job:status': JobStatusEvent,
  'job:action': JobActionEvent,
  'schedule:changed': ScheduleChangedEvent,
} as const;

import { z } from 'zod';
import { DateTime, Priority } from './common.ts';
import { JobId, JobStatus, JobType } from './job.ts';

const CronExpression = z
  .string()
  .min(1)
  .max(255)
  .describe('Five fields: minute, hour, day of month, month, day of week')
  .meta({ examples: ['0 3 * * *'] });
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .describe('A time zone of the IANA database')
  .meta({ examples: ['Asia/Riyadh'] });

const fields = {
  enabled: z.boolean().describe('False stops scheduled runs only'),
  cronExpression: CronExpression,
  timeZone: TimeZone,
  priority: Priority,
  maxConcurrency: z.number().int().min(1).max(1_000).describe('Runs of the type at once, however they were started'),
  timeoutMinutes: z.number().int().min(1).max(10_080).describe('How long one attempt may run'),
  retryAttempts: z.number().int().min(1).max(20).describe('Attempts in all, the first among them'),
  backoffSeconds: z
    .number()
    .int()
    .min(0)
    .max(86_400)
    .describe('Wait before the second attempt; it doubles with each one, with jitter, up to 15 minutes'),
};

export const Schedule = z
  .object({
    jobType: JobType,
    ...fields,
    nextRunAt: DateTime.nullable().describe('Its next firing; null while it is off'),
    lastRun: z.object({ jobId: JobId, status: JobStatus, at: DateTime }).nullable().describe('The newest run that it started'),
    createdAt: DateTime,
    updatedAt: DateTime,
  })
  .meta({ id: 'Schedule', description: 'When a job type runs by itself, and what binds every run of it' });
export type Schedule = z.output<typeof Schedule>;

export const ScheduleList = z.object({ items: z.array(Schedule) });
export type ScheduleList = z.output<typeof ScheduleList>;

const { enabled: _, ...changeable } = fields;
export const ScheduleUpdate = z
  .object({ jobType: JobType, enabled: fields.enabled.optional(), ...z.object(changeable).partial().shape })
  .refine(({ jobType: _type, ...rest }) => Object.values(rest).some((value) => value !== undefined), 'names nothing to change');
export type ScheduleUpdate = z.output<typeof ScheduleUpdate>;

export const ScheduleToggle = z.object({ jobType: JobType, enabled: fields.enabled });
export type ScheduleToggle = z.output<typeof ScheduleToggle>;

export const PreviewInput = z.object({
  cronExpression: CronExpression,
  timeZone: TimeZone.default('UTC'),
  count: z.number().int().min(1).max(500).default(5).describe('How many firings'),
  from: DateTime.optional().describe('After this moment; now where it is left out'),
  to: DateTime.optional().describe('None at or after this moment'),
});
export type PreviewInput = z.output<typeof PreviewInput>;
export const PreviewAnswer = z.object({ runs: z.array(DateTime).describe('The next firings, soonest first') });
export type PreviewAnswer = z.output<typeof PreviewAnswer>;

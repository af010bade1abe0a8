import { z } from 'zod';
import { Cursor, DateTime, Limit, NextCursor, queryArray, Search, text } from './common.ts';
import { JobId, JobType } from './job.ts';

const LogLevel = z.enum(['debug', 'info', 'warn', 'error']).describe('How much a line matters');

export const JobLog = z
  .object({
    id: z.number().int().describe('Rises with each line'),
    level: LogLevel,
    message: z.string(),
    data: z.record(z.string(), z.unknown()).nullable().describe('What belongs to the message'),
    loggedAt: DateTime,
  })
  .meta({
    id: 'JobLog',
    description: 'A line that a job logged while it ran',
    examples: [
      {
        id: 17,
        level: 'info',
        message: 'Syncing 6236 verses of 114 surahs',
        data: { translations: ['en'] },
        loggedAt: '2026-01-02T03:04:05.678Z',
      },
    ],
  });
export type JobLog = z.output<typeof JobLog>;

export const LogsInput = z.object({
  jobId: JobId,
  level: queryArray(LogLevel).optional().describe('One or many'),
  order: z.enum(['asc', 'desc']).default('asc').describe('Oldest or newest first'),
  after: z.number().int().nonnegative().optional().describe('Only lines whose id is greater: how a log is followed'),
  from: DateTime.optional().describe('Logged at or after'),
  to: DateTime.optional().describe('Logged before'),
  limit: Limit,
  cursor: Cursor,
});
export type LogsInput = z.output<typeof LogsInput>;
export const LogPage = z.object({ items: z.array(JobLog), nextCursor: NextCursor }).meta({ id: 'LogPage', description: 'A job’s log' });
export type LogPage = z.output<typeof LogPage>;

export const Attempt = z
  .object({
    attempt: z.number().int().min(1).describe('The attempt that this run belonged to; a pause or a lost worker begins no new one'),
    runToken: z.string().describe('The run’s own token'),
    workerId: z.string().nullable(),
    startedAt: DateTime,
    endedAt: DateTime.nullable().describe('Null while it runs'),
    outcome: z
      .enum(['running', 'completed', 'failed', 'timed_out', 'paused', 'cancelled', 'stopped', 'lost'])
      .describe('stopped: its worker was shut down; lost: its worker was gone'),
    errorMessage: z.string().nullable(),
    errorSignature: z.string().nullable().describe('The message with numbers, ids, times and URLs taken out'),
    checkpoint: z.unknown().describe('What was safely done when it ended'),
  })
  .meta({ id: 'Attempt', description: 'One run of a job on one worker' });
export type Attempt = z.output<typeof Attempt>;

export const Checkpoint = z
  .object({ at: DateTime, attempt: z.number().int().min(1), done: z.number().int().nonnegative().describe('Items safely done by then') })
  .meta({ id: 'Checkpoint', description: 'A moment at which a batch was committed' });
export const CheckpointList = z
  .object({ items: z.array(Checkpoint).max(500).describe('Oldest first, thinned evenly to 500; at most one a second is kept') })
  .meta({ id: 'CheckpointList', description: 'When a job’s checkpoint moved' });
export type CheckpointList = z.output<typeof CheckpointList>;

export const PageInput = z.object({ jobId: JobId, limit: Limit, cursor: Cursor });
export type PageInput = z.output<typeof PageInput>;
export const AttemptPage = z
  .object({ items: z.array(Attempt), nextCursor: NextCursor })
  .meta({ id: 'AttemptPage', description: 'A job’s runs, oldest first' });
export type AttemptPage = z.output<typeof AttemptPage>;

export const AuditEntry = z
  .object({
    id: z.number().int(),
    jobId: z.string().describe('The job; `schedule:quran` or `user:anna` where no job is meant'),
    action: z.string().describe('trigger, pause, resume, cancel, retry, delete, priority_change, schedule_update, schedule_toggle'),
    performedBy: z.string(),
    performedAt: DateTime,
    metadata: z
      .object({ origin: z.string().optional().describe('rest, socket, ipc, schedule or system'), reason: z.string().optional() })
      .catchall(z.unknown())
      .describe('Reason, origin, and what was before and after'),
  })
  .meta({
    id: 'AuditEntry',
    description: 'Who did what, when, from where and why',
    examples: [
      {
        id: 3,
        jobId: 'quran-mwu3hh3a-d0924wic',
        action: 'pause',
        performedBy: 'admin',
        performedAt: '2026-01-02T03:04:05.678Z',
        metadata: { origin: 'rest', reason: 'look', before: { status: 'running' }, after: { status: 'paused' } },
      },
    ],
  });
export type AuditEntry = z.output<typeof AuditEntry>;
export const AuditPage = z
  .object({ items: z.array(AuditEntry), nextCursor: NextCursor })
  .meta({ id: 'AuditPage', description: 'The audit trail, newest first' });
export type AuditPage = z.output<typeof AuditPage>;

export const AuditInput = z.object({
  jobId: text(255).optional().describe('Only of this job, or of `schedule:<type>` or `user:<name>`'),
  action: text(50).optional().describe('Only this action'),
  performedBy: text(255).optional().describe('Only what this person did'),
  search: Search,
  from: DateTime.optional().describe('At or after'),
  to: DateTime.optional().describe('Before'),
  limit: Limit,
  cursor: Cursor,
});
export type AuditInput = z.output<typeof AuditInput>;

export const JobTypeInfo = z
  .object({
    jobType: JobType,
    title: z.string().describe('Its name for people'),
    unit: z.string().describe('What one item is, in the plural'),
    needsNetwork: z.boolean().describe('True where a run can do nothing without the network'),
    paramsSchema: z.record(z.string(), z.unknown()).describe('JSON schema of its params'),
  })
  .meta({ id: 'JobTypeInfo', description: 'A kind of sync' });
export const JobTypeList = z.object({ items: z.array(JobTypeInfo) });
export type JobTypeList = z.output<typeof JobTypeList>;

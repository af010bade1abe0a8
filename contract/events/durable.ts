import { z } from 'zod';
import { DateTime } from '../schemas/common.ts';
import { JobId, JobStatus, JobType } from '../schemas/job.ts';
import { Schedule } from '../schemas/schedule.ts';
import type { Role } from '../schemas/user.ts';

export const Seq = z
  .number()
  .int()
  .nonnegative()
  .describe('Rises with each durable event of the environment, in the order in which they can be seen');

const numbered = { seq: Seq, at: DateTime.describe('When it happened') };

const JobStatusEvent = z
  .object({
    ...numbered,
    jobId: JobId,
    jobType: JobType,
    jobName: z.string().optional().describe('Left out by older backends'),
    status: JobStatus,
    previousStatus: JobStatus.nullable(),
    priority: z.number().int().optional().describe('The job’s; left out by older backends'),
    errorMessage: z.string().optional(),
    errorSignature: z.string().optional().describe('That message with numbers, ids, times and URLs taken out'),
  })
  .describe('A job went from one status to another');

const JobActionEvent = z
  .object({
    ...numbered,
    jobId: JobId,
    action: z.string(),
    performedBy: z.string(),
    result: z.string().describe('The status after it, or `deleted`'),
    jobName: z.string().optional(),
    priority: z.number().int().optional().describe('After a priority_change'),
    isBulk: z.boolean().optional().describe('True where it is one of many of a bulk action'),
  })
  .describe('Somebody acted on a job');

const ScheduleChangedEvent = z
  .object({ ...numbered, jobType: JobType, schedule: Schedule, performedBy: z.string() })
  .describe('A schedule was changed or switched');

interface EventDeclaration {
  schema: z.ZodType;
  /** The least role that is sent it. */
  role: Role;
}

/** The durable events by name: rows first, delivered once and in order, and again after a gap. */
export const durableEvents = {
  'job:status': { schema: JobStatusEvent, role: 'viewer' },
  'job:action': { schema: JobActionEvent, role: 'viewer' },
  'schedule:changed': { schema: ScheduleChangedEvent, role: 'viewer' },
} as const satisfies Record<string, EventDeclaration>;

export type DurableEventName = keyof typeof durableEvents;
type DurablePayloads = { [Name in DurableEventName]: z.output<(typeof durableEvents)[Name]['schema']> };

/** A durable event as it travels: its name beside its payload. */
export type DurableEvent = { [Name in DurableEventName]: { event: Name; payload: DurablePayloads[Name] } }[DurableEventName];

export const isDurable = (event: string): event is DurableEventName => Object.hasOwn(durableEvents, event);

export const EventsSinceInput = z.object({ seq: Seq.describe('The last event that the client has') });

/** What `events:since` is acknowledged with; `tooOld` means: reload what is on screen, and go on from `seq`. */
export const EventsSinceAnswer = z.union([
  z.object({ tooOld: z.literal(true), seq: Seq }),
  z.object({ events: z.array(z.object({ event: z.string(), payload: z.unknown() })), seq: Seq }),
]);
export type EventsSinceAnswer = { tooOld: true; seq: number } | { events: DurableEvent[]; seq: number };

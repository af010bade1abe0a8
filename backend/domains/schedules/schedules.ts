import type { PreviewAnswer, PreviewInput, Schedule, ScheduleList, ScheduleToggle, ScheduleUpdate } from '#contract/schemas/schedule.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../domain-error.ts';
import { checkCron, nextFirings } from './cron.ts';

/** A row of sync_job_schedules with its last run, as `to_jsonb` gives it. */
interface ScheduleRow {
  job_type: string;
  enabled: boolean;
  cron_expression: string;
  time_zone: string;
  priority: number;
  max_concurrency: number;
  timeout_minutes: number;
  retry_attempts: number;
  backoff_seconds: number;
  created_at: string;
  updated_at: string;
  last_run: { job_id: string; status: NonNullable<Schedule['lastRun']>['status']; at: string } | null;
}

/** What the API calls a field, and what its column is called. */
const columns = {
  enabled: 'enabled',
  cronExpression: 'cron_expression',
  timeZone: 'time_zone',
  priority: 'priority',
  maxConcurrency: 'max_concurrency',
  timeoutMinutes: 'timeout_minutes',
  retryAttempts: 'retry_attempts',
  backoffSeconds: 'backoff_seconds',
} as const satisfies Record<string, keyof ScheduleRow>;
type Field = keyof typeof columns;
const fieldNames = Object.keys(columns) as Field[];

/** A change of these makes earlier firings nobody's. */
const arming: readonly Field[] = ['enabled', 'cronExpression', 'timeZone'];

const SELECT = `SELECT to_jsonb(s) || jsonb_build_object('last_run', (
    SELECT jsonb_build_object('job_id', j.job_id, 'status', j.status, 'at', j.scheduled_for) FROM sync_job_control j
    WHERE j.job_type = s.job_type AND j.scheduled_for IS NOT NULL ORDER BY j.scheduled_for DESC LIMIT 1)) AS schedule
  FROM sync_job_schedules s`;

function fieldsOf(row: ScheduleRow): Record<Field, string | number | boolean> {
  return Object.fromEntries(fieldNames.map((field) => [field, row[columns[field]]])) as Record<Field, string | number | boolean>;
}

function toSchedule(row: ScheduleRow, now: Date): Schedule {
  const cron = { cronExpression: row.cron_expression, timeZone: row.time_zone };
  const { last_run: last } = row;
  return {
    jobType: row.job_type,
    ...(fieldsOf(row) as Pick<Schedule, Field>),
    nextRunAt: row.enabled ? (nextFirings(cron, 1, now)[0] ?? null) : null,
    lastRun: last && { jobId: last.job_id, status: last.status, at: new Date(last.at) },
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

export interface Schedules {
  list(): Promise<ScheduleList>;
  /** @throws BAD_REQUEST under `cronExpression` or `timeZone` */
  preview(input: PreviewInput): Promise<PreviewAnswer>;
  /** Merges. @throws NOT_FOUND, BAD_REQUEST */
  update(input: ScheduleUpdate, actor: Actor): Promise<Schedule>;
  toggle(input: ScheduleToggle, actor: Actor): Promise<Schedule>;
}

export function createSchedules(deps: { db: Database; now(): Date }): Schedules {
  const { db, now } = deps;

  async function read(sql: Sql, jobType: string): Promise<ScheduleRow> {
    const [found] = await sql.query<{ schedule: ScheduleRow }>(`${SELECT} WHERE s.job_type = $1`, [jobType]);
    if (!found) throw new DomainError('NOT_FOUND', `There is no schedule of a job type ${JSON.stringify(jobType)}`, { jobType });
    return found.schedule;
  }

  async function change(
    jobType: string,
    changes: Partial<Record<Field, string | number | boolean>>,
    action: string,
    actor: Actor,
  ): Promise<Schedule> {
    return db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM sync_job_schedules WHERE job_type = $1 FOR UPDATE', [jobType]);
      const before = fieldsOf(await read(tx, jobType));
      const after = { ...before, ...changes };
      checkCron({ cronExpression: String(after.cronExpression), timeZone: String(after.timeZone) });
      const rearmed = arming.some((field) => before[field] !== after[field]);
      const sets = fieldNames.map((field, index) => `${columns[field]} = $${index + 2}`);
      await tx.query(
        `UPDATE sync_job_schedules SET ${sets.join(', ')}, updated_at = now()${rearmed ? ', armed_at = now()' : ''} WHERE job_type = $1`,
        [jobType, ...fieldNames.map((field) => after[field])],
      );
      const schedule = toSchedule(await read(tx, jobType), now());
      const changed = fieldNames.filter((field) => field in changes);
      const pick = (from: Record<Field, unknown>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
      await tx.query(
        `WITH audited AS (
           INSERT INTO sync_job_audit_logs (job_id, action, performed_by, metadata) VALUES ($1, $2, $3, $4::jsonb))
         INSERT INTO sync_job_events (kind, payload) VALUES ('schedule:changed', $5::jsonb)`,
        [
          `schedule:${jobType}`,
          action,
          actor.username,
          JSON.stringify({ origin: actor.origin, before: pick(before), after: pick(after) }),
          JSON.stringify({ jobType, schedule, performedBy: actor.username }),
        ],
      );
      // Workers change their limits, and the reconciler the scheduler in the queue, once this is committed.
      await tx.query(`SELECT pg_notify('syncdeck_schedules', $1)`, [jobType]);
      return schedule;
    });
  }

  return {
    async list() {
      const rows = await db.query<{ schedule: ScheduleRow }>(`${SELECT} ORDER BY s.id`);
      return { items: rows.map(({ schedule }) => toSchedule(schedule, now())) };
    },
    async preview({ count, from, to, ...cron }) {
      checkCron(cron);
      return { runs: nextFirings(cron, count, from ?? now(), to) };
    },
    async update({ jobType, ...fields }, actor) {
      const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      return change(jobType, changes as Partial<Record<Field, string | number | boolean>>, 'schedule_update', actor);
    },
    toggle: ({ jobType, enabled }, actor) => change(jobType, { enabled }, 'schedule_toggle', actor),
  };
}

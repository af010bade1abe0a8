import type { Sql } from '../../infra/database/sql.ts';
import { scheduleActor } from '../actor.ts';
import type { JobTrigger } from '../jobs/trigger-job.ts';
import { firesAt, lastFiring } from './cron.ts';

interface ScheduleRow {
  job_type: string;
  enabled: boolean;
  cron_expression: string;
  time_zone: string;
  armed_at: Date;
}

const SELECT = 'SELECT job_type, enabled, cron_expression, time_zone, armed_at FROM sync_job_schedules';
const cronOf = (row: ScheduleRow) => ({ cronExpression: row.cron_expression, timeZone: row.time_zone });

/** The queue is given this long to fire by itself before the tables are asked what was missed. */
const LATE_MS = 5_000;

/**
 * Fires a type for a time. A firing of a schedule that was changed or switched off since is nobody's, and one that has its job already
 * makes no second. Answers whether it made a job.
 */
export async function fireSchedule(deps: { sql: Sql; trigger: JobTrigger }, jobType: string, scheduledFor: Date): Promise<boolean> {
  const [row] = await deps.sql.query<ScheduleRow>(`${SELECT} WHERE job_type = $1`, [jobType]);
  if (!row?.enabled || scheduledFor <= row.armed_at || !firesAt(cronOf(row), scheduledFor)) return false;
  return (await deps.trigger.fire(jobType, scheduledFor, scheduleActor)) !== null;
}

/**
 * Fires what the queue should have fired and did not: it was emptied, or nothing ran at that time. Of several missed firings of a type
 * only the last is made up for. Answers how many.
 */
export async function fireMissed(deps: { sql: Sql; trigger: JobTrigger; now(): Date }): Promise<number> {
  const late = new Date(deps.now().getTime() - LATE_MS);
  const rows = await deps.sql.query<ScheduleRow & { last: Date | null }>(
    `SELECT s.job_type, s.enabled, s.cron_expression, s.time_zone, s.armed_at,
       (SELECT max(j.scheduled_for) FROM sync_job_control j WHERE j.job_type = s.job_type) AS last
     FROM sync_job_schedules s WHERE s.enabled`,
  );
  let fired = 0;
  for (const row of rows) {
    const due = lastFiring(cronOf(row), late);
    if (!due || due <= row.armed_at || (row.last && due <= row.last)) continue;
    if (await deps.trigger.fire(row.job_type, due, scheduleActor)) fired++;
  }
  return fired;
}

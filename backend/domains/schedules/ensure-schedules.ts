import type { Sql } from '../../infra/database/sql.ts';

/** Gives a job type that has no schedule one that is switched off: every run of a type is bound by its schedule. */
export async function ensureSchedules(sql: Sql, jobTypes: readonly string[]): Promise<void> {
  await sql.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression)
     SELECT type, false, '0 0 * * *' FROM unnest($1::text[]) AS type ON CONFLICT (job_type) DO NOTHING`,
    [jobTypes],
  );
}

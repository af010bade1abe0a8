import type { Attempt, AttemptPage, CheckpointList, JobLog, LogPage, LogsInput, PageInput } from '#contract/schemas/records.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { cutPage, readCursor, writeCursor } from '../paging.ts';
import type { JobRow } from './job-row.ts';

/** A page of a job's log. @throws BAD_REQUEST on a cursor of another list */
export async function listLogs(sql: Sql, input: LogsInput): Promise<LogPage> {
  const cursor = readCursor(input, 1);
  const values: unknown[] = [input.jobId];
  const conditions = ['g.job_id = $1'];
  const descending = input.order === 'desc';
  if (input.level) conditions.push(`g.level = ANY ($${values.push(input.level)})`);
  if (input.after !== undefined) conditions.push(`g.id > $${values.push(input.after)}`);
  if (input.from) conditions.push(`g.logged_at >= $${values.push(input.from)}`);
  if (input.to) conditions.push(`g.logged_at < $${values.push(input.to)}`);
  if (cursor) conditions.push(`g.id ${descending ? '<' : '>'} $${values.push(cursor.after[0])}::bigint`);
  const rows = await sql.query<JobLog>(
    `SELECT g.id, g.level, g.message, g.data, g.logged_at AS "loggedAt" FROM sync_job_logs g WHERE ${conditions.join(' AND ')}
     ORDER BY g.id ${descending ? 'DESC' : 'ASC'} LIMIT $${values.push(input.limit + 1)}`,
    values,
  );
  const page = cutPage(rows, input.limit, (row) => [row.id]);
  return { items: page.rows, nextCursor: page.next && writeCursor(input, { after: page.next }) };
}

/** The run in hand: its record is written when it ends. */
function runInHand(row: JobRow): Attempt[] {
  if (row.status !== 'running' || row.run_token === null || row.taken_at === null) return [];
  return [
    {
      attempt: row.attempt,
      runToken: row.run_token,
      workerId: row.worker_id,
      startedAt: new Date(row.taken_at),
      endedAt: null,
      outcome: 'running',
      errorMessage: null,
      errorSignature: null,
      checkpoint: row.checkpoint,
    },
  ];
}

/** A page of a job's runs, oldest first; the one in hand closes the last page. @throws BAD_REQUEST on a cursor of another list */
export async function listAttempts(sql: Sql, job: JobRow, input: PageInput): Promise<AttemptPage> {
  const cursor = readCursor(input, 1);
  const rows = await sql.query<Attempt & { id: number }>(
    `SELECT t.id, t.attempt, t.run_token AS "runToken", t.worker_id AS "workerId", t.started_at AS "startedAt", t.ended_at AS "endedAt",
       t.outcome, t.error_message AS "errorMessage", t.error_signature AS "errorSignature", t.checkpoint
     FROM sync_job_attempts t WHERE t.job_id = $1 AND t.id > $2 ORDER BY t.id LIMIT $3`,
    [input.jobId, cursor?.after[0] ?? 0, input.limit + 1],
  );
  const page = cutPage(rows, input.limit, (row) => [row.id]);
  const items = page.rows.map(({ id: _id, ...attempt }) => attempt);
  if (page.next) return { items, nextCursor: writeCursor(input, { after: page.next }) };
  return { items: [...items, ...runInHand(job)], nextCursor: null };
}

/** Points that a timeline can show apart. */
const MOST_CHECKPOINTS = 500;

/** When a job's checkpoint moved, oldest first; of many, so many as can be shown, evenly, with the first and the last. */
export async function listCheckpoints(sql: Sql, jobId: string): Promise<CheckpointList> {
  const items = await sql.query<CheckpointList['items'][number]>(
    `SELECT c.at, c.attempt, c.done
     FROM (SELECT at, attempt, done, id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () - 1 AS last
           FROM sync_job_checkpoints WHERE job_id = $1) AS c
     WHERE c.last < $2 OR c.n = 0 OR c.n * ($2 - 1) / c.last > (c.n - 1) * ($2 - 1) / c.last
     ORDER BY c.id`,
    [jobId, MOST_CHECKPOINTS],
  );
  return { items };
}

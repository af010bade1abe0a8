import type { Sql } from '../../infra/database/sql.ts';
import type { TicketIssuer } from '../jobs/issue-tickets.ts';
import { lostWorker, settleLoss } from '../jobs/lost-worker.ts';
import type { ApplyChange, Outcome } from '../jobs/transitions.ts';

/** A running row that nobody has spoken for this long has lost its worker. The queue notices most of them sooner. */
const QUIET_MS = 8_000;
const CHUNK = 500;

/** Gives running rows whose worker is silent back to the queue. Answers how many. */
export async function reconcileLosses(deps: {
  sql: Sql;
  apply: ApplyChange;
  tickets: TicketIssuer;
  onLost(outcome: Outcome): void;
}): Promise<number> {
  const rows = await deps.sql.query<{ job_id: string; run_token: string }>(
    `SELECT job_id, run_token FROM sync_job_control
     WHERE status = 'running' AND heartbeat_at < now() - $1 * interval '1 millisecond' LIMIT $2`,
    [QUIET_MS, CHUNK],
  );
  const outcomes = await Promise.all(
    rows.map(({ job_id: jobId, run_token: token }) => deps.apply({ jobId, token, transition: 'lose', quietMs: QUIET_MS, ...lostWorker })),
  );
  const lost = outcomes.filter((outcome) => outcome.applied);
  await Promise.all(lost.map((outcome) => settleLoss(deps.tickets, outcome, deps.onLost)));
  return lost.length;
}

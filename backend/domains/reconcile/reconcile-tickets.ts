import type { Sql } from '../../infra/database/sql.ts';
import type { Ticket, TicketQueue } from '../../queue/ticket-queue.ts';
import { ticketToIssue } from '../jobs/issue-tickets.ts';
import type { JobRow } from '../jobs/job-row.ts';

/** A pending row is left alone this long: whoever made it pending is about to issue its ticket. */
const SETTLE_MS = 1_500;
/** Up to so many tickets and rows, comparing them all costs a few milliseconds and is done on every pass. */
const SMALL = 2_000;
/** Above that, they are all compared this often, and at once when the queue holds fewer tickets than there are pending rows. */
const FULL_EVERY_MS = 30_000;
const CHUNK = 1_000;

type PendingRow = Pick<JobRow, 'job_id' | 'job_type' | 'ticket' | 'priority' | 'run_at' | 'next_attempt_at' | 'losses'>;

const nameOf = ({ jobId, ticket }: Pick<Ticket, 'jobId' | 'ticket'>): string => `${jobId}.${ticket}`;

export interface TicketRepairs {
  /** Tickets of pending rows that the queue had lost. */
  reissued: number;
  /** Tickets in the queue that could do nothing any more. */
  dropped: number;
}

/** Makes the queue's tickets those of the pending rows. */
export function createTicketReconciler(deps: { sql: Sql; queue: TicketQueue }) {
  const { sql, queue } = deps;
  const fullAt = new Map<string, number>();
  /** Tickets that looked stale on the last pass: one that still does is no ticket on its way into a worker's hand. */
  const suspects = new Map<string, Set<string>>();

  async function isDue(jobType: string): Promise<boolean> {
    const [{ pending } = { pending: 0 }] = await sql.query<{ pending: number }>(
      `SELECT count(*) AS pending FROM sync_job_control
       WHERE job_type = $1 AND status = 'pending' AND updated_at < now() - $2 * interval '1 millisecond'`,
      [jobType, SETTLE_MS],
    );
    const { waiting, delayed, active } = await queue.counts(jobType);
    const tickets = waiting + delayed + active;
    if (pending === 0 && waiting + delayed === 0) return false;
    return Math.max(pending, tickets) <= SMALL || tickets < pending || Date.now() - (fullAt.get(jobType) ?? 0) > FULL_EVERY_MS;
  }

  /** Issues a ticket for each settled pending row that has none. A ticket that moved while we looked is there already, and stays as it is. */
  async function reissueLost(jobType: string, known: ReadonlySet<string>): Promise<number> {
    let reissued = 0;
    for (let after = 0; ; ) {
      const rows = await sql.query<PendingRow & { id: number }>(
        `SELECT id, job_id, job_type, ticket, priority, run_at::text, next_attempt_at::text, losses FROM sync_job_control
         WHERE job_type = $1 AND status = 'pending' AND id > $2 AND updated_at < now() - $3 * interval '1 millisecond' ORDER BY id LIMIT $4`,
        [jobType, after, SETTLE_MS, CHUNK],
      );
      const lost = rows.filter((row) => !known.has(nameOf({ jobId: row.job_id, ticket: row.ticket })));
      if (lost.length > 0) await queue.issue(lost.map((row) => ticketToIssue(row as JobRow, row.losses > 0 ? 'first' : undefined)));
      reissued += lost.length;
      if (rows.length < CHUNK) return reissued;
      after = (rows.at(-1) as { id: number }).id;
    }
  }

  /** Takes out tickets whose row is gone, or went on to another ticket or state. */
  async function dropStale(jobType: string, tickets: readonly Ticket[]): Promise<number> {
    const suspected = suspects.get(jobType);
    const suspect = new Set<string>();
    let dropped = 0;
    for (let start = 0; start < tickets.length; start += CHUNK) {
      const chunk = tickets.slice(start, start + CHUNK);
      const live = await sql.query<{ job_id: string; ticket: number }>(
        `SELECT job_id, ticket FROM sync_job_control WHERE job_id = ANY ($1) AND status = 'pending'`,
        [chunk.map((ticket) => ticket.jobId)],
      );
      const names = new Set(live.map((row) => nameOf({ jobId: row.job_id, ticket: row.ticket })));
      const stale = chunk.filter((ticket) => !names.has(nameOf(ticket)));
      for (const ticket of stale) suspect.add(nameOf(ticket));
      const sure = stale.filter((ticket) => suspected?.has(nameOf(ticket)));
      if (sure.length > 0) await queue.withdraw(sure);
      dropped += sure.length;
    }
    suspects.set(jobType, suspect);
    return dropped;
  }

  return async function reconcileTickets(jobType: string): Promise<TicketRepairs> {
    if (!(await isDue(jobType))) return { reissued: 0, dropped: 0 };
    // Tickets first, rows second: a row that turns up without its ticket is settled, so the ticket can't be one that was still to come.
    const listed = await queue.list(jobType);
    const reissued = await reissueLost(jobType, new Set(listed.map(({ ticket }) => nameOf(ticket))));
    const dropped = await dropStale(
      jobType,
      listed.filter(({ inHand }) => !inHand).map(({ ticket }) => ticket),
    );
    fullAt.set(jobType, Date.now());
    return { reissued, dropped };
  };
}

import { currentTraceparent } from '../../infra/traces.ts';
import type { Ticket, TicketQueue, TicketToIssue } from '../../queue/ticket-queue.ts';
import { type JobRow, notBefore } from './job-row.ts';

/** How long a caller waits for the queue once its change is committed. What was not issued by then is the reconciler's. */
const PATIENCE_MS = 2_000;
/** The same once the queue gave no answer: nobody waits again for what is known to be silent, until it answers. */
const SHORT_PATIENCE_MS = 100;

/** A row whose change was gathered with those of others brings the trace of its own caller along. */
type RowToIssue = JobRow & { traceparent?: string | undefined };

export interface TicketIssuer {
  /** Issues the tickets of pending rows. `first`: before every ticket that waits (a job that lost its worker). */
  issue(rows: readonly RowToIssue[], place?: 'first'): Promise<void>;
  withdraw(tickets: readonly Ticket[]): Promise<void>;
}

export const ticketOf = (row: JobRow): Ticket => ({ jobType: row.job_type, jobId: row.job_id, ticket: row.ticket });

export function ticketToIssue(row: RowToIssue, place?: 'first'): TicketToIssue {
  const traceparent = 'traceparent' in row ? row.traceparent : currentTraceparent();
  return {
    ...ticketOf(row),
    priority: place ?? row.priority,
    notBefore: notBefore(row),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/**
 * Tells the queue what the rows say already. It never throws and never takes long: the change is committed and stays true whether the
 * queue heard of it or not, and the reconciler tells it again.
 */
export function createTicketIssuer(deps: { queue: TicketQueue; onFailure(error: Error, tickets: number): void }): TicketIssuer {
  let patienceMs = PATIENCE_MS;
  async function attempt(count: number, call: () => Promise<void>): Promise<void> {
    if (count === 0) return;
    const waitMs = patienceMs;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the queue gave no answer within ${waitMs} ms`)), waitMs);
    });
    try {
      const answered = call().then(() => {
        patienceMs = PATIENCE_MS;
      });
      await Promise.race([answered, late]);
    } catch (error) {
      patienceMs = SHORT_PATIENCE_MS;
      deps.onFailure(error as Error, count);
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    issue: (rows, place) => attempt(rows.length, () => deps.queue.issue(rows.map((row) => ticketToIssue(row, place)))),
    withdraw: (tickets) => attempt(tickets.length, () => deps.queue.withdraw(tickets)),
  };
}

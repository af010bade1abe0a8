/** "Run job J, ticket N": all that the queue holds of a job. */
export interface Ticket {
  jobType: string;
  jobId: string;
  ticket: number;
  /** The trace that the ticket was issued in, as W3C has it. */
  traceparent?: string;
}

export interface TicketToIssue extends Ticket {
  /** 1 (most urgent) to 10, or `first`: before every ticket that waits. */
  priority: number | 'first';
  notBefore: Date | null;
}

/** What a worker did with a ticket: it is done with it, or wants it back after so many milliseconds. */
export type TicketAnswer = 'done' | { againInMs: number };

export interface TicketWorker {
  /** How many tickets this worker handles at once. */
  setConcurrency(concurrency: number): void;
  /** Takes no more tickets, and resolves once those in hand are answered. */
  close(): Promise<void>;
}

export interface Firing {
  jobType: string;
  scheduledFor: Date;
}

/** Counts of a type's tickets by where they stand in the queue. */
interface TicketCounts {
  waiting: number;
  delayed: number;
  active: number;
}

/**
 * The queue, as small as the product needs it. It orders tickets, delays them, bounds how many are in hand, and notices a worker that was
 * lost. It decides nothing about a job: everything in it can be made again from the tables.
 * Every call throws QueueAwayError where the server behind it is away or silent.
 */
export interface TicketQueue {
  /** Adds tickets; one that is there already stays as it is. */
  issue(tickets: readonly TicketToIssue[]): Promise<void>;
  /** Takes tickets out where they still wait; one in a worker's hand, or gone, is left alone. */
  withdraw(tickets: readonly Ticket[]): Promise<void>;
  /** The tickets of a type that wait, are delayed or in hand. Costs little: ids only. */
  list(jobType: string): Promise<{ ticket: Ticket; inHand: boolean }[]>;
  counts(jobType: string): Promise<TicketCounts>;
  /** Binds how many tickets of a type are in hand at once, across all workers. */
  limitConcurrency(jobType: string, concurrency: number): Promise<void>;
  work(
    jobType: string,
    options: { concurrency: number; handle(ticket: Ticket): Promise<TicketAnswer>; onStalled(ticket: Ticket): void },
  ): Promise<TicketWorker>;

  /** Makes the queue fire a type by cron; the same again changes nothing. */
  schedule(jobType: string, cron: { cronExpression: string; timeZone: string }): Promise<void>;
  unschedule(jobType: string): Promise<void>;
  workFirings(handle: (firing: Firing) => Promise<void>): Promise<{ close(): Promise<void> }>;

  /** Resolves when the backend answers, within `timeoutMs`. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

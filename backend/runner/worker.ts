import { lostWorker, settleLoss } from '../domains/jobs/lost-worker.ts';
import type { Outcome } from '../domains/jobs/transitions.ts';
import type { Ticket, TicketAnswer, TicketQueue, TicketWorker } from '../queue/ticket-queue.ts';
import type { AnySync } from './define-sync.ts';
import { startHeartbeat } from './heartbeat.ts';
import { Run, type TakenJob } from './run.ts';
import { type RunDeps, runJob } from './run-job.ts';

/** A running row whose heartbeat is younger has a worker, whatever the queue thinks. */
const QUIET_MS = 2_500;
/** When every slot of a type is taken, its ticket comes back after this. */
const SLOTS_FULL_MS = 500;
/** Tickets of one type that one worker handles at once, at most. */
const MAX_CONCURRENCY = 200;

export interface JobWorker {
  /** A run lost its row: it stops at once. */
  stopRun(token: string, status: string): void;
  /** Asks the database which runs still hold; for when notifications may have been missed. */
  checkRuns(): Promise<void>;
  setConcurrency(jobType: string, concurrency: number): void;
  running(): number;
  /** Takes no more jobs; runs in hand stop at a safe point and go back to the queue. */
  close(): Promise<void>;
}

export async function startWorker(
  deps: Omit<RunDeps, 'flush'> & {
    workerId: string;
    version: string;
    queue: TicketQueue;
    syncs: readonly AnySync[];
    concurrencyOf(jobType: string): number;
    onTaken?(job: TakenJob): void;
    onError(error: Error, during: string): void;
    onLost(outcome: Outcome): void;
  },
): Promise<JobWorker> {
  const { workerId, queue, syncs, apply, tickets, onError } = deps;
  const definitions = new Map(syncs.map((sync) => [sync.type, sync]));
  const runs = new Map<string, Run>();
  let closing = false;

  const heartbeat = startHeartbeat({
    sql: deps.db,
    workerId,
    version: deps.version,
    jobTypes: syncs.map((sync) => sync.type),
    runs,
    onError: (error) => onError(error, 'the heartbeat'),
  });
  await heartbeat.beat();

  async function handle({ jobType, jobId, ticket, traceparent }: Ticket): Promise<TicketAnswer> {
    const outcome = await apply({ jobId, transition: 'take', ticket, workerId, jobType });
    if (!outcome.applied) {
      const slotsFull = outcome.foundStatus === 'pending' && outcome.foundTicket === ticket;
      return slotsFull ? { againInMs: SLOTS_FULL_MS } : 'done';
    }
    const run = new Run(outcome.row as TakenJob, traceparent);
    deps.onTaken?.(run.job);
    runs.set(run.token, run);
    if (closing) run.stop({ kind: 'worker stops' });
    try {
      await runJob(definitions.get(jobType), run, { ...deps, flush: heartbeat.flush });
    } catch (error) {
      onError(error as Error, `the run of ${jobId}`); // the row still says running, and goes back to pending once its heartbeat is old
    } finally {
      runs.delete(run.token);
    }
    return 'done';
  }

  async function recover({ jobId, ticket }: Ticket): Promise<void> {
    const change = { jobId, ticket, transition: 'lose', quietMs: QUIET_MS, ...lostWorker } as const;
    const outcome = await apply(change);
    if (outcome.applied) await settleLoss(tickets, outcome, deps.onLost);
  }

  const workers = new Map<string, TicketWorker>();
  await Promise.all(
    syncs.map(async ({ type }) => {
      const worker = await queue.work(type, {
        concurrency: Math.min(deps.concurrencyOf(type), MAX_CONCURRENCY),
        handle: (ticket) =>
          handle(ticket).catch((error: Error) => {
            onError(error, `taking ${ticket.jobId}`); // it was not taken; the reconciler issues its ticket again
            return 'done';
          }),
        onStalled: (ticket) => void recover(ticket).catch((error: Error) => onError(error, `recovering ${ticket.jobId}`)),
      });
      workers.set(type, worker);
    }),
  );

  return {
    stopRun: (token, status) => runs.get(token)?.stop({ kind: 'fenced', status }),
    checkRuns: heartbeat.beat,
    setConcurrency: (jobType, concurrency) => workers.get(jobType)?.setConcurrency(Math.min(concurrency, MAX_CONCURRENCY)),
    running: () => runs.size,
    async close() {
      closing = true;
      const closed = Promise.all([...workers.values()].map((worker) => worker.close()));
      for (const run of runs.values()) run.stop({ kind: 'worker stops' });
      await closed;
      heartbeat.close();
    },
  };
}

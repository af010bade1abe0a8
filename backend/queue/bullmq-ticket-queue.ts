import { DelayedError, type Job } from 'bullmq';
import type { QueueConnection } from './bullmq-connection.ts';
import { askQueue } from './queue-away-error.ts';
import type { Firing, Ticket, TicketQueue, TicketToIssue, TicketWorker } from './ticket-queue.ts';

/** Short, because the fence makes a false alarm about a lost worker harmless: a killed worker's ticket is noticed within about 7 s. */
const LOCK_MS = 5_000;
const STALL_CHECK_MS = 2_000;
/** Past this count BullMQ fails a job without asking anyone; the row counts losses instead. */
const NEVER = 1_000_000;

const FIRINGS = 'schedules';
const WAITING = ['waiting', 'prioritized'] as const;
const PAGE = 5_000;
/** How long a person waits for an answer of the queue, and how long a process that has other things to do. */
const PERSON_MS = 3_000;
const PROCESS_MS = 30_000;

const ticketId = (ticket: Ticket): string => `${ticket.jobId}.${ticket.ticket}`;

function parseTicketId(jobType: string, id: string): Ticket | null {
  const dot = id.lastIndexOf('.');
  const ticket = Number(id.slice(dot + 1));
  return dot > 0 && Number.isInteger(ticket) ? { jobType, jobId: id.slice(0, dot), ticket } : null;
}

/** What BullMQ says when a ticket was taken over or the queue was emptied. The fence has dealt with it; it is no failure. */
const EXPECTED = /could not renew lock|Lock mismatch|Missing lock|Missing key|Connection is closed/;

export function createTicketQueue(
  connection: QueueConnection,
  options: { workerId: string; onError(error: Error): void; onLateAnswer(error: Error): void },
): TicketQueue {
  const queues = new Map<string, ReturnType<QueueConnection['queue']>>();
  const onError = (error: Error) => (EXPECTED.test(error.message) ? options.onLateAnswer(error) : options.onError(error));

  function queueOf(name: string) {
    let queue = queues.get(name);
    if (!queue) {
      queue = connection.queue(name);
      queue.on('error', onError);
      queues.set(name, queue);
    }
    return queue;
  }

  const jobsOf = (jobType: string) => queueOf(`jobs-${jobType}`);

  function groupByType<T extends Ticket>(tickets: readonly T[]): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    for (const ticket of tickets) {
      const group = groups.get(ticket.jobType);
      if (group) group.push(ticket);
      else groups.set(ticket.jobType, [ticket]);
    }
    return groups;
  }

  function toBullJob(ticket: TicketToIssue) {
    const delay = ticket.notBefore ? Math.max(0, ticket.notBefore.getTime() - Date.now()) : 0;
    return {
      name: 'run',
      data: ticket.traceparent === undefined ? {} : { traceparent: ticket.traceparent },
      opts: {
        jobId: ticketId(ticket),
        // Finished tickets leave at once: the row remembers. (Keeping a count of them deadlocks on PostgreSQL.)
        removeOnComplete: true,
        removeOnFail: true,
        attempts: 1,
        // Without a priority it stands before every ticket that has one, on both backends.
        ...(ticket.priority === 'first' ? {} : { priority: ticket.priority }),
        ...(delay > 0 ? { delay } : {}),
      },
    };
  }

  async function listIds(jobType: string, state: string): Promise<string[]> {
    const ids: string[] = [];
    for (let start = 0; ; start += PAGE) {
      const page = await jobsOf(jobType).getRanges([state] as never, start, start + PAGE - 1);
      ids.push(...page);
      if (page.length < PAGE) return ids;
    }
  }

  return {
    async issue(tickets) {
      const groups = [...groupByType(tickets)];
      await askQueue(PROCESS_MS, () => Promise.all(groups.map(([jobType, group]) => jobsOf(jobType).addBulk(group.map(toBullJob)))));
    },
    async withdraw(tickets) {
      // A ticket in a worker's hand is locked and stays; it does nothing any more.
      await askQueue(PROCESS_MS, () =>
        Promise.all(tickets.map((ticket) => jobsOf(ticket.jobType).remove(ticketId(ticket)).catch(options.onLateAnswer))),
      );
    },
    async list(jobType) {
      const found: { ticket: Ticket; inHand: boolean }[] = [];
      // In the order in which tickets move, so that one that moves meanwhile is seen again, and not missed.
      for (const state of ['delayed', ...WAITING, 'active']) {
        for (const id of await askQueue(PROCESS_MS, () => listIds(jobType, state))) {
          const ticket = parseTicketId(jobType, id);
          if (ticket) found.push({ ticket, inHand: state === 'active' });
        }
      }
      return found;
    },
    async counts(jobType) {
      const counts = await askQueue(PERSON_MS, () => jobsOf(jobType).getJobCounts('active', 'delayed', ...WAITING));
      const waiting = WAITING.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
      return { waiting, delayed: counts.delayed ?? 0, active: counts.active ?? 0 };
    },
    async limitConcurrency(jobType, concurrency) {
      const queue = jobsOf(jobType);
      await askQueue(PROCESS_MS, async () => {
        if ((await queue.getGlobalConcurrency()) !== concurrency) await queue.setGlobalConcurrency(concurrency);
      });
    },
    async work(jobType, { concurrency, handle, onStalled }): Promise<TicketWorker> {
      const worker = connection.worker(
        `jobs-${jobType}`,
        async (job: Job, token?: string) => {
          const ticket = parseTicketId(jobType, job.id ?? '');
          if (!ticket) return;
          const { traceparent } = job.data as { traceparent?: string };
          const answer = await handle(traceparent === undefined ? ticket : { ...ticket, traceparent });
          if (answer === 'done') return;
          await job.moveToDelayed(Date.now() + answer.againInMs, token);
          throw new DelayedError();
        },
        {
          concurrency,
          name: options.workerId,
          lockDuration: LOCK_MS,
          stalledInterval: STALL_CHECK_MS,
          maxStalledCount: NEVER,
        },
      );
      worker.on('error', onError);
      worker.on('stalled', (id: string) => {
        const ticket = parseTicketId(jobType, id);
        if (ticket) onStalled(ticket);
      });
      await worker.waitUntilReady();
      return {
        setConcurrency(next) {
          worker.concurrency = next;
        },
        close: () => worker.close(),
      };
    },
    async schedule(jobType, { cronExpression, timeZone }) {
      const queue = queueOf(FIRINGS);
      const current = await askQueue(PROCESS_MS, () => queue.getJobScheduler(jobType));
      if (current?.pattern === cronExpression && current.tz === timeZone && current.next) return;
      await askQueue(PROCESS_MS, () =>
        queue.upsertJobScheduler(
          jobType,
          { pattern: cronExpression, tz: timeZone },
          { name: 'fire', data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
        ),
      );
    },
    async unschedule(jobType) {
      await askQueue(PROCESS_MS, () => queueOf(FIRINGS).removeJobScheduler(jobType));
    },
    async workFirings(handle: (firing: Firing) => Promise<void>) {
      const worker = connection.worker(
        FIRINGS,
        async (job: Job) => {
          const { repeatJobKey, opts } = job;
          if (repeatJobKey && opts.prevMillis) await handle({ jobType: repeatJobKey, scheduledFor: new Date(opts.prevMillis) });
        },
        { concurrency: 1, name: options.workerId, lockDuration: LOCK_MS, stalledInterval: STALL_CHECK_MS, maxStalledCount: NEVER },
      );
      worker.on('error', onError);
      await worker.waitUntilReady();
      return { close: () => worker.close() };
    },
    ping: (timeoutMs) => askQueue(timeoutMs, () => connection.ping()),
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await connection.close();
    },
  };
}

import type { DurableEvent } from '#contract/events/durable.ts';
import { matchesJob } from '#contract/query/match.ts';
import type { Condition } from '#contract/query/resolve.ts';
import type { Job, JobStatus, ListInput } from '#contract/schemas/job.ts';

type StatusEvent = Extract<DurableEvent, { event: 'job:status' }>['payload'];
type ActionEvent = Extract<DurableEvent, { event: 'job:action' }>['payload'];

/** What is different from what the list shows, until it is read anew. */
export interface ListChanges {
  /** Jobs that fit the query now and aren't in the list. */
  created: ReadonlySet<string>;
  /** Rows that no longer fit it, or are deleted. */
  gone: ReadonlySet<string>;
  /** Rows that still fit and would stand elsewhere. */
  moved: ReadonlySet<string>;
  /** More than is worth following one by one. */
  isMany: boolean;
}

export const noChanges: ListChanges = { created: new Set(), gone: new Set(), moved: new Set(), isMany: false };

/** Jobs that are followed by name; what comes beyond them is many. */
const MOST = 1_000;

/** Which events put a job elsewhere in the order. */
const movers: Record<ListInput['sort'], (event: DurableEvent) => boolean> = {
  createdAt: () => false,
  updatedAt: () => true,
  priority: ({ event, payload }) => event === 'job:action' && payload.priority !== undefined,
  completedAt: ({ event, payload }) => event === 'job:status' && ['completed', 'failed', 'cancelled', 'pending'].includes(payload.status),
};

/** The job as it was before the event, as far as one can tell: what the event brought is taken away again. */
function undo(job: Job, { previousStatus, errorMessage, status }: StatusEvent): Job {
  const hasEnded = job.endedAt !== null && !['completed', 'failed', 'cancelled'].includes(previousStatus ?? '');
  return {
    ...job,
    status: previousStatus ?? status,
    ...(errorMessage === undefined ? {} : { errorMessage: null, errorSignature: null }),
    ...(hasEnded ? { endedAt: null, completedAt: null, cancelledAt: null } : {}),
  };
}

const isOfEvent = (condition: Condition): boolean =>
  condition.kind === 'equals' && (condition.field === 'status' || condition.field === 'type');

/**
 * Follows what events do to a list that stays as it was read: which jobs would come, go or move. `rowOf` gives a job that the list shows,
 * as it is after the event; of others `lookUp` is told, whose answer goes to `judge`.
 */
export function createListChanges(options: {
  conditions: readonly Condition[];
  sort: ListInput['sort'];
  /** Jobs created from here on are not in the list. */
  before: Date | null;
  rowOf(jobId: string): Job | undefined;
  lookUp(jobId: string): void;
}) {
  const { conditions, sort, before, rowOf, lookUp } = options;
  const plain = conditions.filter(isOfEvent);
  const isPlain = plain.length === conditions.length;
  /** The first event of jobs that are looked up: it knows what they were. */
  const firsts = new Map<string, StatusEvent>();
  let current: ListChanges = noChanges;

  const fits = (job: Job) => matchesJob(conditions, job);
  /** As far as status and type say. */
  const mayFit = (status: JobStatus, jobType: string) => matchesJob(plain, { status, jobType } as Job);
  const isLater = (at: Date) => before === null || at >= before;

  function put(jobId: string, place: 'created' | 'gone' | 'moved' | null): void {
    const next = { ...current };
    for (const name of ['created', 'gone', 'moved'] as const) {
      if (next[name].has(jobId) === (name === place)) continue;
      const ids = new Set(next[name]);
      if (name === place) ids.add(jobId);
      else ids.delete(jobId);
      next[name] = ids;
    }
    if (next.created.size + next.gone.size + next.moved.size > MOST) current = { ...current, isMany: true };
    else current = next;
  }

  function followRow(job: Job, event: DurableEvent): void {
    const { jobId } = job;
    if (!fits(job)) put(jobId, 'gone');
    else if (movers[sort](event) || current.moved.has(jobId)) put(jobId, 'moved');
    else put(jobId, null);
  }

  function followStatus(event: StatusEvent): void {
    const { jobId, jobType, status, previousStatus, at } = event;
    const isNew = previousStatus === null;
    const fitsNow = mayFit(status, jobType);
    const fitted = !isNew && mayFit(previousStatus, jobType);
    if (isNew && !isLater(at)) return;
    if (current.created.has(jobId) || firsts.has(jobId)) {
      if (!fitsNow) put(jobId, null);
      else if (!isPlain) lookUp(jobId);
    } else if (isPlain) {
      if (fitsNow && !fitted) put(jobId, 'created');
      else if (fitted && !fitsNow) put(jobId, 'gone');
    } else if ((fitsNow || fitted) && firsts.size < MOST) {
      firsts.set(jobId, event);
      lookUp(jobId);
    }
  }

  function followAction(event: ActionEvent): void {
    const { jobId, result, priority } = event;
    if (result === 'deleted') {
      if (current.created.has(jobId)) put(jobId, null);
      else if (conditions.length === 0) put(jobId, 'gone');
    } else if (priority !== undefined && (sort === 'priority' || conditions.some((one) => 'field' in one && one.field === 'priority')))
      lookUp(jobId);
  }

  return {
    current: () => current,
    receive(event: DurableEvent): void {
      if (event.event === 'schedule:changed') return;
      const { jobId } = event.payload;
      const row = rowOf(jobId);
      if (row && event.event === 'job:action' && event.payload.result === 'deleted') put(jobId, 'gone');
      else if (row) followRow(row, event);
      else if (current.isMany) return;
      else if (event.event === 'job:status') followStatus(event.payload);
      else followAction(event.payload);
    },
    /** A job that was looked up, as it is now. */
    judge(job: Job): void {
      const { jobId } = job;
      const first = firsts.get(jobId);
      const wasIn = !isLater(job.createdAt) && !current.created.has(jobId) && (first === undefined || fits(undo(job, first)));
      if (fits(job) && !wasIn) put(jobId, 'created');
      else if (!fits(job) && wasIn) put(jobId, 'gone');
      else if (wasIn && first === undefined) put(jobId, 'moved');
      else put(jobId, null);
    },
    /** A page came that has these: what is in the list isn't new. */
    see(jobs: readonly Job[]): void {
      for (const { jobId } of jobs) if (current.created.has(jobId)) put(jobId, null);
    },
    overflow(): void {
      current = { ...current, isMany: true };
    },
  };
}

export type ListChangesTracker = ReturnType<typeof createListChanges>;

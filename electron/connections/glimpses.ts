import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { JobGlimpse } from '#electron/bridge/status.ts';

const SHOWN = 5;
/** Asked for again at most so often, however much happens. */
const ASK_EVERY_MS = 10_000;
/** What runs is known one by one up to here; past it, five are plenty. */
const MOST_KNOWN = 1_000;

/** The jobs that tray and fleet name: what runs, and what failed last. Followed by events; asked for only where those do not tell enough. */
export interface Glimpses {
  /** Newest first. */
  running(): JobGlimpse[];
  failed(): JobGlimpse[];
  follow(event: DurableEvent): void;
  /** Events were missed, or there were none yet: asks at once. */
  load(): void;
  /** So many run by the server's own count: where fewer are known here, they are asked for. */
  expect(running: number): void;
  stop(): void;
}

export function createGlimpses(deps: { client(): JobControlClient | undefined; onChange(): void }): Glimpses {
  let running = new Map<string, JobGlimpse>();
  let failed = new Map<string, JobGlimpse>();
  let timer: NodeJS.Timeout | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** Jobs whose status changed while the answer was under way: the events know better. */
  let changedMeanwhile = new Set<string>();

  async function list(status: 'running' | 'failed'): Promise<Map<string, JobGlimpse>> {
    const client = deps.client();
    if (!client) throw new Error('not connected');
    const { items } = await client.jobs.list({ status: [status], sort: status === 'running' ? 'updatedAt' : 'completedAt', limit: SHOWN });
    return new Map(
      items.map(({ jobId, jobType, jobName, startedAt, completedAt, createdAt }) => [
        jobId,
        { jobId, jobType, jobName, at: (status === 'running' ? startedAt : completedAt) ?? createdAt },
      ]),
    );
  }
  /** What was asked for, and of jobs that changed meanwhile what the events say. */
  function merge(asked: Map<string, JobGlimpse>, known: Map<string, JobGlimpse>): Map<string, JobGlimpse> {
    const merged = new Map([...known].filter(([jobId]) => changedMeanwhile.has(jobId)));
    for (const [jobId, glimpse] of asked) if (!changedMeanwhile.has(jobId)) merged.set(jobId, glimpse);
    return merged;
  }
  async function ask(): Promise<void> {
    askedAt = performance.now();
    changedMeanwhile = new Set();
    try {
      const [nowRunning, nowFailed] = await Promise.all([list('running'), list('failed')]);
      running = merge(nowRunning, running);
      failed = merge(nowFailed, failed);
      deps.onChange();
    } catch {
      // The connection broke: it is asked again when it is back.
    }
  }
  function plan(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        void ask();
      },
      Math.max(0, ASK_EVERY_MS - (performance.now() - askedAt)),
    );
  }
  const newest = (glimpses: Map<string, JobGlimpse>): JobGlimpse[] =>
    [...glimpses.values()].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);

  return {
    running: () => newest(running),
    failed: () => newest(failed),
    follow({ event, payload }) {
      if (event === 'job:action' && payload.result === 'deleted') {
        running.delete(payload.jobId);
        if (failed.delete(payload.jobId)) plan();
        return;
      }
      if (event !== 'job:status') return;
      const { jobId, jobType, jobName = jobType, status, previousStatus, at } = payload;
      changedMeanwhile.add(jobId);
      if (previousStatus === 'running') running.delete(jobId);
      if (previousStatus === 'failed' && failed.delete(jobId)) plan();
      if (status === 'running' && running.size < MOST_KNOWN) running.set(jobId, { jobId, jobType, jobName, at });
      else if (status === 'failed') {
        failed.set(jobId, { jobId, jobType, jobName, at });
        // In the order in which they failed: the first is the oldest.
        if (failed.size > 2 * SHOWN) failed = new Map([...failed].slice(-SHOWN));
      }
    },
    load() {
      askedAt = Number.NEGATIVE_INFINITY;
      clearTimeout(timer);
      timer = undefined;
      plan();
    },
    expect(count) {
      if (running.size < Math.min(SHOWN, count)) plan();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

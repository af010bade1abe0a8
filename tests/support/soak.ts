import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '#backend/domains/domain-error.ts';
import type { ControlAction, JobStatus } from '#contract/schemas/job.ts';
import { anna, type Environment } from './environment.ts';
import type { Fleet } from './fleet.ts';
import { until } from './until.ts';

const WORKERS = 3;
const CLIENTS = 6;
const JOBS = 30;
/** Rest of an attempted kill: a frozen worker is thought dead after about 7 s. */
const FROZEN_MS = 8_500;
const SETTLE_WITHIN_MS = 120_000;

/** What the product's specification allows, written out here once more. */
const allowed: Record<ControlAction, readonly JobStatus[]> = {
  pause: ['pending', 'running'],
  resume: ['paused'],
  cancel: ['pending', 'running', 'paused'],
  retry: ['failed', 'cancelled'],
  delete: ['completed', 'failed', 'cancelled'],
  priority_change: ['pending', 'running', 'paused'],
};
/** What clients try, more often what sets a job going again, so that there is always something to disturb. */
const tried: readonly ControlAction[] = [
  'pause',
  'resume',
  'resume',
  'resume',
  'cancel',
  'retry',
  'retry',
  'retry',
  'delete',
  'priority_change',
];

export const noFaults = {
  lostRows: 0,
  doubledRows: 0,
  lateChanges: 0,
  wrongRefusals: 0,
  auditRowsMissing: 0,
  auditRowsTooMany: 0,
  unnumberedEvents: 0,
  stuckJobs: 0,
  leftoverTickets: 0,
};

/** What a soak counts; everything under `faults` must be zero. */
export interface SoakReport {
  faults: typeof noFaults;
  acknowledged: number;
  refused: number;
  kills: number;
  freezes: number;
  emptied: number;
  completed: number;
  rows: number;
  lateChecks: number;
}

interface SoakJob {
  jobId: string;
  /** Counts what clients did to it, so that a look at a quiet job can tell whether it was left alone meanwhile. */
  touched: number;
  deleted: boolean;
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/**
 * Clients act at random on jobs that several worker processes run, while workers are killed and frozen and (on Redis) the queue is
 * emptied. At the end everything is let run out, and the tables are compared with what was acknowledged.
 */
export async function soak(
  environment: Environment,
  fleet: Fleet,
  options: { seconds: number; until?: (report: SoakReport) => boolean },
): Promise<SoakReport> {
  const { db, control } = environment;
  const report: SoakReport = {
    faults: { ...noFaults },
    acknowledged: 0,
    refused: 0,
    kills: 0,
    freezes: 0,
    emptied: 0,
    completed: 0,
    rows: 0,
    lateChecks: 0,
  };
  const acknowledged = new Map<string, string[]>();
  const acknowledge = (jobId: string, action: string) => {
    report.acknowledged += 1;
    acknowledged.set(jobId, [...(acknowledged.get(jobId) ?? []), action]);
  };
  const jobs: SoakJob[] = [];
  const end = Date.now() + options.seconds * 1_000;
  let over = false;
  const goesOn = () => !over && Date.now() < end;

  await environment.bind('counting', { max_concurrency: 8, retry_attempts: 3, backoff_seconds: 0 });
  for (let n = 0; n < WORKERS; n += 1) await fleet.start();

  async function addJob(): Promise<void> {
    const total = 100 + Math.floor(Math.random() * 400);
    const jobId = await environment.trigger('counting', { total, batchMs: pick([0, 5, 20, 60]), failOdds: pick([0, 0, 0.01]) });
    acknowledge(jobId, 'trigger');
    jobs.push({ jobId, touched: 0, deleted: false });
  }

  /** All that a job that was stopped must not change any more. */
  async function footprint(jobId: string): Promise<string> {
    const [now] = await db.query(
      `SELECT (SELECT count(*) FROM test_writes WHERE job_id = $1) AS rows, (SELECT count(*) FROM sync_job_logs WHERE job_id = $1) AS logs,
         j.progress_done, j.progress_percentage, j.progress_message, j.checkpoint FROM sync_job_control j WHERE j.job_id = $1`,
      [jobId],
    );
    return JSON.stringify(now);
  }
  async function watchQuiet(job: SoakJob): Promise<void> {
    const touched = job.touched;
    const before = await footprint(job.jobId);
    await sleep(50 + Math.random() * 400);
    const after = await footprint(job.jobId);
    if (job.touched !== touched) return;
    report.lateChecks += 1;
    if (after !== before) report.faults.lateChanges += 1;
  }

  async function act(job: SoakJob): Promise<void> {
    const action = pick(tried);
    const { jobId } = job;
    const reason = undefined;
    job.touched += 1;
    try {
      if (action === 'retry') await control.retry({ jobId, from: pick(['checkpoint', 'start'] as const), reason }, anna);
      else if (action === 'priority_change')
        await control.changePriority({ jobId, priority: 1 + Math.floor(Math.random() * 10), reason }, anna);
      else await control[action]({ jobId, reason }, anna);
      job.touched += 1;
      acknowledge(jobId, action);
      if (action === 'delete') job.deleted = true;
      if (action === 'pause' || action === 'cancel') await watchQuiet(job);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      report.refused += 1;
      if (error.code === 'NOT_FOUND' && job.deleted) return;
      const { status } = (error.data ?? {}) as { status?: JobStatus };
      if (error.code !== 'CONFLICT' || status === undefined || allowed[action].includes(status)) report.faults.wrongRefusals += 1;
    }
  }
  async function client(): Promise<void> {
    while (goesOn()) {
      if (jobs.filter((job) => !job.deleted).length < JOBS) await addJob();
      const present = jobs.filter((job) => !job.deleted);
      await act(pick(Math.random() < 0.02 ? jobs : present.slice(-JOBS)));
      await sleep(Math.random() * 60);
    }
  }
  async function destroyer(): Promise<void> {
    for (let n = 0; goesOn(); n += 1) {
      await sleep(1_000 + Math.random() * 1_500);
      const victim = pick(fleet.all);
      if (!victim || !goesOn()) continue;
      if (n % 3 !== 2) {
        report.kills += 1;
        await victim.kill();
        await fleet.start();
      } else {
        report.freezes += 1;
        victim.signal('SIGSTOP');
        await sleep(FROZEN_MS);
        victim.signal('SIGCONT');
      }
    }
  }
  async function emptier(): Promise<void> {
    while (environment.redis && goesOn()) {
      await sleep(7_000);
      if (!goesOn()) return;
      await environment.redis.flushall();
      report.emptied += 1;
    }
  }
  async function countFaults(): Promise<void> {
    const [rows] = await db.query<{ rows: number; doubled: number }>(
      `SELECT count(*) AS rows, count(*) - count(DISTINCT (job_id, epoch, n)) AS doubled FROM test_writes`,
    );
    report.rows = rows?.rows ?? 0;
    report.faults.doubledRows = rows?.doubled ?? 0;
  }
  async function judge(): Promise<void> {
    while (options.until && goesOn()) {
      await sleep(1_000);
      await countFaults();
      over = options.until(report);
    }
  }
  await Promise.all([...Array.from({ length: CLIENTS }, client), destroyer(), emptier(), judge()]);

  // Everything is let run out: who was stopped by a person stays stopped.
  for (const worker of fleet.all) worker.signal('SIGCONT');
  const unsettled = async () => {
    const [left] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM sync_job_control WHERE status IN ('pending', 'running')`);
    return left?.n ?? 0;
  };
  await until('all jobs have come to rest', async () => (await unsettled()) === 0, SETTLE_WITHIN_MS).catch(() => {});
  report.faults.stuckJobs = await unsettled();
  await until('the queue is empty', async () => (await environment.queue.list('counting')).length === 0, 30_000).catch(() => {});
  report.faults.leftoverTickets = (await environment.queue.list('counting')).length;

  await countFaults();
  const [lost] = await db.query<{ lost: number; completed: number }>(
    `SELECT coalesce(sum((j.params->>'total')::int - (SELECT count(*) FROM test_numbers t WHERE t.job_id = j.job_id)), 0)::bigint AS lost, count(*) AS completed
     FROM sync_job_control j WHERE j.status = 'completed'`,
  );
  report.faults.lostRows = lost?.lost ?? 0;
  report.completed = lost?.completed ?? 0;
  const [events] = await db.query<{ n: number }>(
    `SELECT count(*) FILTER (WHERE seq IS NULL) + abs(count(*) - (SELECT last FROM sync_event_counter)) AS n FROM sync_job_events`,
  );
  report.faults.unnumberedEvents = events?.n ?? 0;
  const trail = await db.query<{ job_id: string; action: string }>('SELECT job_id, action FROM sync_job_audit_logs ORDER BY id');
  const written = new Map<string, string[]>();
  for (const { job_id, action } of trail) written.set(job_id, [...(written.get(job_id) ?? []), action]);
  for (const jobId of new Set([...acknowledged.keys(), ...written.keys()])) {
    const rest = [...(written.get(jobId) ?? [])];
    for (const action of acknowledged.get(jobId) ?? []) {
      const place = rest.indexOf(action);
      if (place < 0) report.faults.auditRowsMissing += 1;
      else rest.splice(place, 1);
    }
    report.faults.auditRowsTooMany += rest.length;
  }
  return report;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { errorSignature } from '../domains/failures/error-signature.ts';
import type { TicketIssuer } from '../domains/jobs/issue-tickets.ts';
import type { ApplyChange, Change, Outcome } from '../domains/jobs/transitions.ts';
import type { ProgressReporter } from '../domains/progress/progress-reporter.ts';
import { isConnectionError } from '../infra/database/connection-error.ts';
import type { Database } from '../infra/database/database.ts';
import type { HttpClient } from '../infra/http/http-client.ts';
import { type Noting, withSpan } from '../infra/traces.ts';
import { type BatchRecord, commitBatch, DatabaseAwayError } from './commit-batch.ts';
import { type AnySync, type Batch, PermanentSyncError, type Sources } from './define-sync.ts';
import { batchSizeFor, createPace, createRateMeter } from './pace.ts';
import { orAborted, type Run, type TakenJob } from './run.ts';
import { emptyResult, type RunResult, tally } from './tally.ts';

export interface RunDeps {
  db: Database;
  apply: ApplyChange;
  tickets: TicketIssuer;
  http: HttpClient;
  sources: Sources;
  now(): Date;
  /** Tells those who watch how far a run is. */
  progress: ProgressReporter;
  /** Stores the run's log lines behind the fence; false when the row is no longer this run's. */
  flush(run: Run): Promise<boolean>;
  /** A run is over, however it ended; `fenced` where its row was taken from it. */
  onRunEnded?(job: TakenJob, outcome: string, seconds: number): void;
  /** How long one of the schedule's minutes lasts, in milliseconds. */
  minuteMs: number;
}

const RETRY_MS = 500;

/** Says a change until the database has heard it. After a cut connection it may have happened already; then the token no longer fits. */
async function insist(apply: ApplyChange, change: Change, patience: AbortSignal): Promise<Outcome> {
  for (;;) {
    try {
      return await apply(change);
    } catch (error) {
      if (!isConnectionError(error) || patience.aborted) throw error;
      await sleep(RETRY_MS);
    }
  }
}

const percentage = (done: number, total: number | null): number => (total ? Math.min(99, Math.floor((done / total) * 100)) : 0);

/** Runs the generator batch by batch until it ends. @throws what the type throws; the run's end, when it was ended from outside. */
async function work(definition: AnySync, run: Run, deps: RunDeps): Promise<RunResult> {
  const { job, signal } = run;
  const params = definition.params.parse(job.params) as { ratePerSecond?: number };
  const checkpoint = job.checkpoint === null ? null : definition.checkpoint.parse(job.checkpoint);
  const pace = createPace(params.ratePerSecond);
  const rateOf = createRateMeter();
  let result = job.result as RunResult | null;
  let done = job.progress_done;
  let total = job.progress_total;

  /** Live progress, of what is committed and of what is under way; the row has what is committed. */
  function tell(now: { message?: string; done?: number; total?: number | null }): void {
    total = now.total === undefined ? total : now.total;
    const reached = now.done ?? done;
    deps.progress.report({
      jobId: job.job_id,
      jobType: job.job_type,
      ticket: job.ticket,
      progressPercentage: percentage(reached, total),
      done: reached,
      total,
      message: now.message ?? run.message ?? null,
    });
  }

  tell({});
  const batches = definition.run({
    jobId: job.job_id,
    params,
    checkpoint,
    sources: deps.sources,
    http: deps.http,
    read: deps.db.query,
    log: run.log,
    signal,
    now: deps.now,
    batchSize: batchSizeFor(definition.batchSize, params.ratePerSecond),
    progress(update) {
      run.message = update.message ?? run.message;
      tell(update);
    },
  });
  try {
    for (;;) {
      const next = await orAborted(batches.next(), signal);
      if (next.done) return result ?? emptyResult();
      const batch = next.value as Batch<unknown>;
      await pace.wait(batch.done - done, signal);
      const lines = run.takeLines();
      const rate = rateOf(batch.done - done);
      const committed = await orAborted(
        withSpan('batch', { 'syncdeck.done': batch.done, ...(batch.total == null ? {} : { 'syncdeck.total': batch.total }) }, (span) =>
          commitBatch(deps.db, { jobId: job.job_id, token: run.token }, batch, (counts): BatchRecord => {
            const total = batch.total ?? null;
            return {
              checkpoint: batch.checkpoint,
              result: tally(result, counts, batch.details),
              done: batch.done,
              total,
              percentage: percentage(batch.done, total),
              message: batch.message ?? null,
              rate,
              logs: lines,
            };
          }).then(
            (record) => {
              if (!record) span.set({ 'syncdeck.fenced': true });
              if (record) result = record.result as RunResult;
              return record !== null;
            },
            (error) => {
              // Nothing was written, these lines neither; after a cut connection they may have been.
              if (!(error instanceof DatabaseAwayError)) run.restore(lines);
              throw error;
            },
          ),
        ),
        signal,
      );
      if (!committed) run.stop({ kind: 'fenced' });
      done = batch.done;
      run.message = undefined;
      if (committed) tell({ done, total: batch.total ?? null, ...(batch.message === undefined ? {} : { message: batch.message }) });
    }
  } finally {
    // The generator may still wait for something; it ends when that does, and nobody waits for it.
    batches.return(undefined).catch(() => {});
  }
}

/** How an attempt that threw ends: what the row and the attempt's record say of it. */
function failureOf(error: unknown): Pick<Change, 'transition' | 'errorMessage' | 'errorSignature' | 'outcome' | 'delayMs'> {
  const message = (error instanceof Error ? error.message : String(error)) || 'The run failed without a message';
  const retryAfterMs = (error as { retryAfterMs?: number }).retryAfterMs;
  return {
    transition: error instanceof PermanentSyncError ? 'fail_for_good' : 'fail',
    errorMessage: message.slice(0, 4_000),
    errorSignature: errorSignature(message),
    outcome: 'failed',
    ...(retryAfterMs === undefined ? {} : { delayMs: retryAfterMs }),
  };
}

/** How a run ended, as a change of its row; null where the row is somebody else's already. */
async function endOf(
  definition: AnySync | undefined,
  run: Run,
  deps: RunDeps,
  span: Noting,
): Promise<Omit<Change, 'jobId' | 'token'> | null> {
  const { job } = run;
  try {
    if (!definition) throw new PermanentSyncError(`No worker here knows the job type ${job.job_type}`);
    const result = await work(definition, run, deps);
    return { transition: 'complete', outcome: 'completed', result };
  } catch (error) {
    const { end } = run;
    // Whether the last batch was committed only the row knows; the next run starts from what it says.
    if (!end && error instanceof DatabaseAwayError) return { transition: 'hand_back', outcome: 'stopped' };
    if (!end) {
      span.fail(error);
      run.add('error', error instanceof Error ? error.message : String(error));
      return failureOf(error);
    }
    if (end.kind === 'fenced') return null;
    if (end.kind === 'worker stops') return { transition: 'hand_back', outcome: 'stopped' };
    const message = `The attempt ran past its timeout of ${job.timeout_minutes} minutes`;
    span.fail(new Error(message));
    run.add('error', message);
    return { transition: 'time_out', errorMessage: message, errorSignature: errorSignature(message), outcome: 'timed_out' };
  }
}

/**
 * Runs a job that was taken, to its end or to the end of this run. It never throws for what happens to the job: that is in the row.
 */
export function runJob(definition: AnySync | undefined, run: Run, deps: RunDeps): Promise<void> {
  const { job_id, job_type, attempt } = run.job;
  const attributes = { 'syncdeck.job_id': job_id, 'syncdeck.job_type': job_type, 'syncdeck.attempt': attempt };
  return withSpan(`run ${job_type}`, attributes, (span) => runWithin(definition, run, deps, span), run.traceparent ?? null);
}

async function runWithin(definition: AnySync | undefined, run: Run, deps: RunDeps, span: Noting): Promise<void> {
  const { job } = run;
  const left = job.timeout_minutes * deps.minuteMs - job.attempt_ms;
  const timer = setTimeout(() => run.stop({ kind: 'timed out' }), Math.max(0, left));
  const since = performance.now();
  let ended = 'fenced';
  try {
    const change = await endOf(definition, run, deps, span);
    if (!change) return;
    ended = change.outcome ?? change.transition;
    if (!(await deps.flush(run))) return;
    const outcome = await insist(deps.apply, { ...change, jobId: job.job_id, token: run.token }, run.signal);
    if (!outcome.applied || outcome.row?.status !== 'pending') return;
    await deps.tickets.issue([outcome.row], change.transition === 'hand_back' ? 'first' : undefined);
  } finally {
    clearTimeout(timer);
    span.set({ 'syncdeck.outcome': ended });
    deps.onRunEnded?.(job, ended, (performance.now() - since) / 1_000);
    deps.progress.end({ jobId: job.job_id, ticket: job.ticket });
  }
}

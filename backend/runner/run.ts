import type { JobRow } from '../domains/jobs/job-row.ts';
import type { JsonValue, RunLog } from './define-sync.ts';

/** Why a run ends before its generator does. */
export type RunEnd =
  /** The row is no longer this run's: paused, cancelled, or in another worker's hand. Nothing is left to say. */
  { kind: 'fenced'; status?: string } | { kind: 'timed out' } | { kind: 'worker stops' };

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  data?: Record<string, JsonValue>;
  at: string;
}

/** A job's row as `take` gives it to a worker. */
export type TakenJob = JobRow & { run_token: string; timeout_minutes: number };

/** A run in hand: what the heartbeat carries for it, and the way to end it. */
export class Run {
  readonly job: TakenJob;
  readonly token: string;
  /** The trace that the job's ticket was issued in. */
  readonly traceparent: string | undefined;
  readonly #abort = new AbortController();
  #lines: LogLine[] = [];
  /** What goes on between two batches; the next heartbeat tells it. */
  message: string | undefined;

  constructor(job: TakenJob, traceparent?: string) {
    this.job = job;
    this.traceparent = traceparent;
    this.token = job.run_token;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get end(): RunEnd | undefined {
    return this.#abort.signal.aborted ? (this.#abort.signal.reason as RunEnd) : undefined;
  }

  /** The first reason stays. */
  stop(end: RunEnd): void {
    this.#abort.abort(end);
  }

  add(level: LogLine['level'], message: string, data?: Record<string, JsonValue>): void {
    this.#lines.push({ level, message: message.slice(0, 10_000), at: new Date().toISOString(), ...(data ? { data } : {}) });
  }

  get hasLines(): boolean {
    return this.#lines.length > 0;
  }

  /** Hands over the lines not yet stored; `restore` gives them back when storing failed. */
  takeLines(): LogLine[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  restore(lines: LogLine[]): void {
    this.#lines = [...lines, ...this.#lines];
  }

  get log(): RunLog {
    return {
      debug: (message, data) => this.add('debug', message, data),
      info: (message, data) => this.add('info', message, data),
      warn: (message, data) => this.add('warn', message, data),
    };
  }
}

/** Resolves or rejects as `promise` does, unless the signal is aborted first: then it rejects at once, whatever `promise` waits for. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    // Attached in any case: a promise that nobody waits for any more may still reject.
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

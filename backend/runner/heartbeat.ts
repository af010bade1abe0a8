import { hostname } from 'node:os';
import type { Sql } from '../infra/database/sql.ts';
import type { Run } from './run.ts';

/** How often a worker tells that it and its runs are alive. */
const BEAT_MS = 1_000;

export interface Heartbeat {
  /** Stores the run's log lines at once, behind the fence; false when the row is no longer this run's. */
  flush(run: Run): Promise<boolean>;
  /** Beats now: finds out which runs still hold. */
  beat(): Promise<void>;
  close(): void;
}

/**
 * One fenced statement a second for all runs of a worker: its own heartbeat, theirs, what they say between batches, and their logs.
 * A run that the answer leaves out has lost its row, and is stopped.
 */
export function startHeartbeat(deps: {
  sql: Sql;
  workerId: string;
  version: string;
  jobTypes: readonly string[];
  runs: ReadonlyMap<string, Run>;
  onError(error: Error): void;
}): Heartbeat {
  const { sql, runs } = deps;

  async function send(beating: readonly Run[]): Promise<Set<string>> {
    const carried = beating.map((run) => ({ run, lines: run.takeLines() }));
    const worker = {
      id: deps.workerId,
      host: hostname(),
      pid: process.pid,
      version: deps.version,
      jobTypes: deps.jobTypes,
      running: runs.size,
    };
    const beats = carried.map(({ run, lines }) => ({ jobId: run.job.job_id, token: run.token, message: run.message, logs: lines }));
    try {
      const alive = await sql.query<{ token: string }>('SELECT beat_worker($1::jsonb, $2::jsonb) AS token', [
        JSON.stringify(worker),
        JSON.stringify(beats),
      ]);
      return new Set(alive.map(({ token }) => token));
    } catch (error) {
      for (const { run, lines } of carried) run.restore(lines);
      throw error;
    }
  }

  let beating: Promise<void> | undefined;
  async function beatOnce(): Promise<void> {
    const sent = [...runs.values()];
    try {
      const alive = await send(sent);
      for (const run of sent) if (!alive.has(run.token)) run.stop({ kind: 'fenced' });
    } catch (error) {
      deps.onError(error as Error); // the next beat tries again; a run that lost its row meanwhile can't write
    }
  }
  const beat = () => {
    beating ??= beatOnce().finally(() => {
      beating = undefined;
    });
    return beating;
  };
  const timer = setInterval(beat, BEAT_MS);

  return {
    beat,
    async flush(run) {
      if (!run.hasLines) return true;
      return (await send([run])).has(run.token);
    },
    close: () => clearInterval(timer),
  };
}

import type { EnvironmentState } from '#contract/events/live.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { CONTRACT_VERSION } from '#contract/version.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { JobTypes } from '../job-types.ts';

const INTERVAL_MS = 1_000;
/** A worker that was not heard of for so long is not counted. */
const WORKER_SILENT = "interval '10 seconds'";
const UNFINISHED = ['pending', 'running', 'paused'] as const satisfies readonly JobStatus[];

/** All of the state but where in the events it stands. */
export type EnvironmentFacts = Omit<EnvironmentState, 'at' | 'seq'>;

export interface EnvironmentWatch {
  /** As it was last seen. */
  facts(): EnvironmentFacts;
  close(): Promise<void>;
}

type Parts = EnvironmentFacts['parts'];

/** Looks at workers and backlog once a second, and tells when they changed. While the database is away, what it last said stays, marked so. */
export async function watchEnvironment(deps: {
  sql: Sql;
  types: JobTypes;
  version: string;
  pingQueue(): Promise<unknown>;
  /** Nobody looks at a state that nobody is sent. */
  isWatched(): boolean;
  onChange(facts: EnvironmentFacts): void;
}): Promise<EnvironmentWatch> {
  const { sql, version } = deps;
  const types = deps.types.list().map(({ type }) => type);
  let facts: EnvironmentFacts = {
    version,
    contractVersion: CONTRACT_VERSION,
    parts: { database: 'ready', queue: 'ready' },
    workers: [],
    queues: types.map((jobType) => ({ jobType, pending: 0, running: 0, paused: 0 })),
  };

  async function readTables(): Promise<Pick<EnvironmentFacts, 'workers' | 'queues'>> {
    const [workers, counts] = await Promise.all([
      sql.query<EnvironmentFacts['workers'][number]>(
        `SELECT id, host, job_types AS "jobTypes", running FROM sync_workers WHERE beat_at > now() - ${WORKER_SILENT} ORDER BY id`,
      ),
      sql.query<{ job_type: string; status: (typeof UNFINISHED)[number]; n: number }>(
        'SELECT job_type, status, count(*) AS n FROM sync_job_control WHERE status = ANY ($1) GROUP BY job_type, status',
        [UNFINISHED],
      ),
    ]);
    const queues = types.map((jobType) => {
      const countOf = (status: (typeof UNFINISHED)[number]) =>
        counts.find((row) => row.job_type === jobType && row.status === status)?.n ?? 0;
      return { jobType, pending: countOf('pending'), running: countOf('running'), paused: countOf('paused') };
    });
    return { workers, queues };
  }

  const stateOf = (result: PromiseSettledResult<unknown>): Parts['database'] => (result.status === 'fulfilled' ? 'ready' : 'away');

  async function look(): Promise<void> {
    const [tables, queue] = await Promise.allSettled([readTables(), deps.pingQueue()]);
    const seen: EnvironmentFacts = {
      ...facts,
      ...(tables.status === 'fulfilled' ? tables.value : {}),
      parts: { database: stateOf(tables), queue: stateOf(queue) },
    };
    if (JSON.stringify(seen) === JSON.stringify(facts)) return;
    facts = seen;
    deps.onChange(facts);
  }

  await look();
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (!deps.isWatched()) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, INTERVAL_MS);

  return {
    facts: () => facts,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

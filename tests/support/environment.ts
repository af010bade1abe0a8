import pino from 'pino';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Core, createCore, type Engine, newWorkerId, startEngine } from '#backend/boot/engine.ts';
import type { Actor } from '#backend/domains/actor.ts';
import { createJobTypes, type JobTypes } from '#backend/domains/job-types.ts';
import { createJobControl, type JobControl } from '#backend/domains/jobs/control-job.ts';
import type { JobRow } from '#backend/domains/jobs/job-row.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { createHttpClient } from '#backend/infra/http/http-client.ts';
import { createMetrics } from '#backend/infra/metrics.ts';
import { connectQueueToPostgres, connectQueueToRedis } from '#backend/queue/bullmq-connection.ts';
import { createTicketQueue } from '#backend/queue/bullmq-ticket-queue.ts';
import type { TicketQueue } from '#backend/queue/ticket-queue.ts';
import type { AnySync, Sources } from '#backend/runner/define-sync.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { COUNTING_TABLES } from './counting-sync.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { useScratchDatabase } from './scratch-database.ts';
import { until } from './until.ts';

export const queueKinds = ['postgresql', 'redis'] as const;
export type QueueKind = (typeof queueKinds)[number];

export const anna: Actor = { username: 'anna', role: 'operator', origin: 'rest' };

/** The parts of a backend in this process, on a real database and a real queue, with the job types of the test. */
export interface Environment {
  db: Database;
  queue: TicketQueue;
  core: Core;
  control: JobControl;
  types: JobTypes;
  connectionString: string;
  redis: RedisServer | undefined;
  /** A worker with all that makes jobs run; closed after the test. */
  startEngine(): Promise<Engine>;
  trigger(jobType: string, params?: Record<string, unknown>, more?: { priority?: number; runAt?: Date }): Promise<string>;
  row(jobId: string): Promise<JobRow>;
  /** Waits until the job has one of these statuses. */
  reach(jobId: string, ...statuses: JobStatus[]): Promise<JobRow>;
  /** Sets a schedule's columns. */
  bind(jobType: string, columns: Record<string, string | number | boolean>): Promise<void>;
}

export function useEnvironment(options: {
  queue: QueueKind;
  syncs: readonly AnySync[];
  sources?: () => Partial<Sources>;
  minuteMs?: number;
  logLevel?: string;
}): Environment {
  const database = useScratchDatabase();
  const environment = {} as Environment;
  const engines: Engine[] = [];
  const log = pino({ level: options.logLevel ?? 'silent' });

  beforeAll(async () => {
    const { connectionString } = database;
    await database.query(COUNTING_TABLES);
    const onError = (error: Error) => log.warn(error);
    const db = openDatabase({ connectionString, maxConnections: 10, onError });
    const redis = options.queue === 'redis' ? await startRedisServer() : undefined;
    const connection = redis
      ? await connectQueueToRedis({ url: redis.url, onError })
      : await connectQueueToPostgres({ connectionString, maxConnections: 24, onError });
    const queue = createTicketQueue(connection, { workerId: 'test', onError, onLateAnswer: onError });
    const types = createJobTypes(options.syncs);
    const metrics = createMetrics();
    const core = createCore({ db, queue, types, log, metrics });
    const read = async (jobId: string) =>
      (await db.query<{ job: JobRow }>('SELECT to_jsonb(j) AS job FROM sync_job_control j WHERE job_id = $1', [jobId]))[0]?.job;
    Object.assign(environment, {
      db,
      queue,
      core,
      types,
      connectionString,
      redis,
      control: createJobControl({ sql: db, ...core, types }),
      async startEngine() {
        const engine = await startEngine({
          db,
          queue,
          core,
          connectionString,
          syncs: options.syncs,
          sources: { quran: 'package', ...options.sources?.() } as Sources,
          http: createHttpClient({ version: 'test' }),
          log,
          metrics,
          version: 'test',
          workerId: newWorkerId(),
          publishProgress: async () => {},
          now: () => new Date(),
          minuteMs: options.minuteMs ?? 60_000,
        });
        engines.push(engine);
        return engine;
      },
      async trigger(jobType: string, params = {}, more = {}) {
        const { job } = await core.trigger.trigger({ jobType, params, ...more }, anna);
        return job.jobId;
      },
      async row(jobId: string) {
        const row = await read(jobId);
        if (!row) throw new Error(`there is no job ${jobId}`);
        return row;
      },
      reach: (jobId: string, ...statuses: JobStatus[]) =>
        until(`${jobId} is ${statuses.join(' or ')}`, async () => {
          const row = await read(jobId);
          return row && statuses.includes(row.status) ? row : undefined;
        }),
      async bind(jobType: string, columns: Record<string, string | number | boolean>) {
        const names = Object.keys(columns);
        await db.query(
          `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression) VALUES ($1, false, '0 0 * * *') ON CONFLICT DO NOTHING`,
          [jobType],
        );
        await db.query(`UPDATE sync_job_schedules SET ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} WHERE job_type = $1`, [
          jobType,
          ...Object.values(columns),
        ]);
        await db.query(`SELECT pg_notify('syncdeck_schedules', '')`);
      },
    } satisfies Environment);
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
  });
  afterAll(async () => {
    await environment.queue?.close();
    await environment.db?.close();
    await environment.redis?.stop();
  });
  return environment;
}

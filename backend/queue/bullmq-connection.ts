import { createPostgresBackend, Queue, type QueueOptions, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import type { RedisOptions } from 'ioredis';
import pg from 'pg';
import { connectRedis } from '../infra/redis.ts';

/** Redis Cluster keeps keys with the same {tag} on one node, which BullMQ's scripts need. */
const PREFIX = '{syncdeck}';

/** A command that the server took and never answered. */
const COMMAND_TIMEOUT_MS = 3_000;

// biome-ignore lint/suspicious/noExplicitAny: BullMQ ties its types to one backend; here either may stand behind the same calls.
type AnyQueue = Queue<any, any, string, any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above.
type AnyWorker = Worker<any, any, string, any, any, any>;
type Processor = ConstructorParameters<typeof Worker>[1];

/** Where the queue lives. The one place that knows PostgreSQL from Redis. */
export interface QueueConnection {
  kind: 'postgresql' | 'redis';
  queue(name: string): AnyQueue;
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): AnyWorker;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** BullMQ's own tables, in their own schema of the database; its migrations are safe with several starters at once. */
export async function connectQueueToPostgres(options: {
  connectionString: string;
  maxConnections: number;
  onError(error: Error): void;
}): Promise<QueueConnection> {
  const client = new pg.Client({ connectionString: options.connectionString, application_name: 'syncdeck-queue-migrate' });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  // One pool for every queue and worker: each would otherwise make its own of ten. A worker keeps one connection to listen on.
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    // A commit need not wait for the disk: what a power cut takes from the queue, the reconciler makes again from the tables.
    options: '-c search_path=bullmq,public -c synchronous_commit=off',
    application_name: 'syncdeck-queue',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', options.onError);
  pool.setMaxListeners(0); // each queue and worker listens on it
  return {
    kind: 'postgresql',
    queue: (name) => new Queue(name, { connection: pool } as unknown as QueueOptions, createPostgresBackend as never) as AnyQueue,
    worker: (name, processor, workerOptions) =>
      new Worker(
        name,
        processor,
        { ...workerOptions, connection: pool } as unknown as WorkerOptions,
        createPostgresBackend as never,
      ) as AnyWorker,
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

/** @see connectRedis for the URL. */
export async function connectQueueToRedis(options: { url: string; onError(error: Error): void }): Promise<QueueConnection> {
  const connect = (patience: RedisOptions) => connectRedis({ ...options, patience });
  // A control action must not hang while Redis is away: its calls give up. A worker waits for it to come back.
  const forQueues = connect({ maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS });
  const forWorkers = connect({ maxRetriesPerRequest: null });
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection: forQueues as never, prefix: PREFIX, skipWaitingForReady: true }) as AnyQueue,
    worker: (name, processor, workerOptions) =>
      new Worker(name, processor, { ...workerOptions, connection: forWorkers as never, prefix: PREFIX }) as AnyWorker,
    async ping() {
      await forQueues.ping();
    },
    async close() {
      forQueues.disconnect();
      forWorkers.disconnect();
    },
  };
}

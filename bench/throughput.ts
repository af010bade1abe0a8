import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createCore, newWorkerId, startEngine } from '#backend/boot/engine.ts';
import { systemActor } from '#backend/domains/actor.ts';
import { createJobTypes } from '#backend/domains/job-types.ts';
import { openDatabase } from '#backend/infra/database/database.ts';
import { createHttpClient } from '#backend/infra/http/http-client.ts';
import { createMetrics } from '#backend/infra/metrics.ts';
import { connectQueueToPostgres, connectQueueToRedis, type QueueConnection } from '#backend/queue/bullmq-connection.ts';
import { createTicketQueue } from '#backend/queue/bullmq-ticket-queue.ts';
import type { Sources } from '#backend/runner/define-sync.ts';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { until } from '#tests/support/until.ts';
import { atOnce, report } from './measure.ts';
import { noop } from './noop-sync.ts';
import { quiet, startDatabase } from './servers.ts';

const JOBS = Number(process.env.SYNCDECK_BENCH_JOBS ?? 10_000);
const CLIENTS = 100;
const ONE_AFTER_ANOTHER = 3;
const onError = (error: Error) => process.stderr.write(`${error.message}\n`);

const database = await startDatabase();
const redis = await startRedisServer();
const connect = {
  postgresql: () => connectQueueToPostgres({ connectionString: database.connectionString, maxConnections: 16, onError }),
  redis: () => connectQueueToRedis({ url: redis.url, onError }),
};

/** Adds no-op jobs and lets a worker do them: BullMQ and nothing else. Jobs a second. */
async function runBare(connection: QueueConnection, concurrency: number): Promise<number> {
  const name = `bare-${randomUUID()}`;
  const queue = connection.queue(name);
  queue.on('error', onError);
  let left = JOBS;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const worker = connection.worker(name, async () => {}, { concurrency });
  worker.on('error', onError);
  worker.on('completed', () => {
    left -= 1;
    if (left === 0) finish();
  });
  await worker.waitUntilReady();
  const since = performance.now();
  await atOnce(CLIENTS, JOBS, (n) => queue.add('run', {}, { jobId: `j-${n}.1`, removeOnComplete: true, removeOnFail: true, priority: 5 }));
  await done;
  const rate = JOBS / ((performance.now() - since) / 1_000);
  await worker.close();
  await queue.close();
  return rate;
}

/** The same through Syncdeck: a row, its status changes, their durable events, an audit row and an attempt each. Jobs a second. */
async function runSyncdeck(connection: QueueConnection, concurrency: number): Promise<number> {
  const db = openDatabase({ connectionString: database.connectionString, maxConnections: 10, onError });
  const workerId = newWorkerId();
  const queue = createTicketQueue(connection, { workerId, onError, onLateAnswer: onError });
  const metrics = createMetrics();
  const core = createCore({ db, queue, types: createJobTypes([noop]), log: quiet, metrics });
  await db.query('TRUNCATE sync_job_control, sync_job_events, sync_job_attempts, sync_job_logs');
  await db.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression, max_concurrency) VALUES ('noop', false, '0 0 * * *', $1)
     ON CONFLICT (job_type) DO UPDATE SET max_concurrency = $1`,
    [concurrency],
  );
  const engine = await startEngine({
    db,
    queue,
    core,
    connectionString: database.connectionString,
    syncs: [noop],
    sources: {} as Sources,
    http: createHttpClient({ version: 'bench' }),
    log: quiet,
    metrics,
    version: 'bench',
    workerId,
    publishProgress: async () => {},
    now: () => new Date(),
  });
  const since = performance.now();
  await atOnce(CLIENTS, JOBS, () => core.trigger.trigger({ jobType: 'noop' }, systemActor));
  await until(
    'all are completed',
    async () => {
      const [done] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM sync_job_control WHERE status = 'completed'`);
      return done?.n === JOBS;
    },
    300_000,
  );
  const rate = JOBS / ((performance.now() - since) / 1_000);
  const [kept] = await db.query<{ events: number; attempts: number }>(
    'SELECT (SELECT count(*) FROM sync_job_events WHERE seq IS NOT NULL) AS events, (SELECT count(*) FROM sync_job_attempts) AS attempts',
  );
  if (kept?.events !== 3 * JOBS || kept.attempts !== JOBS) throw new Error(`not all was kept: ${JSON.stringify(kept)}`);
  await engine.close();
  await db.close();
  return rate;
}

const rows: (string | number)[][] = [];
try {
  for (const kind of ['redis', 'postgresql'] as const) {
    for (const concurrency of [50, 100]) {
      const rates = { bare: [] as number[], syncdeck: [] as number[] };
      for (let n = 0; n < ONE_AFTER_ANOTHER; n += 1) {
        const bare = await connect[kind]();
        rates.bare.push(await runBare(bare, concurrency));
        await bare.close();
        const ours = await connect[kind]();
        rates.syncdeck.push(await runSyncdeck(ours, concurrency));
        await ours.close().catch(onError);
      }
      const middle = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;
      const span = (list: number[]) => `${Math.round(Math.min(...list))}–${Math.round(Math.max(...list))}`;
      const ratio = middle(rates.syncdeck) / middle(rates.bare);
      rows.push([
        kind,
        concurrency,
        Math.round(middle(rates.syncdeck)),
        span(rates.syncdeck),
        Math.round(middle(rates.bare)),
        span(rates.bare),
        ratio.toFixed(2),
      ]);
      process.stdout.write(`${JSON.stringify(rows.at(-1))}\n`);
    }
  }
} finally {
  await redis.stop();
  await database.stop();
}
report([
  {
    title: `${JOBS.toLocaleString('en')} no-op jobs from trigger to completed`,
    about: `Triggered by ${CLIENTS} callers at once while one worker process takes them; each job with its row, three durable events, an audit row and an attempt, all on the embedded PostgreSQL. Beside it bare BullMQ on the same queue, in turn, ${ONE_AFTER_ANOTHER} times each; the median, and the least and the most.`,
    columns: ['queue', 'at once', 'Syncdeck, jobs/s', 'span', 'bare BullMQ, jobs/s', 'span', 'ratio'],
    rows,
  },
]);
process.exit(0);

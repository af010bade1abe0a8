import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startBackendProcess } from '#tests/support/backend-process.ts';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../scripts/build-backend.mjs';
import { atOnce, percentiles, report, timed } from './measure.ts';
import { startDatabase } from './servers.ts';

const RUNNING = Number(process.env.SYNCDECK_BENCH_RUNNING ?? 1_000);
/** A worker takes at most 200 of one type at once. */
const TYPES = Math.ceil(RUNNING / 200);
const ROUNDS = 400;
const CLIENTS = 10;
/** Between two actions of a client. Without it the callers would wait for each other, and the figures tell how many there are. */
const THINK_MS = 100;
const rows: (string | number)[][] = [];

async function measure(kind: 'postgresql' | 'redis', main: string): Promise<void> {
  const database = await startDatabase();
  const redis = kind === 'redis' ? await startRedisServer() : undefined;
  const client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  const env = { DATABASE_URL: database.connectionString, SYNCDECK_BENCH_TYPES: String(TYPES), ...(redis ? { REDIS_URL: redis.url } : {}) };
  await client.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression, max_concurrency)
     SELECT 'steady-' || n, false, '0 0 * * *', 220 FROM generate_series(0, $1 - 1) n`,
    [TYPES],
  );
  const backend = await startBackendProcess({ main, env });
  const { api } = backend;
  try {
    const ids: string[] = [];
    await atOnce(CLIENTS, RUNNING, async (n) => {
      const { body } = await api.jobs('POST', '', { jobType: `steady-${n % TYPES}` });
      ids.push(body.jobId);
    });
    await until(
      'all of them run',
      async () => {
        const { rows: counted } = await client.query(`SELECT count(*)::int AS n FROM sync_job_control WHERE status = 'running'`);
        return counted[0].n >= Math.min(RUNNING, TYPES * 200);
      },
      120_000,
    );
    const taken: Record<string, number[]> = { pause: [], resume: [], priority: [], 'cancel, then retry': [] };
    const act = async (name: string, method: string, path: string, body?: object) => {
      let status = 0;
      const ms = await timed(async () => {
        ({ status } = await api.jobs(method, path, body));
      });
      if (status !== 200) throw new Error(`${method} ${path} was answered ${status}`);
      taken[name]?.push(ms);
      await sleep(THINK_MS * (0.5 + Math.random()));
    };
    await atOnce(CLIENTS, ROUNDS, async (n) => {
      const jobId = ids[(n * 7) % ids.length];
      await act('pause', 'POST', `/${jobId}/pause`, { reason: 'bench' });
      await act('resume', 'POST', `/${jobId}/resume`);
      await act('priority', 'PUT', `/${jobId}/priority`, { priority: 1 + (n % 10) });
      await act('cancel, then retry', 'POST', `/${jobId}/cancel`);
      await act('cancel, then retry', 'POST', `/${jobId}/retry`);
    });
    for (const [name, list] of [...Object.entries(taken), ['all', Object.values(taken).flat()] as const]) {
      const { n, p50, p95, p99, max } = percentiles(list);
      rows.push([kind, name, n, p50, p95, p99, max]);
      process.stdout.write(`${JSON.stringify(rows.at(-1))}\n`);
    }
  } finally {
    await backend.stop();
    await client.end();
    await redis?.stop();
    await database.stop();
  }
}

const main = await buildBackend({ entry: 'bench/steady-backend.ts', outDir: 'dist/bench-steady' });
await measure('postgresql', main);
await measure('redis', main);
report([
  {
    title: `Control actions while ${RUNNING.toLocaleString('en')} jobs run`,
    about: `One process with API and worker, all its jobs running, each committing a batch every 5 s or so; ${CLIENTS} clients act over HTTP, each waiting about ${THINK_MS} ms before its next action; from call to acknowledgement, in milliseconds.`,
    columns: ['queue', 'action', 'calls', 'p50', 'p95', 'p99', 'max'],
    rows,
  },
]);
process.exit(0);

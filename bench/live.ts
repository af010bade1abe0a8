import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { startBackendProcess } from '#tests/support/backend-process.ts';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../scripts/build-backend.mjs';
import { atOnce, percentiles, report } from './measure.ts';
import { usageOf } from './process-usage.ts';
import { startDatabase } from './servers.ts';

const RUNNING = 1_000;
const TYPES = 5;
/** Each job reports ten times a second. */
const PROGRESS_MS = (RUNNING / 10_000) * 1_000;
const CLIENTS = 200;
const ON_SCREEN = 25;
const SECONDS = Number(process.env.SYNCDECK_BENCH_SECONDS ?? 20);
/** Actions a second, each of which is a status change that every client is told. */
const ACTIONS = 10;
const MIB = 2 ** 20;

interface Client {
  socket: Socket;
  isDeaf: boolean;
  /** From the start of the change's transaction to its arrival, in milliseconds. */
  latencies: number[];
  progress: number;
}

/** The TCP connection under a client, which Socket.IO keeps to itself. */
const tcpOf = (socket: Socket) =>
  (socket.io.engine.transport as unknown as { ws: { _socket: { bytesRead: number; pause(): void } } }).ws._socket;

/** What most screens show: a page of jobs; some a type; few everything. */
const subscriptionOf = (n: number, ids: readonly string[]) => {
  if (n % 20 === 19) return { all: true };
  if (n % 20 >= 16) return { jobTypes: [`steady-${n % TYPES}`] };
  const from = (n * 13) % (ids.length - ON_SCREEN);
  return { jobIds: ids.slice(from, from + ON_SCREEN) };
};

async function measure(
  kind: 'postgresql' | 'redis',
  main: string,
): Promise<{ latency: (string | number)[][]; load: (string | number)[][] }> {
  const database = await startDatabase();
  const redis = kind === 'redis' ? await startRedisServer() : undefined;
  const query = new pg.Client({ connectionString: database.connectionString });
  await query.connect();
  const env = {
    DATABASE_URL: database.connectionString,
    SYNCDECK_BENCH_TYPES: String(TYPES),
    SYNCDECK_BENCH_PROGRESS_MS: String(PROGRESS_MS),
    SYNCDECK_JWT_SECRET: 'the secret of the bench, which is long enough',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  await query.query(
    `INSERT INTO sync_job_schedules (job_type, enabled, cron_expression, max_concurrency)
     SELECT 'steady-' || n, false, '0 0 * * *', 200 FROM generate_series(0, $1 - 1) n`,
    [TYPES],
  );
  const [server, worker] = await Promise.all([
    startBackendProcess({ main, env, args: ['--role', 'api'] }),
    startBackendProcess({ main, env, args: ['--role', 'worker'] }),
  ]);
  const { api } = server;
  const clients: Client[] = [];
  const latency: (string | number)[][] = [];
  const load: (string | number)[][] = [];
  try {
    const ids: string[] = [];
    await atOnce(10, RUNNING, async (n) => {
      ids.push((await api.jobs('POST', '', { jobType: `steady-${n % TYPES}` })).body.jobId);
    });
    const running = async () =>
      (await query.query(`SELECT count(*)::int AS n FROM sync_job_control WHERE status = 'running'`)).rows[0].n as number;
    await until('all of them run', async () => (await running()) >= RUNNING, 120_000);

    await atOnce(20, CLIENTS, async (n) => {
      const socket = io(`${api.url}/job-control`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { token: api.token },
      });
      const client: Client = { socket, isDeaf: false, latencies: [], progress: 0 };
      clients.push(client);
      socket.on('job:status', ({ at }: { at: string }) => client.latencies.push(Date.now() - Date.parse(at)));
      socket.on('job:progress', ({ jobs }: { jobs: unknown[] }) => {
        client.progress += jobs.length;
      });
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', resolve);
        socket.on('connect_error', reject);
      });
      await socket.emitWithAck('progress:subscribe', subscriptionOf(n, ids));
    });

    const phase = async (name: string) => {
      for (const client of clients) {
        client.latencies = [];
        client.progress = 0;
      }
      await sleep(2_000);
      const reported = async () => Number(/syncdeck_progress_received_total (\d+)/.exec((await api.call('GET', '/metrics')).body)?.[1]);
      const overview = clients.find(({ isDeaf }, n) => !isDeaf && n % 20 < 16) as Client;
      const before = {
        server: usageOf(server.pid),
        worker: usageOf(worker.pid),
        bytes: tcpOf(overview.socket).bytesRead,
        reported: await reported(),
      };
      const since = performance.now();
      let peak = 0;
      while (performance.now() - since < SECONDS * 1_000) {
        const jobId = ids[Math.floor(Math.random() * ids.length)];
        await api.jobs('POST', `/${jobId}/pause`);
        await api.jobs('POST', `/${jobId}/resume`);
        peak = Math.max(peak, usageOf(server.pid).rss);
        await sleep((2 * 1_000) / ACTIONS);
      }
      const seconds = (performance.now() - since) / 1_000;
      const after = {
        server: usageOf(server.pid),
        worker: usageOf(worker.pid),
        bytes: tcpOf(overview.socket).bytesRead,
        reported: await reported(),
      };
      await sleep(500);
      const readers = clients.filter(({ isDeaf }) => !isDeaf);
      const { n, p50, p95, p99, max } = percentiles(readers.flatMap(({ latencies }) => latencies));
      const percent = (part: 'server' | 'worker') => `${Math.round(((after[part].cpu - before[part].cpu) / seconds) * 100)} %`;
      const connected = clients.filter(({ socket }) => socket.connected).length;
      latency.push([kind, name, n, p50, p95, p99, max]);
      load.push([
        kind,
        name,
        connected,
        Math.round((after.reported - before.reported) / seconds),
        Math.round(readers.reduce((sum, { progress }) => sum + progress, 0) / seconds),
        percent('server'),
        percent('worker'),
        Math.round(before.server.rss / MIB),
        Math.round(peak / MIB),
        Math.round((((after.bytes - before.bytes) / seconds) * 60) / 1_024),
      ]);
      process.stdout.write(`${JSON.stringify(latency.at(-1))}\n${JSON.stringify(load.at(-1))}\n`);
    };

    await phase('all read');
    for (const [n, client] of clients.entries()) {
      if (n % 10 !== 3) continue;
      client.isDeaf = true;
      tcpOf(client.socket).pause();
    }
    await phase('one in ten does not read');
  } finally {
    for (const { socket } of clients) socket.disconnect();
    await server.stop();
    await worker.stop();
    await query.end();
    await redis?.stop();
    await database.stop();
  }
  return { latency, load };
}

const main = await buildBackend({ entry: 'bench/steady-backend.ts', outDir: 'dist/bench-steady' });
const found = [await measure('postgresql', main), await measure('redis', main)];
report([
  {
    title: `A status change reaches ${CLIENTS} clients while ${RUNNING.toLocaleString('en')} jobs report 10,000 times a second`,
    about: `One API process and one worker; each job reports its progress ten times a second; ${ACTIONS} pauses and resumes a second; from the start of the change's transaction to its arrival at each client that reads, in milliseconds, over ${SECONDS} s. Four of five clients follow ${ON_SCREEN} jobs, 15 % a type, 5 % all. The clients share one process, and the machine with all the rest.`,
    columns: ['queue', 'clients', 'arrivals', 'p50', 'p95', 'p99', 'max'],
    rows: found.flatMap(({ latency }) => latency),
  },
  {
    title: 'What that costs',
    about: `In the same runs. Progress is coalesced in the worker (each job's newest value, 5 times a second) and for each client again. CPU in percent of one core, memory in MiB (at the start and at its peak), KiB a minute on the connection of one client that follows ${ON_SCREEN} jobs, with all status changes of the environment in it.`,
    columns: [
      'queue',
      'clients',
      'connected',
      'values reaching the API /s',
      'values to clients /s',
      'API CPU',
      'worker CPU',
      'API MiB',
      'peak',
      'KiB/min',
    ],
    rows: found.flatMap(({ load }) => load),
  },
]);
process.exit(0);

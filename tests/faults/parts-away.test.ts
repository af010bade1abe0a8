import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#backend/infra/database/migrate.ts';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { COUNTING_TABLES } from '#tests/support/counting-sync.ts';
import { queueKinds } from '#tests/support/environment.ts';
import { type OwnPostgres, startOwnPostgres } from '#tests/support/own-postgres.ts';
import { type RedisServer, startRedisServer } from '#tests/support/redis-server.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { root } from '../../scripts/prepare.mjs';

const TOTAL = 1_000;
const JOBS = 4;
const CALLERS = 6;
/** A call is answered by then, whatever is away. */
const ANSWER_WITHIN_MS = 5_000;
/** Calls that must meet the fault before it is over. */
const ENOUGH = 12;

interface Call {
  action: string;
  /** Unique: the job's name, or the reason that its audit row has. */
  mark: string;
  status: number;
  body: { code?: string; message?: string; jobId?: string; data?: { reason?: string } };
  ms: number;
}

let main = '';
let postgres: OwnPostgres;
let redis: RedisServer;
beforeAll(async () => {
  main = await buildBackend({ entry: 'tests/support/test-backend.ts', outDir: 'dist/test-parts-away' });
  [postgres, redis] = await Promise.all([startOwnPostgres(), startRedisServer()]);
  await migrate(postgres.connectionString, path.join(root, 'prisma/migrations'));
  await query(COUNTING_TABLES);
}, 120_000);

let backend: BackendProcess | undefined;
afterEach(async () => {
  await backend?.stop();
  backend = undefined;
}, 60_000);
afterAll(async () => {
  await postgres?.remove();
  await redis?.stop();
}, 60_000);

async function query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** People who trigger jobs and act on them, without a pause, until they are told to stop. Answers every call. */
function act(api: BackendProcess['api'], run: string): { calls: Call[]; stop(): Promise<Call[]> } {
  const calls: Call[] = [];
  let stopped = false;
  let count = 0;
  async function timed(action: string, method: string, url: string, body: object | undefined, mark: string): Promise<Call> {
    const since = performance.now();
    const answer = await api.jobs(method, url, body);
    const call = { action, mark, status: answer.status, body: answer.body, ms: performance.now() - since };
    calls.push(call);
    return call;
  }
  async function person(): Promise<void> {
    while (!stopped) {
      const jobName = `${run}-${++count}`;
      const runAt = new Date(Date.now() + 3_600_000).toISOString();
      const made = await timed('trigger', 'POST', '', { jobType: 'counting', jobName, runAt }, jobName);
      for (const action of ['pause', 'resume', 'cancel']) {
        if (calls.at(-1)?.status === 503 || made.status !== 201 || stopped) break;
        const reason = `${run}-${++count}`;
        const { status } = await timed(action, 'POST', `/${made.body.jobId}/${action}`, { reason }, reason);
        if (status !== 200) break;
      }
      await timed('look', 'GET', '/queue-status', undefined, '');
    }
  }
  const people = Array.from({ length: CALLERS }, person);
  // Where the test fails before it stops them, its backend goes first, and theirs is not the error to be told.
  for (const one of people) one.catch(() => {});
  return {
    calls,
    async stop() {
      stopped = true;
      await Promise.all(people);
      return calls;
    },
  };
}

/** What was acknowledged has happened once; what happened without being acknowledged was at least not refused for good. */
async function compare(calls: readonly Call[], run: string): Promise<void> {
  const happened = await query<{ action: string; mark: string }>(
    `SELECT a.action, coalesce(a.metadata ->> 'reason', j.job_name) AS mark FROM sync_job_audit_logs a JOIN sync_job_control j USING (job_id)
     WHERE coalesce(a.metadata ->> 'reason', j.job_name) LIKE $1`,
    [`${run}-%`],
  );
  const marks = happened.map(({ action, mark }) => `${action} ${mark}`);
  expect(new Set(marks).size).toBe(marks.length);
  const writes = calls.filter(({ action }) => action !== 'look');
  const named = (some: readonly Call[]) => some.map(({ action, mark }) => `${action} ${mark}`);
  const acknowledged = named(writes.filter(({ status }) => status < 300));
  const inDoubt = new Set(named(writes.filter(({ status }) => status === 503)));
  expect(marks.filter((mark) => !inDoubt.has(mark)).sort()).toEqual(acknowledged.sort());
}

const faults = [
  ['PostgreSQL is stopped', 'database', () => postgres.stop(), () => postgres.start()],
  ['PostgreSQL is frozen', 'database', async () => postgres.freeze(), async () => postgres.thaw()],
  ['Redis is stopped', 'queue', () => redis.halt(), () => redis.start()],
  ['Redis is frozen', 'queue', async () => redis.signal('SIGSTOP'), async () => redis.signal('SIGCONT')],
] as const;

describe.each(queueKinds)('with the queue in %s, under load,', (kind) => {
  test.each(faults.filter(([, part]) => part === 'database' || kind === 'redis'))(
    '%s: calls fail soon and say why, and all goes on by itself',
    async (name, part, takeAway, giveBack) => {
      backend = await startBackendProcess({
        main,
        env: {
          DATABASE_URL: postgres.connectionString,
          SYNCDECK_JWT_SECRET: 'x'.repeat(40),
          LOG_LEVEL: 'silent',
          ...(kind === 'redis' ? { REDIS_URL: redis.url } : {}),
        },
      });
      const { api } = backend;
      await query(`UPDATE sync_job_schedules SET max_concurrency = ${JOBS} WHERE job_type = 'counting'`);
      await query(`SELECT pg_notify('syncdeck_schedules', '')`);
      const isReady = async () => (await api.call('GET', '/health/ready')).status === 200;
      const running = await Promise.all(
        Array.from({ length: JOBS }, () => api.jobs('POST', '', { jobType: 'counting', params: { total: TOTAL, batchMs: 60 } })),
      );
      const ids = running.map(({ body }) => body.jobId as string);
      await until('all of them run', async () => {
        const [row] = await query<{ n: number }>(
          `SELECT count(*)::int AS n FROM sync_job_control WHERE job_id = ANY ($1) AND progress_done > 0`,
          [ids],
        );
        return row?.n === JOBS;
      });

      const run = `${kind} ${name}`;
      const people = act(api, run);
      await until('they act', () => people.calls.filter(({ status }) => status < 300).length > 50);
      await takeAway();
      try {
        await until('it is not ready', async () => !(await isReady()));
        const before = people.calls.length;
        await until('calls are answered without it', () => {
          const since = people.calls.slice(before);
          return since.filter(({ status }) => status === 503).length >= ENOUGH;
        });
      } finally {
        await giveBack();
      }
      await until('it is ready again', isReady, 15_000);
      const after = people.calls.length;
      await until('calls go through again', () => people.calls.slice(after).filter(({ status }) => status < 300).length > 50);
      const calls = await people.stop();

      const refused = calls.filter(({ status }) => status >= 300);
      const told = new Set(refused.map(({ status, body }) => `${status} ${body.code} ${body.data?.reason}`));
      const reasons = part === 'database' && kind === 'postgresql' ? ['database', 'queue'] : [part];
      expect([...told].filter((one) => !reasons.some((reason) => one === `503 SERVICE_UNAVAILABLE ${reason}`))).toEqual([]);
      // Without the queue what a person does still holds: the row is the truth, and its ticket follows.
      if (part === 'queue') expect(refused.filter(({ action }) => action !== 'look')).toEqual([]);
      expect(Math.max(...calls.map(({ ms }) => ms))).toBeLessThan(ANSWER_WITHIN_MS);
      await compare(calls, run);

      for (const id of ids) {
        await until(`${id} is completed`, async () => (await api.jobs('GET', `/${id}`)).body.status === 'completed', 60_000);
      }
      const written = await query(
        'SELECT count(*)::int AS rows, count(DISTINCT n)::int AS numbers FROM test_writes WHERE job_id = ANY ($1) GROUP BY job_id',
        [ids],
      );
      expect(written).toEqual(ids.map(() => ({ rows: TOTAL, numbers: TOTAL })));
    },
    180_000,
  );
});

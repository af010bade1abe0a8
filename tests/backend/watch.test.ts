import { afterEach, expect, test } from 'vitest';
import { findFreePort } from '#backend/infra/free-port.ts';
import { type BackendProcess, connectApi, startBackendProcess } from '#tests/support/backend-process.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const backends: BackendProcess[] = [];
afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.stop()));
}, 60_000);

async function start(args: string[], env: Record<string, string> = {}): Promise<BackendProcess> {
  const backend = await startBackendProcess({
    args,
    env: { DATABASE_URL: database.connectionString, SYNCDECK_JWT_SECRET: 'x'.repeat(40), LOG_LEVEL: 'debug', ...env },
  });
  backends.push(backend);
  return backend;
}

/** The value of a metric's line with these labels. */
const figure = (text: string, name: string, labels: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name}{`) && line.includes(labels))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  );

test('a worker tells its health and figures on a port of its own, and its lines say which environment, worker and job', async () => {
  const port = await findFreePort();
  const worker = await start(['--role', 'worker'], { SYNCDECK_METRICS_PORT: String(port) });
  const watch = connectApi(`http://127.0.0.1:${port}`, '');
  expect(await watch.call('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await watch.call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  expect((await watch.call('GET', '/v4/admin/jobs')).status).toBe(404);

  const { api } = await start(['--role', 'api']);
  const { jobId } = (await api.jobs('POST', '', { jobType: 'prayer', params: { days: 1 } })).body;
  await until('it is completed', async () => (await api.jobs('GET', `/${jobId}`)).body.status === 'completed');
  const told = await until('the run is counted', async () => {
    const { body } = await watch.call('GET', '/metrics');
    return figure(body, 'syncdeck_run_duration_seconds_count', 'outcome="completed"') === 1 && (body as string);
  });
  expect(figure(told, 'syncdeck_queue_wait_seconds_count', 'job_type="prayer"')).toBe(1);
  expect(figure(told, 'syncdeck_database_connections', 'state="busy"')).toBeGreaterThanOrEqual(0);
  // Of the environment, so any process tells it.
  expect(figure((await api.call('GET', '/metrics')).body, 'syncdeck_jobs', 'status="completed"')).toBe(1);

  const lines = (backend: BackendProcess) =>
    backend
      .errors()
      .split('\n')
      .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : []));
  const [environment] = await database.query<{ id: string }>('SELECT id FROM sync_environment');
  expect(lines(worker).find(({ msg }) => msg === 'A run ended')).toMatchObject({
    environmentId: environment?.id,
    jobId,
    jobType: 'prayer',
    attempt: 1,
    workerId: expect.any(String),
    outcome: 'completed',
  });
  const { headers } = await api.jobs('GET', `/${jobId}`);
  const line = await until('the request has its line', () =>
    lines(backends[1] as BackendProcess).find(({ requestId }) => requestId === headers.get('x-request-id')),
  );
  expect(line).toMatchObject({ level: 20, environmentId: environment?.id, method: 'GET', status: 200, ms: expect.any(Number) });
}, 90_000);

test('a port that is taken is refused with a sentence', async () => {
  const { api } = await start([]);
  const { port } = new URL(api.url);
  await expect(start(['--role', 'worker'], { SYNCDECK_METRICS_PORT: port })).rejects.toThrow(
    `SYNCDECK_METRICS_PORT is ${port}, where 127.0.0.1 can't be listened on (listen EADDRINUSE`,
  );
}, 60_000);

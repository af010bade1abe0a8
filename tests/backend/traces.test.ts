import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { COUNTING_TABLES } from '#tests/support/counting-sync.ts';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { mainFile } from '../../scripts/prepare.mjs';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status: { code?: number };
  events?: { name: string }[];
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
}
type Attribute = { key: string; value: Record<string, unknown> };
const plain = (attributes: Attribute[]) => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const database = useScratchDatabase();
const spans: Span[] = [];
let collector: Server;
let endpoint = '';
let main = '';
let backend: BackendProcess | undefined;

beforeAll(async () => {
  main = await buildBackend({ entry: 'tests/support/test-backend.ts', outDir: 'dist/test-traces' });
  await database.query(COUNTING_TABLES);
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') {
        for (const { resource, scopeSpans } of JSON.parse(Buffer.concat(chunks).toString()).resourceSpans) {
          for (const { spans: sent } of scopeSpans) {
            for (const span of sent) spans.push({ ...span, attributes: plain(span.attributes), resource: plain(resource.attributes) });
          }
        }
      }
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
}, 60_000);
beforeEach(() => {
  spans.length = 0;
});
afterEach(async () => {
  await backend?.stop();
}, 30_000);
afterAll(() => {
  collector?.closeAllConnections();
  collector?.close();
});

async function start(env: Record<string, string> = {}, entry = main): Promise<BackendProcess> {
  backend = await startBackendProcess({
    main: entry,
    env: { DATABASE_URL: database.connectionString, SYNCDECK_JWT_SECRET: 'x'.repeat(40), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env },
  });
  return backend;
}
const named = (name: string) => spans.filter((span) => span.name === name);
const ended = (runs: number) => until(`${runs} runs are told`, () => named('run counting').length >= runs && named('run counting'));

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

test.each(['postgresql', 'redis'])(
  'one trace leads from the caller through the call and the ticket to each batch, with the queue in %s',
  async (kind) => {
    const redis = kind === 'redis' ? await startRedisServer() : undefined;
    try {
      const { api } = await start(redis ? { REDIS_URL: redis.url } : {});
      // Calls that are gathered into one statement keep each its own trace.
      const bodies = [0, 1, 2].map(() => ({ jobType: 'counting', params: { total: 30 } }));
      const answers = await Promise.all([
        api.call('POST', '/v4/admin/jobs', bodies[0], { traceparent: `00-${TRACE}-${CALLER}-01`, 'x-request-id': 'request-1' }),
        api.call('POST', '/v4/admin/jobs', bodies[1]),
        api.call('POST', '/v4/admin/jobs', bodies[2]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      const runs = await ended(3);

      const call = named('jobs.trigger').find(({ traceId }) => traceId === TRACE);
      expect(call).toMatchObject({
        parentSpanId: CALLER,
        attributes: { 'syncdeck.transport': 'rest', 'syncdeck.request_id': 'request-1' },
        resource: { 'service.name': 'syncdeck' },
      });
      expect(new Set(named('jobs.trigger').map(({ traceId }) => traceId)).size).toBe(3);
      for (const { body } of answers) {
        const run = runs.find(({ attributes }) => attributes['syncdeck.job_id'] === body.jobId) as Span;
        const trigger = named('jobs.trigger').find(({ traceId }) => traceId === run.traceId) as Span;
        expect(run).toMatchObject({ parentSpanId: trigger.spanId, attributes: { 'syncdeck.attempt': 1, 'syncdeck.outcome': 'completed' } });
        const batches = named('batch').filter(({ parentSpanId }) => parentSpanId === run.spanId);
        expect(batches.map(({ traceId, attributes }) => [traceId, attributes['syncdeck.done'], attributes['syncdeck.total']])).toEqual(
          [10, 20, 30].map((done) => [run.traceId, done, 30]),
        );
      }
      const [environment] = await database.query<{ id: string }>('SELECT id FROM sync_environment');
      expect(runs[0]?.attributes).toMatchObject({ 'syncdeck.environment_id': environment?.id, 'syncdeck.worker_id': expect.any(String) });
    } finally {
      await backend?.stop();
      await redis?.stop();
    }
  },
  60_000,
);

test('a failed run is told as an error, a refused call is not, and the next attempt belongs to the same trace', async () => {
  const { api } = await start();
  await database.query(`UPDATE sync_job_schedules SET backoff_seconds = 1 WHERE job_type = 'counting'`);
  const { jobId } = (await api.jobs('POST', '', { jobType: 'counting', params: { total: 30, failAt: 10 } })).body;
  expect((await api.jobs('POST', '/nothing-1/pause', {})).status).toBe(404);
  const runs = await ended(2);
  expect(
    runs.map(({ attributes }) => [attributes['syncdeck.job_id'], attributes['syncdeck.attempt'], attributes['syncdeck.outcome']]),
  ).toEqual([
    [jobId, 1, 'failed'],
    [jobId, 2, 'failed'],
  ]);
  expect(new Set(runs.map(({ traceId }) => traceId)).size).toBe(1);
  expect(runs[1]?.parentSpanId).toBe(runs[0]?.spanId);
  expect(runs[0]).toMatchObject({ status: { code: 2 }, events: [{ name: 'exception' }] });
  const refused = await until('the refused call is told', () => named('jobs.pause')[0]);
  expect(refused).toMatchObject({ status: { code: 0 }, attributes: { 'error.type': 'NOT_FOUND', 'http.response.status_code': 404 } });
}, 60_000);

test('controls that are gathered into one statement give each ticket the trace of its own call', async () => {
  const { api } = await start();
  const jobIds: string[] = [];
  for (let made = 0; made < 3; made += 1) {
    const runAt = new Date(Date.now() + 3_600_000).toISOString();
    const { jobId } = (await api.jobs('POST', '', { jobType: 'counting', params: { total: 10 }, runAt })).body;
    expect((await api.jobs('POST', `/${jobId}/cancel`, {})).status).toBe(200);
    jobIds.push(jobId);
  }
  const traceIds = jobIds.map((_, index) => `${index + 1}`.repeat(32));
  await Promise.all(
    jobIds.map((jobId, index) =>
      api.call('POST', `/v4/admin/jobs/${jobId}/retry`, {}, { traceparent: `00-${traceIds[index]}-${CALLER}-01` }),
    ),
  );
  const runs = await ended(3);
  for (const [index, jobId] of jobIds.entries()) {
    const retry = named('jobs.retry').find(({ traceId }) => traceId === traceIds[index]) as Span;
    expect(retry.parentSpanId).toBe(CALLER);
    const run = runs.find(({ attributes }) => attributes['syncdeck.job_id'] === jobId);
    expect(run).toMatchObject({ traceId: traceIds[index], parentSpanId: retry.spanId });
  }
}, 60_000);

test('the backend as it is shipped tells a whole job, the last of it when it stops', async () => {
  const { api } = await start({}, mainFile);
  const body = { jobType: 'prayer', params: { cities: ['Makkah'], days: 150 } };
  const { jobId } = (await api.call('POST', '/v4/admin/jobs', body, { traceparent: `00-${TRACE}-${CALLER}-01` })).body;
  await until('the job is done', async () => (await api.jobs('GET', `/${jobId}`)).body.status === 'completed');
  expect(await backend?.stop()).toBe(0);
  const own = spans.filter(({ traceId }) => traceId === TRACE);
  const call = own.find(({ name }) => name === 'jobs.trigger');
  expect(call?.parentSpanId).toBe(CALLER);
  const run = own.find(({ name }) => name === 'run prayer');
  expect(run).toMatchObject({ parentSpanId: call?.spanId, attributes: { 'syncdeck.job_id': jobId, 'syncdeck.outcome': 'completed' } });
  expect(own.filter(({ name }) => name === 'batch').map((span) => [span.parentSpanId, span.attributes['syncdeck.done']])).toEqual([
    [run?.spanId, 100],
    [run?.spanId, 150],
  ]);
}, 60_000);

test('what was not sent yet is sent when the process stops', async () => {
  const { api } = await start();
  await api.jobs('GET', '');
  await backend?.stop();
  expect(named('jobs.list')).toHaveLength(1);
}, 60_000);

test('a collector that is away disturbs nobody, nor the stop', async () => {
  const { api } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  expect((await api.jobs('GET', '')).status).toBe(200);
  expect(await backend?.stop()).toBe(0);
}, 60_000);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type JobControlClient } from '#contract/contract.ts';
import { durableEvents } from '#contract/events/durable.ts';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const isErrorBody = (body: unknown): body is { code: string; status: number; message: string; data: unknown } =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-contract-'));
let backend: BackendProcess;
let client: JobControlClient;

beforeAll(async () => {
  backend = await startBackendProcess({ args: ['--data-dir', folder], env: { DATABASE_URL: database.connectionString } });
  const link = new OpenAPILink(contract, {
    url: backend.api.url,
    headers: { authorization: `Bearer ${backend.api.token}` },
    // What an answer has beside the contract, or lacks of it, is an error here.
    plugins: [new ResponseValidationPlugin(contract)],
    customErrorResponseBodyDecoder: (body) => (isErrorBody(body) ? new ORPCError(body.code, { ...body, defined: true }) : null),
  });
  client = createORPCClient(link);
}, 90_000);
afterAll(async () => {
  await backend?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('a typed client gets what the contract says, from every procedure', async () => {
  const job = await client.jobs.trigger({ jobType: 'prayer', jobName: 'Two days', params: { days: 2 } });
  expect(job.createdAt).toBeInstanceOf(Date);
  const ended = await until('it is completed', async () => {
    const now = await client.jobs.get({ jobId: job.jobId });
    return now.status === 'completed' && now;
  });
  expect(ended.result?.created).toBeGreaterThan(0);
  expect(ended).toMatchObject({ endedAt: ended.completedAt, runningSince: null, waitMs: expect.any(Number), errorSignature: null });
  expect(ended.runMs).toBeGreaterThan(0);
  expect((await client.jobs.list({ status: ['completed'], search: 'two days' })).items.map(({ jobId }) => jobId)).toEqual([job.jobId]);
  expect((await client.jobs.status({ jobId: job.jobId })).allowedActions).toEqual(['delete']);
  expect((await client.jobs.progress({ jobId: job.jobId })).progressPercentage).toBe(100);
  expect((await client.jobs.logs({ jobId: job.jobId })).items.length).toBeGreaterThan(0);
  expect((await client.jobs.logs({ jobId: job.jobId, after: 1_000_000, from: job.createdAt, to: new Date() })).items).toEqual([]);
  expect((await client.jobs.attempts({ jobId: job.jobId })).items).toMatchObject([{ outcome: 'completed' }]);
  expect((await client.jobs.checkpoints({ jobId: job.jobId })).items.at(-1)).toMatchObject({ attempt: 1, done: ended.progress.done });
  const counts = await client.jobs.counts({ query: 'params.days:2', status: ['completed'] });
  expect(counts).toMatchObject({ total: 1, items: [{ jobType: 'prayer', counts: { completed: 1, failed: 0 } }] });
  expect((await client.jobs.suggest({ field: 'name', prefix: 'two' })).items).toEqual([{ value: 'Two days', count: 1 }]);
  expect((await client.jobs.types()).items).toHaveLength(5);

  const later = await client.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 86_400_000) });
  const { jobId } = later;
  expect(later.nextAttemptAt).toBeInstanceOf(Date);
  expect((await client.jobs.priority({ jobId, priority: 9 })).status).toBe('pending');
  expect((await client.jobs.pause({ jobId, reason: 'look' })).status).toBe('paused');
  expect((await client.jobs.resume({ jobId })).status).toBe('pending');
  expect((await client.jobs.cancel({ jobId })).status).toBe('cancelled');
  expect((await client.jobs.retry({ jobId, from: 'start' })).status).toBe('pending');
  expect((await client.jobs.cancel({ jobId })).status).toBe('cancelled');
  expect((await client.jobs.delete({ jobId, reason: 'done' })).action).toBe('delete');
  expect((await client.jobs.audit({ jobId })).items).toHaveLength(8);

  const bulk = await client.bulk.start({ action: 'delete', filter: { jobType: ['prayer'] } });
  const bulkId = bulk.bulkId as string;
  await until('the bulk action is over', async () => (await client.bulk.get({ bulkId })).state === 'completed');
  expect((await client.bulk.results({ bulkId, ok: true })).items).toMatchObject([{ jobId: job.jobId, ok: true, currentStatus: null }]);
  expect((await client.bulk.results({ bulkId, ok: false })).items).toEqual([]);
  expect((await client.bulk.list({ limit: 5 })).items).toEqual([await client.bulk.get({ bulkId })]);
  expect((await client.bulk.stop({ bulkId })).state).toBe('completed');

  expect((await client.schedules.list()).items).toHaveLength(5);
  expect((await client.schedules.preview({ cronExpression: '*/5 * * * *' })).runs[0]).toBeInstanceOf(Date);
  const hour = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-01T01:00:00Z') };
  expect((await client.schedules.preview({ cronExpression: '*/5 * * * *', count: 100, ...hour })).runs).toHaveLength(11);
  expect((await client.schedules.update({ jobType: 'audio', priority: 6 })).priority).toBe(6);
  expect((await client.schedules.toggle({ jobType: 'audio', enabled: false })).nextRunAt).toBeNull();

  expect((await client.insight.history({})).items).toEqual([]);
  expect((await client.insight.audit({ action: 'schedule_toggle' })).items).toHaveLength(1);
  expect((await client.insight.failures({})).items).toEqual([]);
  expect((await client.insight.queueStatus()).items).toHaveLength(5);
  expect((await client.insight.analytics({ jobType: ['quran'], timeZone: 'Asia/Riyadh' })).bucket).toBe('quarter');
  expect((await client.insight.heatmap({ jobType: ['quran'], timeZone: 'Asia/Riyadh' })).cells).toEqual([]);
  expect(await client.auth.me()).toEqual({ username: 'admin', role: 'admin' });
});

test('an error arrives as the contract declares it', async () => {
  const { jobId } = await client.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 86_400_000) });
  await expect(client.jobs.resume({ jobId })).rejects.toMatchObject({
    code: 'CONFLICT',
    status: 409,
    data: { status: 'pending', allowedActions: ['pause', 'cancel', 'priority_change'] },
  });
  await expect(client.jobs.get({ jobId: 'no-such-job' })).rejects.toMatchObject({ code: 'NOT_FOUND', data: { jobId: 'no-such-job' } });
  await expect(client.auth.login({ username: 'admin', password: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
});

test('every durable event that was stored fits its schema, numbered without a gap', async () => {
  const connection = new pg.Client({ connectionString: database.connectionString });
  await connection.connect();
  try {
    const { rows } = await connection.query<{ seq: string; kind: keyof typeof durableEvents; at: Date; payload: object }>(
      'SELECT seq, kind, at, payload FROM sync_job_events ORDER BY seq',
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, n) => n + 1));
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(Object.keys(durableEvents)));
    for (const { seq, kind, at, payload } of rows) {
      const parsed = durableEvents[kind].schema.safeParse({ seq: Number(seq), at, ...payload });
      expect([kind, parsed.error?.issues]).toEqual([kind, undefined]);
    }
  } finally {
    await connection.end();
  }
});

import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json as readJson } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type BackendProcess, connectApi, startBackendProcess } from '#tests/support/backend-process.ts';
import { removeDataDirectory } from '#tests/support/data-directory.ts';
import { until } from '#tests/support/until.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-rest-'));
let backend: BackendProcess;
let api: Api;
let stranger: Api;

beforeAll(async () => {
  backend = await startBackendProcess({ args: ['--data-dir', folder], env: { FRONTEND_URL: 'https://console.test' } });
  api = backend.api;
  stranger = connectApi(api.url, '');
}, 90_000);
afterAll(async () => {
  await backend?.stop();
  removeDataDirectory(folder);
}, 60_000);

/** A job that waits for tomorrow. */
async function pendingJob(more: object = {}): Promise<string> {
  const { body, status } = await api.jobs('POST', '', {
    jobType: 'quran',
    runAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...more,
  });
  expect(status).toBe(201);
  return body.jobId;
}
const json = { 'content-type': 'application/json' };

describe('who may ask', () => {
  test.each([
    ['GET', '/v4/admin/jobs'],
    ['POST', '/v4/admin/jobs'],
    ['GET', '/v4/admin/jobs/export'],
    ['GET', '/v4/admin/jobs/no-such-job'],
    ['GET', '/v4/nothing-here'],
    ['GET', '/v4/%ff'],
    ['GET', '/metrics'],
    ['GET', '/v4/auth/me'],
  ])('%s %s wants a token, before anything else is looked at', async (method, path) => {
    const answer = await stranger.call(method, path, method === 'POST' ? '{broken' : undefined, method === 'POST' ? json : {});
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ code: 'UNAUTHORIZED', status: 401, message: expect.any(String) });
  });

  test.each(['Basic YWRtaW46YWRtaW4=', 'Bearer', 'Bearer nonsense', 'Bearer a.b.c'])('%s is no token', async (authorization) => {
    expect((await stranger.call('GET', '/v4/admin/jobs', undefined, { authorization })).status).toBe(401);
  });

  test('health, sign-in and the documentation are open', async () => {
    expect((await stranger.call('GET', '/health/live')).body).toEqual({ status: 'ok' });
    expect((await stranger.call('GET', '/health/ready')).body).toEqual({ status: 'ready' });
    const page = await stranger.call('GET', '/v4/docs');
    expect(page.status).toBe(200);
    for (const [, source] of String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(source).toMatch(/^\//);
      expect((await stranger.call('GET', source as string)).status).toBe(200);
    }
    expect((await stranger.call('GET', '/v4/openapi.json')).status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('a bad sign-in is INVALID_CREDENTIALS, and says the same for a name that does not exist', async () => {
    const wrong = await stranger.call('POST', '/v4/auth/login', { username: 'admin', password: 'wrong' });
    const unknown = await stranger.call('POST', '/v4/auth/login', { username: 'nobody', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS', status: 401 } });
    expect(unknown.body).toEqual(wrong.body);
  });

  test('a token is renewed, and says who it stands for', async () => {
    const { body } = await stranger.call('POST', '/v4/auth/login', { username: 'admin', password: 'a password of the tests' });
    const renewed = await stranger.call('POST', '/v4/auth/refresh', { refreshToken: body.refreshToken });
    expect(renewed.status).toBe(200);
    expect((await connectApi(api.url, renewed.body.accessToken).call('GET', '/v4/auth/me')).body).toEqual({
      username: 'admin',
      role: 'admin',
    });
    // One is not the other.
    expect((await connectApi(api.url, body.refreshToken).call('GET', '/v4/auth/me')).status).toBe(401);
  });

  test('only the origins of the settings may call from a page', async () => {
    const preflight = (origin: string) =>
      fetch(`${api.url}/v4/admin/jobs`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    expect((await preflight('https://console.test')).headers.get('access-control-allow-origin')).toBe('https://console.test');
    expect((await preflight('https://evil.test')).headers.get('access-control-allow-origin')).not.toBe('https://evil.test');
  });

  test('the metrics are there for who is signed in', async () => {
    const { body, headers } = await api.call('GET', '/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(body).toContain('syncdeck_tickets_reissued_total');
  });
});

describe('bad input', () => {
  test.each([
    ['broken JSON', '{broken', 'The body is not JSON'],
    ['an array', '[1]', 'The body must be a JSON object'],
    ['a text', '"quran"', 'The body must be a JSON object'],
    ['null', 'null', 'The body must be a JSON object'],
  ])('%s is 400', async (_name, body, message) => {
    const answer = await api.call('POST', '/v4/admin/jobs', body, json);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST', status: 400, data: { issues: [{ path: [], message: expect.stringContaining(message) }] } },
    });
  });

  test.each([
    [{ jobType: 'nope' }, ['jobType']],
    [{}, ['jobType']],
    [{ jobType: 'quran', priority: 11 }, ['priority']],
    [{ jobType: 'quran', priority: null }, ['priority']],
    [{ jobType: 'quran', runAt: 'tomorrow' }, ['runAt']],
    [{ jobType: 'quran', runAt: null }, ['runAt']],
    [{ jobType: 'quran', jobName: 'a\0b' }, ['jobName']],
    [{ jobType: 'quran', params: { ratePerSecond: 0 } }, ['params', 'ratePerSecond']],
    [{ jobType: 'quran', params: { colour: 'red' } }, ['params']],
  ])('trigger with %j names the field', async (body, path) => {
    const answer = await api.jobs('POST', '', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST', status: 400 } });
    expect(answer.body.data.issues[0].path).toEqual(path);
    expect(answer.body.data.issues[0].message).not.toBe('');
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['status=done', 'status'],
    ['priority=0', 'priority'],
    ['from=yesterday', 'from'],
    ['sort=name', 'sort'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=WyJ4IixbIlx1MDAwMCIsMV0sbnVsbF0', 'cursor'],
  ])('a list with %s names the field', async (query, field) => {
    const answer = await api.jobs('GET', `?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.data.issues[0].path[0]).toBe(field);
  });

  test('another kind of body is 415, one that is too large 413, in the same shape', async () => {
    expect(await api.call('POST', '/v4/admin/jobs', 'x', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA_TYPE', status: 415, message: expect.stringContaining('JSON') },
    });
    // It is refused by what it says of its size; were it sent, the server might close before the last of it, and fetch know no answer.
    const request = http.request(`${api.url}/v4/admin/jobs`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${api.token}`, 'content-length': 9 * 1024 * 1024 },
    });
    request.flushHeaders();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(await readJson(response)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
    request.destroy();
  });

  test('what does not exist is 404: a route, a job, a bulk action, a type in a path', async () => {
    for (const [method, path] of [
      ['GET', '/v4/nothing'],
      ['PATCH', '/v4/admin/jobs'],
      ['GET', '/v4/admin/jobs/nope'],
      ['GET', '/v4/admin/jobs/nope/status'],
      ['GET', '/v4/admin/jobs/nope/logs'],
      ['GET', '/v4/admin/jobs/nope/attempts'],
      ['GET', '/v4/admin/jobs/nope/audit'],
      ['POST', '/v4/admin/jobs/nope/pause'],
      ['DELETE', '/v4/admin/jobs/nope'],
      ['GET', '/v4/admin/jobs/bulk/bulk-nope'],
      ['POST', '/v4/admin/jobs/schedules/nope/toggle'],
    ] as const) {
      const answer = await api.call(method, path, path.endsWith('toggle') ? { enabled: true } : undefined);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'NOT_FOUND']);
    }
    expect((await api.call('GET', '/v4/%ff')).status).toBe(400);
    expect((await api.call('GET', '/nope')).body).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  test('an empty JSON body is no input', async () => {
    const jobId = await pendingJob();
    expect((await api.call('POST', `/v4/admin/jobs/${jobId}/pause`, '', json)).status).toBe(200);
    expect((await api.call('POST', `/v4/admin/jobs/${jobId}/resume`)).status).toBe(200);
  });

  test('an Idempotency-Key must be printable', async () => {
    const answer = await api.call('POST', '/v4/admin/jobs', { jobType: 'quran' }, { 'Idempotency-Key': 'x'.repeat(256) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
  });
});

describe('a job over REST', () => {
  test('is triggered once under an Idempotency-Key: 201, then 200, and 409 for another body', async () => {
    const headers = { 'Idempotency-Key': `key-${Math.random()}` };
    const body = { jobType: 'quran', runAt: new Date(Date.now() + 86_400_000).toISOString() };
    const first = await api.call('POST', '/v4/admin/jobs', body, headers);
    const again = await api.call('POST', '/v4/admin/jobs', body, headers);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.jobId).toBe(first.body.jobId);
    const other = await api.call('POST', '/v4/admin/jobs', { ...body, priority: 9 }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH', status: 409 } });
  });

  test('goes through its actions, and each leaves one row in the trail, which outlives it', async () => {
    const jobId = await pendingJob({ jobName: 'A name', priority: 7 });
    const act = (method: string, path: string, body?: object) => api.jobs(method, `/${jobId}${path}`, body);
    expect((await act('PUT', '/priority', { priority: 2, reason: 'urgent' })).body).toMatchObject({
      success: true,
      action: 'priority_change',
      status: 'pending',
    });
    expect((await act('POST', '/pause')).body).toMatchObject({
      success: true,
      jobId,
      action: 'pause',
      status: 'paused',
      message: expect.any(String),
    });
    expect((await act('POST', '/pause')).body).toEqual({
      code: 'CONFLICT',
      status: 409,
      message: expect.any(String),
      data: { status: 'paused', allowedActions: ['resume', 'cancel', 'priority_change'] },
    });
    expect((await act('POST', '/resume')).body.status).toBe('pending');
    expect((await act('POST', '/cancel', { reason: 'not today' })).body.status).toBe('cancelled');
    expect((await act('GET', '/status')).body).toMatchObject({ jobId, status: 'cancelled', allowedActions: ['retry', 'delete'] });
    expect((await act('GET', '/progress')).body).toMatchObject({ jobId, progressPercentage: 0, progress: { done: 0 } });
    expect((await act('GET', '/logs')).body).toEqual({ items: [], nextCursor: null });
    expect((await act('GET', '/attempts')).body).toEqual({ items: [], nextCursor: null });
    expect((await act('DELETE', '?reason=tidy%20up')).body).toMatchObject({ success: true, action: 'delete' });
    expect((await act('GET', '')).status).toBe(404);
    const { items } = (await act('GET', '/audit')).body;
    expect(
      items.map((entry: { action: string; metadata: { reason?: string; origin: string } }) => [
        entry.action,
        entry.metadata.reason,
        entry.metadata.origin,
      ]),
    ).toEqual([
      ['delete', 'tidy up', 'rest'],
      ['cancel', 'not today', 'rest'],
      ['resume', undefined, 'rest'],
      ['pause', undefined, 'rest'],
      ['priority_change', 'urgent', 'rest'],
      ['trigger', undefined, 'rest'],
    ]);
  });

  test('runs, and its page of runs has the one in hand', async () => {
    const { jobId } = (await api.jobs('POST', '', { jobType: 'quran', params: { ratePerSecond: 300 } })).body;
    const running = await until('it runs', async () => {
      const { body } = await api.jobs('GET', `/${jobId}`);
      return body.status === 'running' && body.progress.ratePerSecond !== null && body;
    });
    expect(running.progress).toMatchObject({ total: 6_236, etaSeconds: expect.any(Number), message: expect.any(String) });
    expect((await api.jobs('GET', `/${jobId}/attempts`)).body.items).toMatchObject([{ attempt: 1, outcome: 'running', endedAt: null }]);
    expect((await api.jobs('GET', `/${jobId}/logs?level=info&order=desc&limit=1`)).body.items).toHaveLength(1);
    expect((await api.jobs('POST', `/${jobId}/cancel`)).status).toBe(200);
    expect((await api.jobs('GET', `/${jobId}/attempts`)).body.items).toMatchObject([{ outcome: 'cancelled', endedAt: expect.any(String) }]);
    expect((await api.jobs('GET', '/history?status=cancelled')).body.items.map((job: { jobId: string }) => job.jobId)).toContain(jobId);
  });

  test('many are acted on in bulk', async () => {
    const ids = [await pendingJob(), await pendingJob()];
    const started = await api.jobs('POST', '/bulk', { action: 'cancel', jobIds: [...ids, 'no-such-job'] });
    expect(started).toMatchObject({ status: 202, body: { matched: 3 } });
    const done = await until('the bulk action is over', async () => {
      const { body } = await api.jobs('GET', `/bulk/${started.body.bulkId}`);
      return body.state === 'completed' && body;
    });
    expect(done).toMatchObject({ matched: 3, done: 3, succeeded: 2, refused: 1 });
    const { items } = (await api.jobs('GET', `/bulk/${started.body.bulkId}/results`)).body;
    expect(items.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, false]);
    expect((await api.jobs('DELETE', `/bulk/${started.body.bulkId}`)).body.state).toBe('completed');
  });

  test('schedules are listed, previewed, changed and switched', async () => {
    expect((await api.jobs('GET', '/schedules')).body.items.map(({ jobType }: { jobType: string }) => jobType).sort()).toEqual([
      'audio',
      'finance',
      'hadith',
      'prayer',
      'quran',
    ]);
    const preview = await api.jobs('POST', '/schedules/preview', { cronExpression: '0 3 * * *', timeZone: 'Asia/Riyadh', count: 2 });
    expect(preview.body.runs.map((at: string) => at.slice(11))).toEqual(['00:00:00.000Z', '00:00:00.000Z']);
    expect((await api.jobs('PUT', '/schedules/audio', { timeoutMinutes: 30 })).body).toMatchObject({
      jobType: 'audio',
      timeoutMinutes: 30,
      maxConcurrency: 1,
    });
    expect((await api.jobs('POST', '/schedules/audio/toggle', { enabled: false })).body).toMatchObject({ enabled: false, nextRunAt: null });
    const bad = await api.jobs('PUT', '/schedules/audio', { cronExpression: '0 3 * *' });
    expect(bad).toMatchObject({ status: 400, body: { data: { issues: [{ path: ['cronExpression'] }] } } });
    expect((await api.jobs('GET', '/audit?jobId=schedule:audio')).body.items.map(({ action }: { action: string }) => action)).toEqual([
      'schedule_toggle',
      'schedule_update',
    ]);
  });

  test('types, queues, failures and figures are told', async () => {
    const types = (await api.jobs('GET', '/types')).body.items;
    expect(types.map(({ jobType }: { jobType: string }) => jobType)).toEqual(['quran', 'prayer', 'hadith', 'audio', 'finance']);
    expect(types[0]).toMatchObject({ unit: 'verses', paramsSchema: { type: 'object', properties: { ratePerSecond: expect.any(Object) } } });
    const queues = (await api.jobs('GET', '/queue-status')).body.items;
    expect(queues.map(({ workers }: { workers: number }) => workers)).toEqual([1, 1, 1, 1, 1]);
    expect((await api.jobs('GET', '/failures')).body).toEqual({ items: [] });
    expect((await api.jobs('GET', '/analytics?jobType=quran')).body).toMatchObject({
      bucket: 'quarter',
      totals: { cancelled: expect.any(Number) },
      previous: { runs: 0 },
    });
    expect((await api.jobs('GET', '/analytics?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).body.data.issues[0].path).toEqual([
      'from',
    ]);
  });
});

describe('the OpenAPI document', () => {
  const methods = ['get', 'post', 'put', 'delete'] as const;
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document.
  let document: any;
  beforeAll(async () => {
    document = (await stranger.call('GET', '/v4/openapi.json')).body;
  });
  const operations = () =>
    Object.entries(
      document.paths as Record<string, Record<string, { operationId: string; summary?: string; description?: string; security?: unknown }>>,
    ).flatMap(([path, item]) => methods.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])));

  test('reads like documentation: every operation has a name, a summary, a description and a tag', () => {
    expect(operations().length).toBeGreaterThan(25);
    for (const { operation } of operations()) {
      expect(operation).toMatchObject({
        operationId: expect.any(String),
        summary: expect.any(String),
        description: expect.any(String),
        tags: [expect.any(String)],
      });
    }
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells entities once, by name', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Job', 'JobProgress', 'Schedule', 'AuditEntry', 'BulkOperation']),
    );
    expect(JSON.stringify(document.paths['/v4/admin/jobs/{jobId}'].get.responses['200'])).toContain('#/components/schemas/Job');
  });

  test('has repeated keys for lists, the reason of a delete in the query, and the Idempotency-Key as a header', () => {
    const list = document.paths['/v4/admin/jobs'].get.parameters.find(({ name }: { name: string }) => name === 'status');
    expect(list).toMatchObject({ in: 'query', style: 'form', explode: true, schema: { type: 'array' } });
    const { parameters, requestBody } = document.paths['/v4/admin/jobs/{jobId}'].delete;
    expect(parameters).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'reason', in: 'query' })]));
    expect(requestBody).toBeUndefined();
    expect(parameters.find(({ name }: { name: string }) => name === 'reason').schema).toMatchObject({ type: 'string' });
    expect(document.paths['/v4/admin/jobs'].post.parameters).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Idempotency-Key', in: 'header' })]),
    );
  });

  test('no path shadows another: each operation is reached under a path that another template would fit too', async () => {
    const templates = operations().map(({ path, method }) => ({ path, method }));
    for (const { path, method } of templates) {
      const concrete = path.replaceAll(/\{\w+\}/g, 'nope');
      const answer = await api.call(method.toUpperCase(), concrete, method === 'get' || method === 'delete' ? undefined : {});
      // A static path that {jobId} swallowed would be a job that is not there.
      if (!path.includes('{')) expect([path, answer.status === 404]).toEqual([path, false]);
      // And whatever it is, it is an operation, not an unknown route.
      expect([path, String(answer.body?.message ?? '').startsWith('There is no GET /')]).toEqual([path, false]);
    }
  });
});

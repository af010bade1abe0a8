import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkRedirect } from '#backend/infra/http/allowed-address.ts';
import { createHttpClient } from '#backend/infra/http/http-client.ts';
import { leadsToPrivateHost, namesPrivateHost } from '#backend/infra/http/private-address.ts';
import { chooseRetryDelay, parseRetryAfter } from '#backend/infra/http/retry-delay.ts';
import { describeNetworkFailure, SourceError } from '#backend/infra/http/source-error.ts';
import { wait } from '#backend/infra/http/wait.ts';
import { createQuickHttpClient } from '#tests/support/drive-sync.ts';
import {
  answerTogether,
  cutConnection,
  sendEndlessly,
  sendJson,
  sendStatus,
  sendText,
  stallInBody,
  staySilent,
  useSourceServer,
} from '#tests/support/source-server.ts';

const server = useSourceServer();
const schema = z.object({ value: z.number() });
const never = new AbortController().signal;

const fail = async (promise: Promise<unknown>): Promise<SourceError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
};
const host = () => new URL(server.origin).host;

describe('getting JSON', () => {
  test('gives the checked body and its ETag, and says who asks', async () => {
    server.on('/a.json', sendJson({ value: 1, more: true }, '"one"'));
    const answer = await createQuickHttpClient({ version: '1.2.3' }).getJson(server.url('/a.json'), { schema, signal: never });
    expect(answer).toEqual({ status: 'ok', body: { value: 1 }, etag: '"one"' });
    expect(server.requests[0]?.headers['user-agent']).toBe('Syncdeck/1.2.3');
  });

  test('says that nothing was modified for an ETag that still holds', async () => {
    server.on('/a.json', sendJson({ value: 1 }, '"one"'));
    const client = createQuickHttpClient();
    expect(await client.getJson(server.url('/a.json'), { schema, signal: never, etag: '"one"' })).toEqual({ status: 'not-modified' });
    expect(await client.getJson(server.url('/a.json'), { schema, signal: never, etag: '"old"' })).toMatchObject({ status: 'ok' });
  });

  test('fails on a 304 that nobody asked for', async () => {
    server.on('/a.json', sendStatus(304));
    const error = await fail(createQuickHttpClient().getJson(server.url('/a.json'), { schema, signal: never }));
    expect(error.message).toBe(`${host()}/a.json answered 304`);
  });

  test('names the place where JSON is broken or of another shape, and leaves the query out', async () => {
    server.on('/broken', sendText('{"value":'));
    server.on('/shape', sendJson({ value: 'one' }));
    server.on('/top', sendJson([]));
    server.on('/bom', sendText('\uFEFF{"value":2}'));
    const get = (path: string) => createQuickHttpClient().getJson(server.url(path), { schema, signal: never });
    expect((await fail(get('/broken?key=secret'))).message).toMatch(/^127\.0\.0\.1:\d+\/broken sent something that is not JSON \(/);
    expect((await fail(get('/shape'))).message).toMatch(/\/shape sent JSON of another shape than it documents: at value, /);
    expect((await fail(get('/top'))).message).toMatch(/at the top, /);
    expect(await get('/bom')).toMatchObject({ body: { value: 2 } });
    expect(server.requests).toHaveLength(4);
  });

  test('stops reading a body beyond the limit, announced or not', async () => {
    server.on('/endless', sendEndlessly);
    server.on('/announced', sendText(`"${'x'.repeat(3_000_000)}"`, { 'content-length': '3000002' }));
    const client = createQuickHttpClient({ maxBodyBytes: 1024 * 1024 });
    expect((await fail(client.getJson(server.url('/endless'), { schema, signal: never }))).message).toBe(
      `${host()}/endless sent more than 1 MB`,
    );
    expect((await fail(client.getJson(server.url('/announced'), { schema, signal: never }))).message).toMatch(/sent more than 1 MB$/);
    expect((await fail(client.getJson(server.url('/endless'), { schema, signal: never, maxBytes: 1000 }))).message).toMatch(
      /sent more than 1000 bytes$/,
    );
  });
});

describe('trying again', () => {
  test('comes through after 5xx, a cut connection and a cut body, and tells of each wait', async () => {
    server.on('/a', sendStatus(503), cutConnection(), cutConnection('{"value"'), sendJson({ value: 3 }));
    const told: string[] = [];
    const client = createQuickHttpClient({ maxTries: 4 });
    const answer = await client.getJson(server.url('/a'), { schema, signal: never, onRetry: (message) => told.push(message) });
    expect(answer).toMatchObject({ body: { value: 3 } });
    expect(told).toEqual([
      expect.stringMatching(/\/a answered 503; try 2 of 4 in 0\.0 s$/),
      expect.stringMatching(/\/a cut the connection; try 3 of 4/),
      expect.stringMatching(/\/a cut the connection; try 4 of 4/),
    ]);
  });

  test('gives up after its tries, with the reason and their number', async () => {
    server.on('/a', sendStatus(503));
    const error = await fail(createQuickHttpClient({ maxTries: 4 }).getJson(server.url('/a?token=secret'), { schema, signal: never }));
    expect(error.message).toBe(`${host()}/a answered 503 after 4 tries`);
    expect(error).toMatchObject({ kind: 'status', status: 503, temporary: true, source: `${host()}/a` });
    expect(server.requests).toHaveLength(4);
  });

  test('hands on how long the source asks to be left alone', async () => {
    server.on('/a', sendStatus(429, { 'retry-after': '1800' }));
    server.on('/b', sendStatus(503, { 'retry-after': '999999' }));
    const get = (path: string) =>
      createQuickHttpClient({ maxTries: 2, maxRetryAfterMs: 5 }).getBody(server.url(path), { schema, signal: never });
    expect(await fail(get('/a'))).toMatchObject({ message: `${host()}/a answered 429 after 2 tries`, retryAfterMs: 1_800_000 });
    expect(await fail(get('/b'))).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  test('asks only once where a 4xx says that asking is no use', async () => {
    const error = await fail(createQuickHttpClient().getJson(server.url('/gone'), { schema, signal: never }));
    expect(error).toMatchObject({ message: `${host()}/gone answered 404`, status: 404, temporary: false });
    expect(server.requests).toHaveLength(1);
  });

  test('waits as long as Retry-After asks, for every request to that host', async () => {
    server.on('/a', sendStatus(429, { 'retry-after': '1' }), sendJson({ value: 1 }));
    server.on('/b', sendJson({ value: 2 }));
    const client = createQuickHttpClient({ maxRetryAfterMs: 150 });
    const answered = server.requested('/a');
    const first = client.getJson(server.url('/a'), { schema, signal: never });
    await answered;
    await expect.poll(() => server.requests.length).toBe(1);
    await wait(20, never);
    await Promise.all([first, client.getJson(server.url('/b'), { schema, signal: never })]);
    const [refused, ...later] = server.requests;
    for (const request of later) expect(request.at - (refused?.at ?? 0)).toBeGreaterThanOrEqual(145);
  });

  test('reads Retry-After as seconds or as a date, and caps it', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(parseRetryAfter('7', now)).toBe(7000);
    expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5000);
    expect(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(parseRetryAfter('soon', now)).toBeNull();
    expect(parseRetryAfter(null, now)).toBeNull();
    const limits = { baseDelayMs: 100, maxDelayMs: 1000, maxRetryAfterMs: 5000 };
    expect(chooseRetryDelay(1, 0, limits, () => 0.5)).toBe(50);
    expect(chooseRetryDelay(3, 0, limits, () => 0.5)).toBe(200);
    expect(chooseRetryDelay(9, 0, limits, () => 1)).toBe(1000);
    expect(chooseRetryDelay(1, 2000, limits, () => 0.5)).toBe(2000);
    expect(chooseRetryDelay(1, 60_000, limits, () => 0.5)).toBe(5000);
  });

  test('tells a slow answer from a slow body', async () => {
    server.on('/silent', staySilent);
    server.on('/stalled', stallInBody);
    const client = createQuickHttpClient({ maxTries: 2, answerTimeoutMs: 40 });
    const patient = createQuickHttpClient({ maxTries: 2, bodyTimeoutMs: 50 });
    expect((await fail(client.getJson(server.url('/silent'), { schema, signal: never }))).message).toBe(
      `${host()}/silent did not answer within 0.04 s after 2 tries`,
    );
    expect((await fail(patient.getJson(server.url('/stalled'), { schema, signal: never }))).message).toBe(
      `${host()}/stalled did not finish its answer within 0.05 s after 2 tries`,
    );
  });

  test('says why a source is out of reach', async () => {
    const error = await fail(createQuickHttpClient().getJson(new URL('http://127.0.0.1:5/x'), { schema, signal: never }));
    expect(error.message).toBe('127.0.0.1:5/x refused the connection after 3 tries');
    expect(error).toMatchObject({ kind: 'unreachable', temporary: true });
    const nowhere = await fail(createQuickHttpClient().getJson(new URL('http://nowhere.invalid/x'), { schema, signal: never }));
    expect(nowhere.message).toMatch(/^nowhere\.invalid\/x could not be reached: its name /);
    expect(describeNetworkFailure(new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]))).toBe(
      'refused the connection',
    );
    expect(describeNetworkFailure(Object.assign(new Error('no'), { code: 'CERT_HAS_EXPIRED' }))).toBe(
      'could not be reached (CERT_HAS_EXPIRED)',
    );
    expect((await fail(createQuickHttpClient().getJson(new URL('http://127.0.0.1:9/x'), { schema, signal: never }))).message).toMatch(
      /\(bad port\)/,
    );
    expect(describeNetworkFailure('odd')).toBe('could not be reached (odd)');
  });
});

describe('redirects', () => {
  test('are followed, a few of them', async () => {
    server.on('/from', sendStatus(302, { location: '/to?x=1' }));
    server.on('/to', sendJson({ value: 5 }));
    server.on('/loop', sendStatus(301, { location: '/loop' }));
    const client = createQuickHttpClient({ maxRedirects: 3 });
    expect(await client.getJson(server.url('/from'), { schema, signal: never })).toMatchObject({ body: { value: 5 } });
    const error = await fail(client.getJson(server.url('/loop'), { schema, signal: never }));
    expect(error).toMatchObject({ message: `${host()}/loop redirected more than 3 times`, kind: 'refused', temporary: false });
  });

  test('are refused to other schemes and to no address at all', async () => {
    server.on('/file', sendStatus(302, { location: 'file:///etc/passwd' }));
    server.on('/odd', sendStatus(302, { location: 'http://[' }));
    const client = createQuickHttpClient();
    expect((await fail(client.getJson(server.url('/file'), { schema, signal: never }))).message).toBe(
      `${host()}/file redirected to file:, which is neither http: nor https:`,
    );
    expect((await fail(client.getJson(server.url('/odd'), { schema, signal: never }))).message).toMatch(
      /redirected to something that is not an address/,
    );
    expect((await fail(client.getJson(new URL('ftp://example.org/x'), { schema, signal: never }))).message).toMatch(/ftp: is neither/);
    expect((await fail(client.getJson(new URL('http://me:secret@example.org/x'), { schema, signal: never }))).message).toBe(
      'example.org/x is not asked: the address holds a user name or a password',
    );
  });
});

test('a redirect never leaves https', () => {
  const secure = new URL('https://a.example/x?key=secret');
  expect(() => checkRedirect(secure, new URL('http://b.example/y?key=secret'))).toThrow(
    'a.example/x redirected from https: to http: (b.example/y)',
  );
  expect(() => checkRedirect(secure, new URL('https://b.example/y'))).not.toThrow();
});

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://10.1.2.3/',
    'http://172.20.0.1/',
    'http://169.254.169.254/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://localhost./',
    'http://db.internal/',
    'http://printer/',
    'http://[fd00::1]/',
  ])('%s is one', (address) => expect(namesPrivateHost(new URL(address))).toBe(true));
  test.each(['http://8.8.8.8/', 'https://server8.mp3quran.net/afs/', 'http://[2606:4700::1]/', 'http://172.32.0.1/'])(
    '%s is none',
    (address) => expect(namesPrivateHost(new URL(address))).toBe(false),
  );

  test('are refused on request, and a name that leads nowhere is left to the request', async () => {
    const error = await fail(createQuickHttpClient().head(server.url('/x'), { signal: never, publicOnly: true }));
    expect(error.message).toBe(`${host()}/x is not asked: it is an address on a private network`);
    expect(server.requests).toHaveLength(0);
    expect(await leadsToPrivateHost(new URL('http://nowhere.invalid/'))).toBe(false);
  });
});

describe('asking for headers', () => {
  test('gives size, kind and ETag, and takes a missing file as an answer', async () => {
    server.on('/1.mp3', sendStatus(200, { 'content-length': '1234', 'content-type': 'audio/mpeg', etag: '"e"' }));
    server.on('/2.mp3', sendStatus(410));
    server.on('/3.mp3', sendStatus(403));
    server.on('/4.mp3', sendStatus(200));
    const client = createQuickHttpClient();
    const head = (path: string) => client.head(server.url(path), { signal: never });
    expect(await head('/1.mp3')).toEqual({ available: true, sizeBytes: 1234, contentType: 'audio/mpeg', etag: '"e"' });
    expect(await head('/2.mp3')).toEqual({ available: false });
    expect(await head('/none.mp3')).toEqual({ available: false });
    expect((await fail(head('/3.mp3'))).message).toMatch(/answered 403$/);
    expect(await head('/4.mp3')).toMatchObject({ available: true, sizeBytes: null });
    expect(server.requests.every(({ method }) => method === 'HEAD')).toBe(true);
  });
});

describe('limits on a host', () => {
  test('bound how many requests are under way at once', async () => {
    server.otherwise(answerTogether(3, sendStatus(200)));
    const client = createQuickHttpClient({ concurrencyPerHost: 3 });
    await Promise.all(Array.from({ length: 12 }, (_, index) => client.head(server.url(`/${index}`), { signal: never })));
    expect(server.mostAtOnce).toBe(3);
  });

  test('bound how many start in a second', async () => {
    server.otherwise(sendStatus(200));
    const client = createQuickHttpClient({ ratePerSecondPerHost: 50 });
    const began = Date.now();
    await Promise.all(Array.from({ length: 11 }, (_, index) => client.head(server.url(`/${index}`), { signal: never })));
    // From the call and not from the first arrival, which may be late by itself.
    expect(Math.max(...server.requests.map(({ at }) => at)) - began).toBeGreaterThanOrEqual(190);
  });
});

describe('an aborted signal', () => {
  const reason = new Error('paused');
  const abortSoon = async (begin: (signal: AbortSignal) => Promise<unknown>, ready: Promise<void>) => {
    const controller = new AbortController();
    const running = begin(controller.signal);
    await ready;
    const abortedAt = Date.now();
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    // Sooner than the 10 s after which it would have given up by itself.
    expect(Date.now() - abortedAt).toBeLessThan(8_000);
  };

  test('ends a request that waits for its answer or its body', async () => {
    server.on('/silent', staySilent);
    server.on('/stalled', stallInBody);
    const client = createQuickHttpClient();
    await abortSoon((signal) => client.getJson(server.url('/silent'), { schema, signal }), server.requested('/silent'));
    await abortSoon((signal) => client.getJson(server.url('/stalled'), { schema, signal }), server.requested('/stalled'));
  });

  test('ends the wait for another try, and for a place', async () => {
    server.on('/busy', sendStatus(503));
    server.on('/silent', staySilent);
    let told: () => void = () => {};
    const waits = new Promise<void>((resolve) => {
      told = resolve;
    });
    const slow = createHttpClient({ baseDelayMs: 60_000, random: () => 1 });
    await abortSoon((signal) => slow.getJson(server.url('/busy'), { schema, signal, onRetry: told }), waits);

    const narrow = createQuickHttpClient({ concurrencyPerHost: 1 });
    const holder = new AbortController();
    const ready = server.requested('/silent');
    const holding = narrow.head(server.url('/silent'), { signal: holder.signal });
    await ready;
    await abortSoon((signal) => narrow.head(server.url('/other'), { signal }), Promise.resolve());
    holder.abort(reason);
    await expect(holding).rejects.toBe(reason);
    expect(server.requests.map(({ path }) => path)).not.toContain('/other');
  });

  test('keeps a request from starting at all', async () => {
    await expect(createQuickHttpClient().head(server.url('/x'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(wait(10, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });
});

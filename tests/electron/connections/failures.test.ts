import { createServer } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT_VERSION } from '#contract/version.ts';
import type { RemoteEnvironment } from '#electron/bridge/environment.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { explainFailure } from '#electron/connections/remote/explain-failure.ts';
import { useConnections } from '#tests/support/connections.ts';
import { authorityFile, useServers } from '#tests/support/faulty-servers.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const app = useConnections();
const servers = useServers();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let port: number;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  port = Number(new URL(backend.url).port);
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

type Place = Pick<RemoteEnvironment, 'url' | 'proxy' | 'caFile'>;
const place = (url: string, more: Partial<Place> = {}): Place => ({ url, proxy: { mode: 'none' }, caFile: null, ...more });
const through = (proxy: number, credentials = ''): Partial<Place> => ({
  proxy: { mode: 'manual', url: `http://${credentials}127.0.0.1:${proxy}` },
});

/** A token of somebody who once signed in, that holds for a long time. */
const token = ['x', Buffer.from(JSON.stringify({ iat: 0, exp: 1e6 })).toString('base64url'), 'x'].join('.');

/** What the form's test says of a place, and what the connection of an environment there says: of both the same is expected. */
async function failuresAt(at: Place, resolveProxy?: (url: string) => Promise<string>): Promise<{ byTest: Failure; bySocket: Failure }> {
  const environment: RemoteEnvironment = {
    ...{ kind: 'remote', id: 'far', name: 'Far', color: 'blue', tags: [], isReadOnly: false, isProduction: false },
    ...at,
  } as RemoteEnvironment;
  const first = await app.start(resolveProxy ? { resolveProxy } : {});
  first.vault.keep('far', {
    accessToken: token,
    refreshToken: 'unused',
    user: { username: 'anna', role: 'operator' },
    expiresAt: Date.now() + 1e9,
  });
  const main = await app.start({
    environments: [...first.settings(), environment],
    vault: first.vault,
    ...(resolveProxy ? { resolveProxy } : {}),
  });
  const [tested, { connection }] = await Promise.all([
    main.test(at),
    until('the connection failed', () => main.status('far').connection.kind === 'offline' && main.status('far'), 30_000),
  ]);
  if (tested.isReachable || connection.kind !== 'offline') throw new Error('it was reached');
  expect(connection.retryAt?.getTime()).toBeGreaterThan(Date.now() - 1_000);
  return { byTest: tested.reason, bySocket: connection.reason };
}

async function expectFailure(at: Place, code: string, sentence: RegExp, resolveProxy?: (url: string) => Promise<string>): Promise<void> {
  const { byTest, bySocket } = await failuresAt(at, resolveProxy);
  expect(byTest).toEqual({ code, status: 503, message: expect.stringMatching(sentence) });
  expect(bySocket).toEqual(byTest);
}

describe('a server that can not be reached says in one sentence why', () => {
  test('its name is not found', () =>
    expectFailure(place('https://nowhere.invalid'), 'NAME_NOT_FOUND', /^The name nowhere\.invalid can't be (found|looked up): /));

  test('nothing listens there', async () => {
    const closed = await servers.closed();
    await expectFailure(place(`http://127.0.0.1:${closed}`), 'REFUSED', new RegExp(`^Nothing listens at 127\\.0\\.0\\.1:${closed}: `));
  });

  test('it does not answer', async () => {
    const hanging = await servers.hanging();
    await expectFailure(place(`http://127.0.0.1:${hanging}`), 'TIMED_OUT', /does not answer: it hangs/);
  }, 30_000);

  test('its certificate is signed by nobody known', async () => {
    const secure = await servers.tls('good', port);
    await expectFailure(place(`https://127.0.0.1:${secure}`), 'TLS_UNTRUSTED', /signed by nobody that this machine trusts/);
  });

  test('its certificate has expired', async () => {
    const secure = await servers.tls('expired', port);
    await expectFailure(place(`https://localhost:${secure}`, { caFile: authorityFile }), 'TLS_EXPIRED', /has expired: its operator/);
  });

  test('its certificate is for another name', async () => {
    const secure = await servers.tls('wrong-name', port);
    await expectFailure(place(`https://localhost:${secure}`, { caFile: authorityFile }), 'TLS_WRONG_NAME', /is for another name/);
  });

  test('the file of its authority is not there, or holds none', async () => {
    await expectFailure(
      place(`https://localhost:${port}`, { caFile: '/nowhere/ca.pem' }),
      'TLS_UNTRUSTED',
      /^The certificate file \/nowhere\/ca\.pem can't be read \(ENOENT\)$/,
    );
    await expectFailure(place(`https://localhost:${port}`, { caFile: import.meta.filename }), 'TLS_UNTRUSTED', /holds no certificate/);
  });

  test('it does not speak HTTPS', () =>
    expectFailure(place(`https://127.0.0.1:${port}`), 'UNREACHABLE', /does not speak HTTPS .* its address begins with http:/));

  test('it is another server', async () => {
    const other = await servers.http((_request, response) => response.end('<h1>Welcome</h1>'));
    await expectFailure(place(`http://127.0.0.1:${other}`), 'NOT_SYNCDECK', /no Syncdeck server \(it answers 200\)/);
  });

  test('it leads elsewhere', async () => {
    const other = await servers.http((_request, response) => response.writeHead(301, { location: 'https://x.example.com/' }).end());
    await expectFailure(place(`http://127.0.0.1:${other}`), 'NOT_SYNCDECK', /leads elsewhere \(301\)/);
  });

  test('it is no HTTP server at all', async () => {
    const { createServer: createTcp } = await import('node:net');
    const other = await servers.listen(createTcp((socket) => socket.end('220 mail.example.com ESMTP\r\n')));
    await expectFailure(place(`http://127.0.0.1:${other}`), 'NOT_SYNCDECK', /does not even speak HTTP/);
  });

  test('a gateway answers in its place', async () => {
    const gateway = await servers.http((_request, response) => response.writeHead(502).end());
    await expectFailure(place(`http://127.0.0.1:${gateway}`), 'UNREACHABLE', /^A gateway answers for .* \(502\)$/);
  });

  test('it breaks off', async () => {
    const { createServer: createTcp } = await import('node:net');
    const rude = await servers.listen(createTcp((socket) => socket.destroy()));
    await expectFailure(place(`http://127.0.0.1:${rude}`), 'UNREACHABLE', /broke the connection off/);
  });

  test('the proxy wants a password, refuses, is not there, or is of a kind that can not be used', async () => {
    const [wants, refuses, closed] = await Promise.all([servers.proxy(407), servers.proxy(403), servers.closed()]);
    await Promise.all([
      expectFailure(
        place(backend.url, through(wants.port)),
        'PROXY_FAILED',
        /^The proxy 127\.0\.0\.1:\d+ wants a user name and a password/,
      ),
      expectFailure(place(backend.url, through(refuses.port)), 'PROXY_FAILED', /does not allow this server \(it answered 403\)$/),
      expectFailure(place(backend.url, through(closed)), 'PROXY_FAILED', /can't be used: nothing listens there$/),
      expectFailure(
        place(backend.url, { proxy: { mode: 'system' } }),
        'PROXY_FAILED',
        /^The system names a proxy that can't be used here \(SOCKS5/,
        async () => 'SOCKS5 127.0.0.1:1080',
      ),
    ]);
  });

  test('its version does not fit', async () => {
    const old = await servers.http((_request, response) => response.setHeader('x-syncdeck-contract', '3.7').end('{}'));
    const main = await app.start();
    expect(await main.test(place(`http://127.0.0.1:${old}`))).toEqual({
      isReachable: false,
      reason: {
        code: 'VERSION_MISMATCH',
        status: 426,
        message: `This backend is too old for the console: the console speaks version ${CONTRACT_VERSION} of the contract, the backend 3.7. Update the backend`,
      },
    });
  });

  test('a refusal for good is not tried again by itself', async () => {
    const http = createServer();
    const refusing = new SocketServer(http);
    const message = 'This console is too old for the backend: …';
    refusing
      .of('/job-control')
      .use((_socket, next) => next(Object.assign(new Error(message), { data: { code: 'VERSION_MISMATCH', status: 426, message } })));
    const at = await servers.listen(http);
    const main = await app.start();
    const { id } = main.add({
      name: 'Newer',
      color: 'blue',
      tags: [],
      isReadOnly: false,
      isProduction: false,
      ...place(`http://127.0.0.1:${at}`),
    });
    main.vault.keep(id, {
      accessToken: token,
      refreshToken: 'unused',
      user: { username: 'anna', role: 'viewer' },
      expiresAt: Date.now() + 1e9,
    });
    main.retryNow(id);
    const { connection } = await until(
      'it is refused',
      () => main.status(id).connection.kind === 'offline' && main.status(id).user && main.status(id),
    );
    await until(
      'it says so',
      () => main.status(id).connection.kind === 'offline' && JSON.stringify(main.status(id).connection).includes('426'),
    );
    expect(connection.kind).toBe('offline');
    expect(main.status(id).connection).toMatchObject({ reason: { code: 'VERSION_MISMATCH', message }, retryAt: null });
    refusing.close();
  });

  test('what nobody foresaw has its own words behind ours', () => {
    expect(explainFailure(new Error('the moon is in the way'), 'https://sync.example.com/ops')).toEqual({
      code: 'UNREACHABLE',
      status: 503,
      message: "sync.example.com can't be reached (the moon is in the way)",
    });
    expect(explainFailure(undefined, 'https://sync.example.com').message).toBe("sync.example.com can't be reached");
  });
});

describe('a server that can be reached', () => {
  const draft = { name: 'Far', color: 'blue', tags: [], isReadOnly: false, isProduction: false } as const;

  test('with a certificate of an own authority', async () => {
    const secure = await servers.tls('good', port);
    const at = place(`https://localhost:${secure}`, { caFile: authorityFile });
    const main = await app.start();
    expect(await main.test(at)).toEqual({ isReachable: true, contractVersion: CONTRACT_VERSION, roundTripMs: expect.any(Number) });
    const { id } = main.add({ ...draft, ...at, tags: [] });
    await main.signIn(id, { username: 'admin', password: PASSWORD });
    await main.live(id);
    expect((await main.clientOf(id)?.jobs.types())?.items.length).toBeGreaterThan(0);
  });

  test.each(['http', 'https'])('through a proxy, over %s', async (scheme) => {
    const proxy = await servers.proxy();
    const target = scheme === 'http' ? port : await servers.tls('good', port);
    const at = place(`${scheme}://localhost:${target}`, { caFile: authorityFile, ...through(proxy.port) });
    const main = await app.start();
    const { id } = main.add({ ...draft, ...at, tags: [] });
    await main.signIn(id, { username: 'admin', password: PASSWORD });
    await main.live(id);
    expect(proxy.asked.map(({ to }) => to)).toEqual([`localhost:${target}`, `localhost:${target}`]);
  });

  test('through no proxy whose address holds a password: the settings would keep it', async () => {
    const main = await app.start();
    const at = place(`http://localhost:${port}`, through(1, 'anna:secret@'));
    expect(() => main.add({ ...draft, ...at, tags: [] })).toThrow(/must not hold a user name or password/);
  });

  test('through the proxy that the system names for it', async () => {
    const proxy = await servers.proxy();
    const asked: string[] = [];
    const main = await app.start({
      async resolveProxy(url) {
        asked.push(url);
        return `SOCKS 127.0.0.1:1; PROXY 127.0.0.1:${proxy.port}; DIRECT`;
      },
    });
    const { id } = main.add({ ...draft, ...place(backend.url, { proxy: { mode: 'system' } }), tags: [] });
    await main.signIn(id, { username: 'admin', password: PASSWORD });
    await main.live(id);
    expect(asked).toEqual([backend.url, backend.url]);
    expect(proxy.asked).toHaveLength(2);
  });
});

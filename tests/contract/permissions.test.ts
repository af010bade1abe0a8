import { SignJWT, UnsecuredJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayReceive } from '#backend/api/authorize.ts';
import { createRestClient } from '#client/rest-client.ts';
import type { JobControlClient } from '#contract/contract.ts';
import { durableEvents } from '#contract/events/durable.ts';
import { liveEvents } from '#contract/events/live.ts';
import { exportJobs } from '#contract/procedures/export.ts';
import { Role } from '#contract/schemas/user.ts';
import { listProcedures } from '#tests/support/procedures.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend, transports } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const SECRET = 'the secret of the tests, which is long enough';
const roles = Role.options;
const rank = (role: string) => (roles as readonly string[]).indexOf(role);

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let admin: JobControlClient;
let rest: JobControlClient;
const open = new Set<Socket>();

beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  admin = (await transports.port(backend)).client;
  rest = createRestClient({ url: backend.url });
  for (const role of roles) await admin.users.create({ username: `the-${role}`, role, password: PASSWORD });
}, 60_000);
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await backend?.stop();
}, 30_000);

const signIn = async (role: string) => (await rest.auth.login({ username: `the-${role}`, password: PASSWORD })).accessToken;
const apiToken = async (role: Role) => (await admin.tokens.create({ name: `t${Math.random()}`, role })).token;
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as { sub: string; sid: string };

const signed = (claims: { sub: string; sid: string }, secret: string, expires: string) =>
  new SignJWT({ sid: claims.sid })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(claims.sub)
    .setIssuer('syncdeck')
    .setAudience('access')
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));

/** Tokens that nobody is let in with, each made from one that holds. */
const badTokens: Record<string, () => Promise<string | undefined>> = {
  'no token': async () => undefined,
  'an expired token': async () => signed(claimsOf(await signIn('admin')), SECRET, '-1s'),
  'a forged token': async () => signed(claimsOf(await signIn('admin')), `${SECRET}!`, '15m'),
  'a token of alg: none': async () => {
    const { sub, sid } = claimsOf(await signIn('admin'));
    return new UnsecuredJWT({ sid }).setSubject(sub).setIssuer('syncdeck').setAudience('access').setExpirationTime('15m').encode();
  },
  'a revoked token': async () => {
    const token = await signIn('admin');
    await createRestClient({ url: backend.url, token: () => token }).auth.logout();
    return token;
  },
  'a refresh token': async () => (await rest.auth.login({ username: 'the-admin', password: PASSWORD })).refreshToken,
  'a revoked API token': async () => {
    const { token, tokenId } = await admin.tokens.create({ name: `gone${Math.random()}`, role: 'admin' });
    await admin.tokens.revoke({ tokenId });
    return token;
  },
  'an expired API token': async () => {
    const { token, tokenId } = await admin.tokens.create({ name: `old${Math.random()}`, role: 'admin' });
    await database.query(`UPDATE sync_api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1`, [tokenId]);
    return token;
  },
};

async function ask(
  { method, url }: { method: string; url: string },
  token: string | undefined,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string | undefined }> {
  // An input that fits nothing: whoever is let in is told so, and nothing happens.
  const address = `${backend.url}${url.replaceAll(/\{\w+\}/g, '*none*')}`;
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const response = await fetch(hasBody ? address : `${address}?limit=none&of=none`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(hasBody ? { body: '{"jobType":7,"password":7,"role":7,"name":7,"newPassword":7}' } : {}),
  });
  const body = (await response.json().catch(() => ({}))) as { code?: string };
  return { status: response.status, code: body.code };
}

/** A plain Socket.IO client, as somebody else would write one. */
function plainSocket(token: string | undefined, headers: Record<string, string> = {}): Socket {
  const socket = io(`${backend.url}/job-control`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: token === undefined ? {} : { token },
    extraHeaders: headers,
  });
  open.add(socket);
  return socket;
}

const admitted = (socket: Socket) =>
  new Promise<{ code: string; status: number } | 'admitted'>((resolve) => {
    socket.on('connect', () => resolve('admitted'));
    socket.on('connect_error', (error: Error & { data?: { code: string; status: number } }) =>
      resolve(error.data ?? { code: error.message, status: 0 }),
    );
  });

const call = async (socket: Socket, path: string[]): Promise<string> => {
  const answer = (await socket
    .timeout(10_000)
    .emitWithAck('call', { path, input: { limit: 'none', jobType: 7, jobId: '*', username: 7, tokenId: '*', sessionId: '*' } })) as {
    ok: boolean;
    error?: { code: string };
  };
  return answer.ok ? 'ok' : (answer.error?.code as string);
};

const ownPath = ['auth', 'me'];
const procedures = [...listProcedures(), ...listProcedures({ export: exportJobs })];
const metrics = { name: 'metrics', method: 'GET', url: '/metrics', role: 'anyone signed in' as const, path: [] as string[] };
const needed = (role: string) => (role === 'anyone signed in' ? 'viewer' : role);

describe('over REST', () => {
  const guarded = [...procedures, metrics].filter(({ role }) => role !== 'open');
  describe.each(Object.keys(badTokens))('with %s', (kind) => {
    test('everything is 401 UNAUTHORIZED, whatever the input', async () => {
      const token = await badTokens[kind]?.();
      for (const procedure of guarded) {
        expect({ name: procedure.name, ...(await ask(procedure, token)) }).toEqual({
          name: procedure.name,
          status: 401,
          code: 'UNAUTHORIZED',
        });
      }
    });
    test('what is open stays open', async () => {
      const token = await badTokens[kind]?.();
      for (const procedure of procedures.filter(({ role }) => role === 'open'))
        expect((await ask(procedure, token)).code).toBe('BAD_REQUEST');
    });
  });

  describe.each(roles)('as %s', (role) => {
    test.each(guarded)('$name is let through or FORBIDDEN, as it declares', async (procedure) => {
      const isAllowed = rank(role) >= rank(needed(procedure.role as string));
      for (const token of [await signIn(role), await apiToken(role)]) {
        const { status, code } = await ask(procedure, token);
        if (isAllowed) expect([401, 403]).not.toContain(status);
        else expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' });
      }
    });
  });

  test('a page of a foreign origin is refused everything, with the best of tokens', async () => {
    const token = await signIn('admin');
    for (const origin of ['https://evil.example', 'null', `${backend.url}.evil.example`]) {
      for (const procedure of [...procedures, metrics]) {
        expect({ name: procedure.name, ...(await ask(procedure, token, { origin })) }).toEqual({
          name: procedure.name,
          status: 403,
          code: 'FORBIDDEN',
        });
      }
    }
    expect((await ask(metrics, token, { origin: backend.url })).status).toBe(200);
  });
});

describe('over Socket.IO', () => {
  test.each(Object.keys(badTokens))('with %s there is no connection, and not one event', async (kind) => {
    const socket = plainSocket((await badTokens[kind]?.()) as string);
    const events: string[] = [];
    socket.onAny((event) => events.push(event));
    expect(await admitted(socket)).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    await admin.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 3_600_000) });
    expect(socket.connected).toBe(false);
    expect(events).toEqual([]);
  });

  test('a page of a foreign origin gets no connection; one of our own does', async () => {
    const token = await signIn('admin');
    expect(await admitted(plainSocket(token, { origin: 'https://evil.example' }))).toMatchObject({ code: 'FORBIDDEN', status: 403 });
    expect(await admitted(plainSocket(token, { origin: backend.url }))).toBe('admitted');
  });

  test('other namespaces have nothing', async () => {
    const socket = io(backend.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: await signIn('admin') },
    });
    open.add(socket);
    expect(await admitted(socket)).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  describe.each(roles)('as %s', (role) => {
    test.each(listProcedures())('$name is let through or FORBIDDEN, as it declares', async (procedure) => {
      const isAllowed = procedure.role === 'open' || rank(role) >= rank(needed(procedure.role as string));
      for (const token of [await signIn(role), await apiToken(role)]) {
        const socket = plainSocket(token);
        expect(await admitted(socket)).toBe('admitted');
        const code = await call(socket, procedure.path);
        socket.disconnect();
        if (isAllowed) expect(['UNAUTHORIZED', 'FORBIDDEN']).not.toContain(code);
        else expect(code).toBe('FORBIDDEN');
      }
    });
  });
});

describe('over the port', () => {
  test('whoever holds it is the admin of this machine', async () => {
    const me = await admin.auth.me();
    expect(me).toMatchObject({ role: 'admin' });
    expect(me.username).toMatch(/^local:/);
    expect((await admin.users.list()).items.length).toBeGreaterThan(2);
  });
});

describe('events', () => {
  const declared = Object.entries({ ...durableEvents, ...liveEvents });

  test.each(declared)('%s goes to each role that it declares, and to no lesser one', (_event, { role: least }) => {
    for (const role of roles) expect(mayReceive(role, least)).toBe(rank(role) >= rank(least));
    expect([mayReceive('viewer', 'operator'), mayReceive('operator', 'admin'), mayReceive('viewer', 'admin')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('all reach every role over a socket, and the port', async () => {
    const heard = new Map<string, Set<string>>();
    const note = (who: string) => (event: string) => {
      heard.set(who, (heard.get(who) ?? new Set()).add(event));
    };
    for (const role of roles) {
      const socket = plainSocket(await signIn(role));
      socket.onAny(note(role));
      expect(await admitted(socket)).toBe('admitted');
    }
    const local = await transports.port(backend, '', {
      onEvent: ({ event }) => note('port')(event),
      onProgress: () => note('port')('job:progress'),
      onEnvironment: () => note('port')('environment:state'),
    });
    const { jobId } = await admin.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 500 } });
    await admin.schedules.update({ jobType: 'quran', timeoutMinutes: 61 });
    await until('everybody has heard progress', () => [...roles, 'port'].every((who) => heard.get(who)?.has('job:progress')));
    await admin.jobs.cancel({ jobId });
    const all = declared.map(([event]) => event).sort();
    for (const who of [...roles, 'port']) await until(`${who} has heard all`, () => all.every((event) => heard.get(who)?.has(event)));
    for (const [, events] of heard) expect([...events].sort()).toEqual(all);
    local.close();
  });
});

describe('an open socket', () => {
  const openSocket = async (token: string) => {
    const socket = plainSocket(token);
    const notices: { event: string; payload: { message?: string; user?: unknown } }[] = [];
    socket.on('auth:expired', (payload) => notices.push({ event: 'auth:expired', payload }));
    socket.on('auth:changed', (payload) => notices.push({ event: 'auth:changed', payload }));
    expect(await admitted(socket)).toBe('admitted');
    return { socket, notices };
  };

  test('has the role that its user has by now, within seconds', async () => {
    await admin.users.create({ username: 'changing', role: 'viewer', password: PASSWORD });
    const { accessToken } = await rest.auth.login({ username: 'changing', password: PASSWORD });
    const { socket, notices } = await openSocket(accessToken);
    expect(await call(socket, ['jobs', 'trigger'])).toBe('FORBIDDEN');
    await admin.users.update({ username: 'changing', role: 'operator' });
    await until('it is told', () => notices.length > 0, 5_000);
    expect(notices[0]).toMatchObject({ event: 'auth:changed', payload: { user: { username: 'changing', role: 'operator' } } });
    expect(await call(socket, ['jobs', 'trigger'])).toBe('BAD_REQUEST');
    await admin.users.update({ username: 'changing', role: 'viewer' });
    await until('the role is gone', async () => (await call(socket, ['jobs', 'trigger'])) === 'FORBIDDEN', 5_000);
  });

  test.each<[string, (username: string, token: string) => Promise<unknown>]>([
    ['its user is removed', (username) => admin.users.delete({ username })],
    ['its user is signed out by an admin', (username) => admin.users.signOut({ username })],
    ['its user signs out', (_username, token) => createRestClient({ url: backend.url, token: () => token }).auth.logout()],
    ['its password is changed', (username) => admin.users.update({ username, password: `${PASSWORD}!` })],
  ])('is closed within seconds when %s', async (_what, act) => {
    const username = `leaving-${Math.random().toString(36).slice(2)}`;
    await admin.users.create({ username, role: 'viewer', password: PASSWORD });
    const { accessToken } = await rest.auth.login({ username, password: PASSWORD });
    const { socket, notices } = await openSocket(accessToken);
    await act(username, accessToken);
    await until('it is closed', () => !socket.connected, 5_000);
    expect(notices).toMatchObject([{ event: 'auth:expired', payload: { message: expect.stringMatching(/signed out/) } }]);
    expect(await admitted(plainSocket(accessToken))).toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('is closed when its API token is revoked', async () => {
    const { token, tokenId } = await admin.tokens.create({ name: 'a script', role: 'operator' });
    const { socket } = await openSocket(token);
    await admin.tokens.revoke({ tokenId });
    await until('it is closed', () => !socket.connected, 5_000);
  });

  test('is closed when its token runs out, unless a new one came before', async () => {
    const claims = claimsOf(await signIn('viewer'));
    const [ending, refreshed] = await Promise.all([
      openSocket(await signed(claims, SECRET, '2s')),
      openSocket(await signed(claims, SECRET, '2s')),
    ]);
    const answer = await refreshed.socket.timeout(5_000).emitWithAck('auth:refresh', { token: await signed(claims, SECRET, '15m') });
    expect(answer).toMatchObject({ ok: true, user: { username: 'the-viewer', role: 'viewer' } });
    await until('the other is closed', () => !ending.socket.connected, 6_000);
    expect(ending.notices).toMatchObject([{ event: 'auth:expired' }]);
    expect(refreshed.socket.connected).toBe(true);
  });

  test('may have a hundred calls under way, and catch up once at a time', async () => {
    const { socket } = await openSocket(await signIn('viewer'));
    const many = await Promise.all(Array.from({ length: 300 }, () => call(socket, ['jobs', 'types'])));
    expect(new Set(many)).toEqual(new Set(['ok', 'TOO_MANY_REQUESTS']));
    expect(many.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(100);
    const [first, second] = await Promise.all([0, 0].map((seq) => socket.timeout(5_000).emitWithAck('events:since', { seq })));
    expect(first).toMatchObject({ seq: expect.any(Number) });
    expect(second).toMatchObject({ ok: false, error: { code: 'TOO_MANY_REQUESTS', status: 429 } });
  });

  test.each([
    ['somebody else’s token', () => signIn('admin'), 'BAD_REQUEST'],
    ['a token that does not hold', async () => 'x', 'UNAUTHORIZED'],
  ])('does not take %s for a refresh', async (_what, token, code) => {
    const { socket } = await openSocket(await signIn('viewer'));
    expect(await socket.timeout(5_000).emitWithAck('auth:refresh', { token: await token() })).toMatchObject({ ok: false, error: { code } });
    expect(await call(socket, ownPath)).toBe('ok');
  });
});

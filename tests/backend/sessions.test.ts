import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureAdmin, type FirstSignIn } from '#backend/boot/admin-user.ts';
import type { Actor, CallOrigin } from '#backend/domains/actor.ts';
import { type ApiTokens, createApiTokens } from '#backend/domains/auth/api-tokens.ts';
import { type Auth, createAuth } from '#backend/domains/auth/auth.ts';
import { createSessions } from '#backend/domains/auth/sessions.ts';
import { createUsers, type Users } from '#backend/domains/auth/users.ts';
import type { DomainError } from '#backend/domains/domain-error.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import type { Tokens } from '#contract/schemas/user.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';

const PASSWORD = "anna's own password";
const NEXT = "anna's next password";
const MINUTE_MS = 60_000;
const home: CallOrigin = { origin: 'rest', address: '192.0.2.1', userAgent: 'the tests' };
const elsewhere: CallOrigin = { ...home, address: '198.51.100.7' };
const admin: Actor = { username: 'admin', role: 'admin', origin: 'rest' };

const database = useScratchDatabase();
let db: Database;
let auth: Auth;
let users: Users;
let apiTokens: ApiTokens;

beforeAll(() => {
  db = openDatabase({ connectionString: database.connectionString, maxConnections: 10, onError: () => {} });
  const sessions = createSessions(db);
  apiTokens = createApiTokens(db);
  auth = createAuth({ jwtSecret: 'the secret of these tests, which is long enough', db, sessions, apiTokens });
  users = createUsers({ db, sessions });
});
beforeEach(async () => {
  for (const table of ['sync_users', 'sync_rate_limits', 'sync_api_tokens']) await database.query(`DELETE FROM ${table}`);
  await ensureAdmin(db, PASSWORD);
  await users.create({ username: 'anna', role: 'operator', password: PASSWORD }, admin);
});
afterEach(() => vi.useRealTimers());
afterAll(() => db?.close());

const signIn = (from = home) => auth.login({ username: 'anna', password: PASSWORD }, from);
/** What the API takes the bearer of a token for. */
async function actorOf({ accessToken }: Pick<Tokens, 'accessToken'>): Promise<Actor> {
  auth.forget();
  const principal = await auth.verify(accessToken);
  if (!principal) throw new Error('the token does not hold');
  return { username: principal.username, role: principal.role, sessionId: principal.sessionId, origin: 'rest' };
}
const holds = async ({ accessToken }: Tokens) => {
  auth.forget();
  return (await auth.verify(accessToken)) !== null;
};
const refusal = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('it was taken');
    },
    (error) => error,
  );
const wrong = (from: CallOrigin, username = 'anna') => refusal(auth.login({ username, password: 'a guess' }, from));
const trail = async (subject: string) =>
  (
    await database.query<{ action: string; performed_by: string }>(
      'SELECT action, performed_by FROM sync_job_audit_logs WHERE job_id = $1 ORDER BY id',
      [subject],
    )
  ).map(({ action }) => action);

describe('a refresh token', () => {
  test('works once; used again it ends its session, and no other one', async () => {
    const first = await signIn();
    const other = await signIn();
    const second = await auth.refresh(first, home);
    expect(await holds(second)).toBe(true);
    expect(await refusal(auth.refresh(first, elsewhere))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await holds(second)).toBe(false);
    expect(await refusal(auth.refresh(second, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await holds(other)).toBe(true);
    expect(await trail('user:anna')).toContain('refresh_reuse');
  });

  test('used twice at the same moment buys one set of tokens, which then does not hold', async () => {
    const tokens = await signIn();
    const results = await Promise.allSettled([auth.refresh(tokens, home), auth.refresh(tokens, elsewhere)]);
    const bought = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(bought).toHaveLength(1);
    expect(await holds(bought[0] as Tokens)).toBe(false);
  });
});

describe('a session', () => {
  test('ends when its user signs out, and others stay', async () => {
    const [here, there] = [await signIn(), await signIn(elsewhere)];
    await auth.logout(await actorOf(here));
    expect([await holds(here), await holds(there)]).toEqual([false, true]);
    expect(await refusal(auth.refresh(here, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test('ends with all others when its user signs out everywhere', async () => {
    const [here, there] = [await signIn(), await signIn(elsewhere)];
    await auth.logoutEverywhere(await actorOf(here));
    expect([await holds(here), await holds(there)]).toEqual([false, false]);
  });

  test('is listed with where it came from, and can be ended by its user alone', async () => {
    const [here, there] = [await signIn(), await signIn(elsewhere)];
    const actor = await actorOf(here);
    const { items } = await auth.sessions(actor);
    expect(items.map(({ address, current }) => [address, current])).toEqual([
      [elsewhere.address, false],
      [home.address, true],
    ]);
    const adminTokens = await auth.login({ username: 'admin', password: PASSWORD }, home);
    const sessionId = items[0]?.sessionId as string;
    expect(await refusal(auth.endSession({ sessionId }, await actorOf(adminTokens)))).toMatchObject({
      code: 'NOT_FOUND',
      data: { sessionId },
    });
    await auth.endSession({ sessionId }, actor);
    expect([await holds(here), await holds(there)]).toEqual([true, false]);
  });

  test('has the role of its user by now, within seconds even where nobody said so', async () => {
    const { accessToken } = await signIn();
    expect(await auth.verify(accessToken)).toMatchObject({ role: 'operator' });
    await database.query(`UPDATE sync_users SET role = 'viewer' WHERE username = 'anna'`);
    await until('the role has changed', async () => (await auth.verify(accessToken))?.role === 'viewer', 5_000);
  });

  test('is nothing that a script or the desktop app has', async () => {
    for (const username of ['token:deploy', 'local:anna']) {
      expect(await refusal(auth.logout({ username, role: 'admin', origin: 'ipc' }))).toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
});

describe('a password', () => {
  test('is changed by who knows it, and other sessions end', async () => {
    const [here, there] = [await signIn(), await signIn(elsewhere)];
    const actor = await actorOf(here);
    expect(await refusal(auth.changePassword({ newPassword: NEXT }, actor, home))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await refusal(auth.changePassword({ currentPassword: 'a guess', newPassword: NEXT }, actor, home))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
    });
    await auth.changePassword({ currentPassword: PASSWORD, newPassword: NEXT }, actor, home);
    expect([await holds(here), await holds(there)]).toEqual([true, false]);
    expect(await refusal(signIn())).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect((await auth.login({ username: 'anna', password: NEXT }, home)).user.username).toBe('anna');
  });
});

describe('the link of the first start', () => {
  beforeEach(() => database.query('DELETE FROM sync_users'));

  test('signs in once, and lets a password be set without the old one, once', async () => {
    const { code } = (await ensureAdmin(db, undefined)) as FirstSignIn;
    const tokens = await auth.redeem({ code }, home);
    expect(tokens.user).toEqual({ username: 'admin', role: 'admin' });
    expect(await refusal(auth.redeem({ code }, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const actor = await actorOf(tokens);
    await auth.changePassword({ newPassword: NEXT }, actor, home);
    expect((await auth.login({ username: 'admin', password: NEXT }, home)).user.role).toBe('admin');
    expect(await refusal(auth.changePassword({ newPassword: PASSWORD }, actor, home))).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('is worth nothing after 24 hours, used twice at once, or made up', async () => {
    const { code } = (await ensureAdmin(db, undefined)) as FirstSignIn;
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now + 24 * 60 * MINUTE_MS + 1_000 });
    expect(await refusal(auth.redeem({ code }, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    vi.setSystemTime(now);
    const results = await Promise.allSettled([auth.redeem({ code }, home), auth.redeem({ code }, home)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(auth.redeem({ code: 'x' }, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });
});

describe('guessing', () => {
  test('is stopped after ten tries for a name from an address, the right password too, until the window is over', async () => {
    for (let n = 0; n < 10; n++) expect(await wrong(home)).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const refused = await wrong(home);
    expect(refused).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const { retryAfterSeconds } = refused.data as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
    expect(await refusal(signIn())).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await signIn(elsewhere)).user.username).toBe('anna');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * MINUTE_MS + 1_000 });
    expect((await signIn()).user.username).toBe('anna');
  });

  test('for a name that there is not is stopped the same', async () => {
    for (let n = 0; n < 10; n++) expect(await wrong(home, 'nobody')).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await wrong(home, 'nobody')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  test('many tries at once are no way around it', async () => {
    const tries = await Promise.all(Array.from({ length: 30 }, () => wrong(home)));
    expect(tries.filter(({ code }) => code === 'INVALID_CREDENTIALS').length).toBeLessThanOrEqual(10);
  });

  test('from many addresses is slowed, and never keeps the owner out', async () => {
    for (let n = 0; n < 17; n++) for (let tries = 0; tries < 3; tries++) await wrong({ ...home, address: `203.0.113.${n}` });
    for (let n = 0; n < 3; n++) expect(await wrong({ ...home, address: '203.0.113.0' })).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await signIn(elsewhere)).user.username).toBe('anna');
  });

  test('right sign-ins do not count, and no name is kept in clear', async () => {
    for (let n = 0; n < 15; n++) await signIn();
    await wrong(home);
    expect(JSON.stringify(await database.query('SELECT key FROM sync_rate_limits'))).not.toContain('anna');
  });
});

describe('users', () => {
  const ofTest = ['anna', 'admin'];

  test('are added, changed and removed, each with a row in the trail, and none with a secret', async () => {
    const made = await users.create({ username: 'vera', role: 'viewer', password: PASSWORD }, admin);
    expect(made).toMatchObject({ username: 'vera', role: 'viewer', lastSignInAt: null, sessions: 0 });
    expect(await refusal(users.create({ username: 'vera', role: 'admin', password: PASSWORD }, admin))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    const tokens = await auth.login({ username: 'vera', password: PASSWORD }, home);
    expect((await users.list()).items.find(({ username }) => username === 'vera')).toMatchObject({
      sessions: 1,
      lastSignInAt: expect.any(Date),
    });
    expect(await users.update({ username: 'vera', role: 'operator' }, admin)).toMatchObject({ role: 'operator', sessions: 1 });
    expect((await actorOf(tokens)).role).toBe('operator');
    expect(await users.update({ username: 'vera', password: NEXT }, admin)).toMatchObject({ role: 'operator', sessions: 0 });
    expect(await holds(tokens)).toBe(false);
    await users.delete({ username: 'vera' }, admin);
    expect(await trail('user:vera')).toEqual(['user_create', 'sign_in', 'user_update', 'password_change', 'user_delete']);
    const all = JSON.stringify(await database.query('SELECT * FROM sync_job_audit_logs'));
    for (const secret of [PASSWORD, NEXT, '$argon2', tokens.accessToken, tokens.refreshToken]) expect(all).not.toContain(secret);
  });

  test('that there are not are NOT_FOUND', async () => {
    const username = 'nobody';
    const calls = [
      () => users.update({ username, role: 'viewer' }, admin),
      () => users.delete({ username }, admin),
      () => users.sessions({ username }, admin),
      () => users.signOut({ username }, admin),
    ];
    for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'NOT_FOUND', data: { username } });
  });

  test('removed, or signed out by an admin, have no session any more', async () => {
    const tokens = await signIn();
    expect((await users.sessions({ username: 'anna' }, admin)).items).toHaveLength(1);
    await users.signOut({ username: 'anna' }, admin);
    expect(await holds(tokens)).toBe(false);
    const again = await signIn();
    await users.delete({ username: 'anna' }, admin);
    expect(await holds(again)).toBe(false);
    expect(await refusal(auth.refresh(again, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test('always have an admin among them', async () => {
    expect(await refusal(users.delete({ username: 'admin' }, admin))).toMatchObject({ code: 'LAST_ADMIN' });
    expect(await refusal(users.update({ username: 'admin', role: 'viewer' }, admin))).toMatchObject({ code: 'LAST_ADMIN' });
    for (let round = 0; round < 15; round++) {
      for (const username of ofTest) await database.query(`UPDATE sync_users SET role = 'admin' WHERE username = $1`, [username]);
      const results = await Promise.allSettled(ofTest.map((username) => users.update({ username, role: 'operator' }, admin)));
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await users.list()).items.filter(({ role }) => role === 'admin')).toHaveLength(1);
    }
  });
});

describe('an API token', () => {
  test('acts under its name with its role, until it is revoked or runs out, and only its hash is kept', async () => {
    const made = await apiTokens.create({ name: 'deploy', role: 'operator', expiresInDays: 30 }, admin);
    expect(await auth.verify(made.token)).toMatchObject({ username: 'token:deploy', role: 'operator', sessionId: null });
    expect(await refusal(apiTokens.create({ name: 'deploy', role: 'viewer', expiresInDays: 1 }, admin))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(JSON.stringify(await database.query('SELECT * FROM sync_api_tokens'))).not.toContain(made.token);
    const [listed] = (await apiTokens.list()).items;
    expect(listed).toMatchObject({ name: 'deploy', createdBy: 'admin', lastUsedAt: expect.any(Date) });
    expect(listed).not.toHaveProperty('token');

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 24 * 60 * MINUTE_MS + 1_000 });
    expect(await auth.verify(made.token)).toBeNull();
    vi.useRealTimers();
    await apiTokens.revoke({ tokenId: made.tokenId }, admin);
    auth.forget();
    expect(await auth.verify(made.token)).toBeNull();
    expect(await refusal(apiTokens.revoke({ tokenId: made.tokenId }, admin))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await trail('token:deploy')).toEqual(['token_create', 'token_revoke']);
  });
});

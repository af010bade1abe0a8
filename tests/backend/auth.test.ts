import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ensureAdmin, type FirstSignIn } from '#backend/boot/admin-user.ts';
import type { CallOrigin } from '#backend/domains/actor.ts';
import { createApiTokens } from '#backend/domains/auth/api-tokens.ts';
import { type Auth, createAuth } from '#backend/domains/auth/auth.ts';
import { createSessions } from '#backend/domains/auth/sessions.ts';
import { DomainError } from '#backend/domains/domain-error.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { LoginInput } from '#contract/schemas/user.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const SECRET = 'the secret of these tests, which is long enough';
const PASSWORD = "anna's own password";
const DAY_MS = 24 * 3_600_000;

const database = useScratchDatabase();
let db: Database;
let auth: Auth;
const home: CallOrigin = { origin: 'rest', address: '192.0.2.1', userAgent: 'the tests' };
const authWith = (jwtSecret: string) => createAuth({ jwtSecret, db, sessions: createSessions(db), apiTokens: createApiTokens(db) });

beforeAll(() => {
  db = openDatabase({ connectionString: database.connectionString, maxConnections: 10, onError: () => {} });
  auth = authWith(SECRET);
});
beforeEach(async () => {
  await database.query('DELETE FROM sync_users');
  await database.query('DELETE FROM sync_rate_limits');
  auth.forget();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => db?.close());

const login = (username: string, password: string) => auth.login({ username, password }, home);
const refusal = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('it was taken');
    },
    (error) => error,
  );

describe('the user admin', () => {
  test('is made at the first start, with a password that is told once', async () => {
    const { password } = (await ensureAdmin(db, undefined)) as FirstSignIn;
    expect(password).toMatch(/^[\w-]{16}$/);
    expect(await login('admin', password)).toMatchObject({ user: { username: 'admin', role: 'admin' } });
    expect(await ensureAdmin(db, undefined)).toBeNull();
    expect(await login('admin', password)).toMatchObject({ user: { username: 'admin' } });
  });

  test('has its password kept as an argon2 hash alone', async () => {
    await ensureAdmin(db, PASSWORD);
    const [row] = await database.query<{ row: string; password_hash: string }>('SELECT u::text AS row, password_hash FROM sync_users u');
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
    expect(row?.row).not.toContain(PASSWORD);
  });

  test('gets the password of the settings, which is not told', async () => {
    expect(await ensureAdmin(db, PASSWORD)).toBeNull();
    expect(await login('admin', PASSWORD)).toMatchObject({ user: { role: 'admin' } });
  });

  test('gets a new password from the settings, and keeps it once the setting is gone', async () => {
    const { password: made } = (await ensureAdmin(db, undefined)) as FirstSignIn;
    expect(await ensureAdmin(db, PASSWORD)).toBeNull();
    expect(await refusal(login('admin', made))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await ensureAdmin(db, undefined)).toBeNull();
    expect(await login('admin', PASSWORD)).toMatchObject({ user: { username: 'admin' } });
  });

  test('is left alone where the setting is the password it has already', async () => {
    const read = () => database.query('SELECT password_hash, updated_at FROM sync_users');
    await ensureAdmin(db, PASSWORD);
    const before = await read();
    await ensureAdmin(db, PASSWORD);
    expect(await read()).toEqual(before);
  });

  test('has one password where several processes start at once, and only that one is told', async () => {
    const told = await Promise.all(Array.from({ length: 6 }, () => ensureAdmin(db, undefined)));
    const passwords = told.filter((first) => first !== null);
    expect(passwords).toHaveLength(1);
    expect(await login('admin', (passwords[0] as FirstSignIn).password)).toMatchObject({ user: { username: 'admin' } });
  });

  test('has the password of the settings where several processes start at once with it', async () => {
    expect(await Promise.all(Array.from({ length: 6 }, () => ensureAdmin(db, PASSWORD)))).toEqual(Array(6).fill(null));
    expect(await database.query('SELECT username FROM sync_users')).toEqual([{ username: 'admin' }]);
    expect(await login('admin', PASSWORD)).toMatchObject({ user: { username: 'admin' } });
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    await ensureAdmin(db, PASSWORD);
  });

  test('is refused with the same words for a wrong password and for a name that there is not', async () => {
    const wrong = await refusal(login('admin', `${PASSWORD}!`));
    const unknown = await refusal(login('nobody', PASSWORD));
    expect(wrong).toBeInstanceOf(DomainError);
    expect(wrong).toMatchObject({ code: 'INVALID_CREDENTIALS', message: 'The name or the password is wrong', data: undefined });
    expect({ ...unknown, message: unknown.message }).toEqual({ ...wrong, message: wrong.message });
  });

  test('never lets in with the password of which nobody has the hash', async () => {
    expect(await refusal(login('nobody', 'no password has this hash'))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test.each(['ad\ud800min', "' OR 1=1 --"])('is refused for a name that no user can have: %j', async (name) => {
    expect(await refusal(login(name, PASSWORD))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test.each(['\0', 'admin\0'])('is refused for a name with a NUL: %j', async (username) => {
    const error = await refusal(LoginInput.parseAsync({ username, password: PASSWORD }).then((input) => auth.login(input, home)));
    expect(error instanceof z.ZodError || error.code === 'INVALID_CREDENTIALS').toBe(true);
  });

  test('is refused for another case of the name', async () => {
    expect(await refusal(login('Admin', PASSWORD))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test("gives the role that the user has, in both tokens' answers", async () => {
    await database.query(`UPDATE sync_users SET username = 'vera', role = 'viewer'`);
    const tokens = await login('vera', PASSWORD);
    expect(tokens.user).toEqual({ username: 'vera', role: 'viewer' });
    expect(await auth.verify(tokens.accessToken)).toMatchObject({ username: 'vera', role: 'viewer' });
    expect((await auth.refresh(tokens, home)).user).toEqual({ username: 'vera', role: 'viewer' });
  });

  test('holds on every process with the same secret, and on none with another', async () => {
    const { accessToken, refreshToken } = await login('admin', PASSWORD);
    const same = authWith(SECRET);
    const other = authWith(`${SECRET}!`);
    expect(await same.verify(accessToken)).toMatchObject({ username: 'admin', role: 'admin' });
    expect(await other.verify(accessToken)).toBeNull();
    expect(await refusal(other.refresh({ refreshToken }, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });
});

describe('an access token', () => {
  const sid = '6f1c3a52-7d7e-4d7c-9a55-2d7a2b9f0c11';
  beforeEach(async () => {
    await ensureAdmin(db, PASSWORD);
    await database.query(`INSERT INTO sync_sessions (id, username, expires_at) VALUES ($1, 'admin', now() + interval '1 year')`, [sid]);
  });
  /** A token that is right in all but what the test changes. */
  const sign = (
    change: (token: SignJWT) => SignJWT = (token) => token,
    claims: Record<string, unknown> = { sid },
    secret = SECRET,
    alg = 'HS256',
  ) => {
    const token = new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' });
    token.setSubject('admin').setIssuer('syncdeck').setAudience('access').setIssuedAt().setExpirationTime('15m');
    return change(token).sign(new TextEncoder().encode(secret));
  };

  test('is taken when it is right, also when signed by the hand of this test', async () => {
    expect(await auth.verify(await sign())).toMatchObject({ username: 'admin', role: 'admin' });
  });

  test('is refused when signed with another secret', async () => {
    expect(await auth.verify(await sign(undefined, undefined, `${SECRET}!`))).toBeNull();
  });

  test('is refused when its claims are changed under the old signature', async () => {
    const [header, , signature] = (await sign(undefined, { sid: '6f1c3a52-7d7e-4d7c-9a55-2d7a2b9f0c12' })).split('.');
    const [, payload] = (await sign()).split('.');
    expect(await auth.verify([header, payload, signature].join('.'))).toBeNull();
  });

  test('is refused without a signature, whatever its header says', async () => {
    const none = new UnsecuredJWT({ sid })
      .setSubject('admin')
      .setIssuer('syncdeck')
      .setAudience('access')
      .setExpirationTime('15m')
      .encode();
    expect(none.endsWith('.')).toBe(true);
    expect(await auth.verify(none)).toBeNull();
    const [, payload, signature] = (await sign()).split('.');
    for (const alg of ['none', 'None', 'HS512', 'RS256']) {
      const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
      expect(await auth.verify([header, payload, ''].join('.'))).toBeNull();
      expect(await auth.verify([header, payload, signature].join('.'))).toBeNull();
    }
  });

  test('is refused when signed rightly, but by another algorithm', async () => {
    expect(await auth.verify(await sign(undefined, undefined, SECRET, 'HS512'))).toBeNull();
  });

  test.each<[string, (token: SignJWT) => SignJWT]>([
    ['another issuer', (token) => token.setIssuer('elsewhere')],
    ['another audience', (token) => token.setAudience('somebody')],
    ['an end in the past', (token) => token.setExpirationTime(Math.floor(Date.now() / 1_000) - 1)],
    ['a beginning in the future', (token) => token.setNotBefore('1h')],
    ['nobody as its subject', (token) => token.setSubject('')],
  ])('is refused with %s', async (_what, change) => {
    expect(await auth.verify(await sign(change))).toBeNull();
  });

  test.each([
    [{}],
    [{ role: 'admin' }],
    [{ sid: 'x' }],
    [{ sid: ['6f1c3a52-7d7e-4d7c-9a55-2d7a2b9f0c11'] }],
    [{ sid: '6f1c3a52-7d7e-4d7c-9a55-2d7a2b9f0c99' }],
  ])('is refused with no session that there is: %j', async (claims) => {
    expect(await auth.verify(await sign(undefined, claims))).toBeNull();
  });

  test.each(['', 'x', 'a.b.c', '..', 'null', '\0'])('is refused when it is none at all: %j', async (token) => {
    expect(await auth.verify(token)).toBeNull();
  });

  test('ends after 15 minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00Z') });
    const { accessToken } = await login('admin', PASSWORD);
    vi.setSystemTime(new Date('2026-11-24T12:14:59Z'));
    expect(await auth.verify(accessToken)).not.toBeNull();
    vi.setSystemTime(new Date('2026-11-24T12:15:01Z'));
    expect(await auth.verify(accessToken)).toBeNull();
  });

  test('is never a refresh token, nor the other way round', async () => {
    await ensureAdmin(db, PASSWORD);
    const { accessToken, refreshToken } = await login('admin', PASSWORD);
    expect(await auth.verify(refreshToken)).toBeNull();
    expect(await refusal(auth.refresh({ refreshToken: accessToken }, home))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'The refresh token is not valid any more: sign in again',
    });
  });
});

describe('a refresh token', () => {
  beforeEach(async () => {
    await ensureAdmin(db, PASSWORD);
  });

  test('buys new tokens that work', async () => {
    const first = await login('admin', PASSWORD);
    const second = await auth.refresh(first, home);
    expect(second.user).toEqual({ username: 'admin', role: 'admin' });
    expect(await auth.verify(second.accessToken)).toMatchObject({ username: 'admin', role: 'admin' });
    expect((await auth.refresh(second, home)).user).toEqual(second.user);
  });

  test('works long after its access token ended, and not after 30 days', async () => {
    const start = new Date('2026-11-24T12:00:00Z').getTime();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const tokens = await login('admin', PASSWORD);
    vi.setSystemTime(start + 30 * DAY_MS - 1_000);
    expect(await auth.verify(tokens.accessToken)).toBeNull();
    expect(await auth.verify((await auth.refresh(tokens, home)).accessToken)).not.toBeNull();
    vi.setSystemTime(start + 30 * DAY_MS + 1_000);
    expect(await refusal(auth.refresh(tokens, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test('gives the role that the user has by now', async () => {
    const tokens = await login('admin', PASSWORD);
    await database.query(`UPDATE sync_users SET role = 'viewer'`);
    const next = await auth.refresh(tokens, home);
    expect(next.user.role).toBe('viewer');
    expect(await auth.verify(next.accessToken)).toMatchObject({ username: 'admin', role: 'viewer' });
  });

  test('is worth nothing once its user is gone', async () => {
    const tokens = await login('admin', PASSWORD);
    await database.query('DELETE FROM sync_users');
    expect(await refusal(auth.refresh(tokens, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  test('is refused when it is none at all', async () => {
    expect(await refusal(auth.refresh({ refreshToken: 'x' }, home))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });
});

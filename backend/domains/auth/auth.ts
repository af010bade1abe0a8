import type {
  Done,
  LoginInput,
  PasswordInput,
  RedeemInput,
  RefreshInput,
  Role,
  SessionIdInput,
  SessionList,
  Tokens,
  User,
} from '#contract/schemas/user.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { Actor, CallOrigin } from '../actor.ts';
import { badRequest, DomainError } from '../domain-error.ts';
import { API_TOKEN_PREFIX, type ApiTokens } from './api-tokens.ts';
import { auditUser } from './audit-users.ts';
import { createIdentityCache } from './identity-cache.ts';
import { fitsPassword, hashPassword } from './passwords.ts';
import { hashOf } from './secrets.ts';
import type { SessionHead, Sessions } from './sessions.ts';
import { createSignedTokens } from './signed-tokens.ts';
import { createThrottle } from './throttle.ts';

/** Who a token stands for, as the tables have it now. */
export interface Principal extends User {
  /** The sign-in that the token belongs to; null for an API token. */
  sessionId: string | null;
  /** When the token runs out; null where it doesn't. */
  expiresAt: Date | null;
}

type SignInOutcome = 'signed in' | 'refused' | 'throttled' | 'refreshed' | 'refresh reused';

export interface Auth {
  /** @throws INVALID_CREDENTIALS, the same for a name that does not exist and a password that does not fit; TOO_MANY_REQUESTS */
  login(input: LoginInput, from: CallOrigin): Promise<Tokens>;
  /** @throws INVALID_CREDENTIALS for a token that is not ours, ran out, was used before, or whose user is gone */
  refresh(input: RefreshInput, from: CallOrigin): Promise<Tokens>;
  /** Signs in by a one-time link. @throws INVALID_CREDENTIALS */
  redeem(input: RedeemInput, from: CallOrigin): Promise<Tokens>;
  /** Who a token stands for; null for one that is not valid. @throws where the database is away, which says nothing about the token */
  verify(token: string): Promise<Principal | null>;
  /** Forgets what was read of users, sessions and tokens: some of it changed. */
  forget(): void;
  logout(actor: Actor): Promise<Done>;
  logoutEverywhere(actor: Actor): Promise<Done>;
  /** @throws INVALID_CREDENTIALS, TOO_MANY_REQUESTS */
  changePassword(input: PasswordInput, actor: Actor, from: CallOrigin): Promise<Done>;
  sessions(actor: Actor): Promise<SessionList>;
  /** @throws NOT_FOUND */
  endSession(input: SessionIdInput, actor: Actor): Promise<Done>;
}

const refuse = (message = 'The name or the password is wrong') => new DomainError('INVALID_CREDENTIALS', message);

/** The person's session. @throws BAD_REQUEST for a script or the desktop app, which have none */
function sessionOf(actor: Actor): string {
  if (actor.sessionId) return actor.sessionId;
  throw badRequest([], `${actor.username} has no session: this is for a person who signed in with a password`);
}

export function createAuth(deps: {
  jwtSecret: string;
  db: Database;
  sessions: Sessions;
  apiTokens: ApiTokens;
  onSignIn?(outcome: SignInOutcome): void;
}): Auth {
  const { db, sessions, apiTokens, onSignIn } = deps;
  const signed = createSignedTokens(deps.jwtSecret);
  const throttle = createThrottle(db);
  const identities = createIdentityCache<{ username: string; role: Role; expiresAt: Date | null } | null>();

  const audit = (tx: Sql, username: string, action: string, from: Pick<CallOrigin, 'origin'>, metadata: Record<string, unknown> = {}) =>
    auditUser(tx, { subject: `user:${username}`, action, performedBy: username, origin: from.origin, metadata });

  async function tokensFor(head: SessionHead, role: Role): Promise<Tokens> {
    const [accessToken, refreshToken] = await Promise.all([signed.signAccess(head), signed.signRefresh(head)]);
    return { accessToken, refreshToken, user: { username: head.username, role } };
  }

  async function begin(username: string, role: Role, from: CallOrigin, beganWith: 'password' | 'link'): Promise<Tokens> {
    const head = await db.transaction(async (tx) => {
      const begun = await sessions.begin(tx, username, from, beganWith);
      await audit(tx, username, 'sign_in', from, { with: beganWith, address: from.address });
      return begun;
    });
    onSignIn?.('signed in');
    return tokensFor(head, role);
  }

  async function admit(username: string, from: CallOrigin): Promise<void> {
    try {
      await throttle.admit(username, from.address);
    } catch (error) {
      if (error instanceof DomainError) onSignIn?.('throttled');
      throw error;
    }
  }

  const readUser = async (username: string) =>
    (
      await db.query<{ password_hash: string; role: Role }>('SELECT password_hash, role FROM sync_users WHERE username = $1', [username])
    )[0];

  return {
    async login({ username, password }, from) {
      await admit(username, from);
      const user = await readUser(username);
      const fits = await fitsPassword(user?.password_hash, password);
      if (!user || !fits) {
        onSignIn?.('refused');
        throw refuse();
      }
      await throttle.forgive(username, from.address);
      return begin(username, user.role, from, 'password');
    },
    async refresh({ refreshToken }, from) {
      const over = 'The refresh token is not valid any more: sign in again';
      const claims = await signed.readRefresh(refreshToken);
      if (!claims) throw refuse(over);
      const { sub: username, sid: sessionId, gen: generation } = claims;
      const next = await db.transaction(async (tx) => {
        const advanced = await sessions.advance(tx, { sessionId, username, generation });
        if (advanced === 'reused') {
          // Somebody has a copy: which of the two is the thief can't be told, so both sign in again.
          await sessions.revoke(tx, username, 'refresh token reused', { only: sessionId });
          await audit(tx, username, 'refresh_reuse', from, { address: from.address, sessionId });
        }
        return advanced;
      });
      if (typeof next === 'string') {
        if (next === 'reused') onSignIn?.('refresh reused');
        throw refuse(over);
      }
      const user = await readUser(username);
      if (!user) throw refuse(over);
      onSignIn?.('refreshed');
      return tokensFor(next, user.role);
    },
    async redeem({ code }, from) {
      await admit('', from);
      const [link] = await db.query<{ username: string; role: Role }>(
        `DELETE FROM sync_sign_in_links l USING sync_users u
         WHERE l.hash = $1 AND l.expires_at > $2 AND u.username = l.username RETURNING u.username, u.role`,
        [hashOf(code), new Date()],
      );
      if (!link) {
        onSignIn?.('refused');
        throw refuse('The link is not valid any more: it works once, within 24 hours');
      }
      await throttle.forgive('', from.address);
      return begin(link.username, link.role, from, 'link');
    },
    async verify(token) {
      if (token.startsWith(API_TOKEN_PREFIX)) {
        const found = await identities.get(hashOf(token), () => apiTokens.find(token));
        if (!found?.expiresAt || found.expiresAt.getTime() <= Date.now()) return null;
        return { ...found, sessionId: null };
      }
      const claims = await signed.readAccess(token);
      if (!claims) return null;
      const held = await identities.get(claims.sid, async () => {
        const [session] = await db.query<{ username: string; role: Role }>(
          `SELECT u.username, u.role FROM sync_sessions s JOIN sync_users u ON u.username = s.username
           WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2`,
          [claims.sid, new Date()],
        );
        return session ? { ...session, expiresAt: null } : null;
      });
      if (!held || held.username !== claims.sub) return null;
      return { username: held.username, role: held.role, sessionId: claims.sid, expiresAt: new Date(claims.exp * 1_000) };
    },
    forget: () => identities.clear(),
    async logout(actor) {
      const only = sessionOf(actor);
      await db.transaction(async (tx) => {
        await sessions.revoke(tx, actor.username, 'signed out', { only });
        await audit(tx, actor.username, 'sign_out', actor);
      });
      identities.clear();
      return { success: true, message: 'You are signed out' };
    },
    async logoutEverywhere(actor) {
      sessionOf(actor);
      await db.transaction(async (tx) => {
        const ended = await sessions.revoke(tx, actor.username, 'signed out everywhere');
        await audit(tx, actor.username, 'sign_out_everywhere', actor, { sessions: ended });
      });
      identities.clear();
      return { success: true, message: 'You are signed out everywhere' };
    },
    async changePassword({ currentPassword, newPassword }, actor, from) {
      const except = sessionOf(actor);
      const { username } = actor;
      const [session] = await db.query<{ began_with: string }>('SELECT began_with FROM sync_sessions WHERE id = $1', [except]);
      if (session?.began_with !== 'link') {
        if (currentPassword === undefined) throw badRequest(['currentPassword'], 'is needed to change the password');
        await admit(username, from);
        if (!(await fitsPassword((await readUser(username))?.password_hash, currentPassword)))
          throw refuse('The current password is wrong');
        await throttle.forgive(username, from.address);
      }
      const passwordHash = await hashPassword(newPassword);
      await db.transaction(async (tx) => {
        await tx.query('UPDATE sync_users SET password_hash = $2, updated_at = now() WHERE username = $1', [username, passwordHash]);
        await tx.query(`UPDATE sync_sessions SET began_with = 'password' WHERE id = $1`, [except]);
        await sessions.revoke(tx, username, 'password change', { except });
        await audit(tx, username, 'password_change', actor);
      });
      identities.clear();
      return { success: true, message: 'The password is changed; other sessions are signed out' };
    },
    async sessions(actor) {
      return { items: await sessions.list(actor.username, sessionOf(actor)) };
    },
    async endSession({ sessionId }, actor) {
      sessionOf(actor);
      await db.transaction(async (tx) => {
        const ended = await sessions.revoke(tx, actor.username, 'ended', { only: sessionId });
        if (ended === 0) throw new DomainError('NOT_FOUND', `You have no session ${sessionId}`, { sessionId });
        await audit(tx, actor.username, 'session_end', actor, { sessionId });
      });
      identities.clear();
      return { success: true, message: 'The session is ended' };
    },
  };
}

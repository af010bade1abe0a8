import type { Done, SessionList, UserCreate, UserList, UsernameInput, UserRecord, UserUpdate } from '#contract/schemas/user.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../domain-error.ts';
import { auditUser } from './audit-users.ts';
import { hashPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';

/** Who may sign in, for an admin. Every change is audited, and holds at once. */
export interface Users {
  list(): Promise<UserList>;
  /** @throws ALREADY_EXISTS */
  create(input: UserCreate, actor: Actor): Promise<UserRecord>;
  /** Merges. @throws NOT_FOUND, LAST_ADMIN */
  update(input: UserUpdate, actor: Actor): Promise<UserRecord>;
  /** @throws NOT_FOUND, LAST_ADMIN */
  delete(input: UsernameInput, actor: Actor): Promise<Done>;
  /** @throws NOT_FOUND */
  sessions(input: UsernameInput, actor: Actor): Promise<SessionList>;
  /** @throws NOT_FOUND */
  signOut(input: UsernameInput, actor: Actor): Promise<Done>;
}

const SELECT = `SELECT u.username, u.role, u.created_at AS "createdAt", u.updated_at AS "updatedAt", u.last_sign_in_at AS "lastSignInAt",
    (SELECT count(*) FROM sync_sessions s WHERE s.username = u.username AND s.revoked_at IS NULL AND s.expires_at > now()) AS sessions
  FROM sync_users u`;

const unknown = (username: string) => new DomainError('NOT_FOUND', `There is no user ${JSON.stringify(username)}`, { username });

export function createUsers(deps: { db: Database; sessions: Sessions }): Users {
  const { db, sessions } = deps;

  async function read(sql: Sql, username: string): Promise<UserRecord> {
    const [user] = await sql.query<UserRecord>(`${SELECT} WHERE u.username = $1`, [username]);
    if (!user) throw unknown(username);
    return user;
  }

  /** The user, and a hold on all admins, so that two changes at once can't each leave the other as the last one. */
  async function lock(tx: Sql, username: string): Promise<{ role: string; isLastAdmin: boolean }> {
    const admins = await tx.query<{ username: string }>(
      `SELECT username FROM sync_users WHERE role = 'admin' ORDER BY username FOR UPDATE`,
    );
    const [user] = await tx.query<{ role: string }>('SELECT role FROM sync_users WHERE username = $1 FOR UPDATE', [username]);
    if (!user) throw unknown(username);
    return { role: user.role, isLastAdmin: admins.length === 1 && admins[0]?.username === username };
  }

  const refuseLastAdmin = () => new DomainError('LAST_ADMIN', 'This is the last admin: make another one first');
  const audit = (tx: Sql, username: string, action: string, actor: Actor, metadata?: Record<string, unknown>) =>
    auditUser(tx, {
      subject: `user:${username}`,
      action,
      performedBy: actor.username,
      origin: actor.origin,
      ...(metadata ? { metadata } : {}),
    });

  return {
    list: async () => ({ items: await db.query<UserRecord>(`${SELECT} ORDER BY u.username`) }),
    async create({ username, role, password }, actor) {
      const passwordHash = await hashPassword(password);
      return db.transaction(async (tx) => {
        const made = await tx.query(
          'INSERT INTO sync_users (username, password_hash, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING username',
          [username, passwordHash, role],
        );
        if (made.length === 0) throw new DomainError('ALREADY_EXISTS', `There is a user ${JSON.stringify(username)} already`);
        await audit(tx, username, 'user_create', actor, { after: { role } });
        return read(tx, username);
      });
    },
    async update({ username, role, password }, actor) {
      const passwordHash = password === undefined ? null : await hashPassword(password);
      return db.transaction(async (tx) => {
        const before = await lock(tx, username);
        if (role !== undefined && role !== 'admin' && before.isLastAdmin) throw refuseLastAdmin();
        await tx.query(
          `UPDATE sync_users SET role = coalesce($2, role), password_hash = coalesce($3, password_hash), updated_at = now()
           WHERE username = $1`,
          [username, role ?? null, passwordHash],
        );
        if (role !== undefined && role !== before.role) {
          await audit(tx, username, 'user_update', actor, { before: { role: before.role }, after: { role } });
        }
        if (passwordHash !== null) {
          await sessions.revoke(tx, username, 'password change');
          await audit(tx, username, 'password_change', actor);
        }
        return read(tx, username);
      });
    },
    delete: ({ username }, actor) =>
      db.transaction(async (tx) => {
        const { role, isLastAdmin } = await lock(tx, username);
        if (isLastAdmin) throw refuseLastAdmin();
        await tx.query('DELETE FROM sync_users WHERE username = $1', [username]);
        await audit(tx, username, 'user_delete', actor, { before: { role } });
        return { success: true, message: `${username} is removed` };
      }),
    async sessions({ username }, actor) {
      await read(db, username);
      return { items: await sessions.list(username, actor.sessionId ?? null) };
    },
    signOut: ({ username }, actor) =>
      db.transaction(async (tx) => {
        await read(tx, username);
        const ended = await sessions.revoke(tx, username, 'signed out by an admin');
        await audit(tx, username, 'sign_out_everywhere', actor, { sessions: ended });
        return { success: true, message: `${username} is signed out everywhere` };
      }),
  };
}

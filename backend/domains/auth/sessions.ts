import { randomUUID } from 'node:crypto';
import type { Session } from '#contract/schemas/user.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import type { CallOrigin } from '../actor.ts';
import { REFRESH_SECONDS } from './signed-tokens.ts';

export interface SessionHead {
  sessionId: string;
  username: string;
  generation: number;
}

export interface Sessions {
  begin(tx: Sql, username: string, from: CallOrigin, beganWith: 'password' | 'link'): Promise<SessionHead>;
  /** The next generation; or why there is none. Of two refreshes with one token, one comes second, and that is a reuse. */
  advance(tx: Sql, head: SessionHead): Promise<SessionHead | 'reused' | 'over'>;
  /** Ends sessions of a user: one, all, or all but one. Answers how many held. */
  revoke(tx: Sql, username: string, why: string, which?: { only?: string; except?: string }): Promise<number>;
  list(username: string, current: string | null): Promise<Session[]>;
}

const HOLDS = 'revoked_at IS NULL AND expires_at >';
const end = () => new Date(Date.now() + REFRESH_SECONDS * 1_000);

export function createSessions(db: Database): Sessions {
  return {
    async begin(tx, username, from, beganWith) {
      const sessionId = randomUUID();
      await tx.query(
        `INSERT INTO sync_sessions (id, username, began_with, address, user_agent, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [sessionId, username, beganWith, from.address?.slice(0, 64) ?? null, from.userAgent?.slice(0, 255) ?? null, end()],
      );
      await tx.query('UPDATE sync_users SET last_sign_in_at = now() WHERE username = $1', [username]);
      return { sessionId, username, generation: 1 };
    },
    async advance(tx, { sessionId, username, generation }) {
      const [next] = await tx.query<{ generation: number }>(
        `UPDATE sync_sessions SET generation = generation + 1, last_used_at = now(), expires_at = $4
         WHERE id = $1 AND username = $2 AND generation = $3 AND ${HOLDS} $5 RETURNING generation`,
        [sessionId, username, generation, end(), new Date()],
      );
      if (next) return { sessionId, username, generation: next.generation };
      const held = await tx.query(`SELECT 1 FROM sync_sessions WHERE id = $1 AND username = $2 AND generation > $3 AND ${HOLDS} $4`, [
        sessionId,
        username,
        generation,
        new Date(),
      ]);
      return held.length > 0 ? 'reused' : 'over';
    },
    async revoke(tx, username, why, { only, except } = {}) {
      const ended = await tx.query(
        `UPDATE sync_sessions SET revoked_at = now(), revoked_why = $2
         WHERE username = $1 AND ${HOLDS} $3 AND ($4::uuid IS NULL OR id = $4) AND ($5::uuid IS NULL OR id <> $5) RETURNING id`,
        [username, why, new Date(), only ?? null, except ?? null],
      );
      return ended.length;
    },
    async list(username, current) {
      const rows = await db.query<Omit<Session, 'current'>>(
        `SELECT id AS "sessionId", created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt", address,
           user_agent AS "userAgent"
         FROM sync_sessions WHERE username = $1 AND ${HOLDS} $2 ORDER BY created_at DESC, id LIMIT 1000`,
        [username, new Date()],
      );
      return rows.map((row) => ({ ...row, current: row.sessionId === current }));
    },
  };
}

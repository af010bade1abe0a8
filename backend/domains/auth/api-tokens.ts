import { randomUUID } from 'node:crypto';
import type { ApiToken, ApiTokenCreate, ApiTokenList, Done, NewApiToken, Role, TokenIdInput } from '#contract/schemas/user.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../domain-error.ts';
import { auditUser } from './audit-users.ts';
import { hashOf, newSecret } from './secrets.ts';

const DAY_MS = 86_400_000;
export const API_TOKEN_PREFIX = 'sdk_';

const COLUMNS = `id AS "tokenId", name, role, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt"`;

/** Tokens for scripts: a role, an end, and a name that the audit trail shows as `token:<name>`. */
export interface ApiTokens {
  list(): Promise<ApiTokenList>;
  /** @throws ALREADY_EXISTS */
  create(input: ApiTokenCreate, actor: Actor): Promise<NewApiToken>;
  /** @throws NOT_FOUND */
  revoke(input: TokenIdInput, actor: Actor): Promise<Done>;
  /** Whose token it is; null where it is none, ran out or was revoked. */
  find(token: string): Promise<{ username: string; role: Role; expiresAt: Date } | null>;
}

export function createApiTokens(db: Database): ApiTokens {
  return {
    list: async () => ({ items: await db.query<ApiToken>(`SELECT ${COLUMNS} FROM sync_api_tokens ORDER BY name`) }),
    create: ({ name, role, expiresInDays }, actor) =>
      db.transaction(async (tx) => {
        const token = `${API_TOKEN_PREFIX}${newSecret()}`;
        const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
        const [made] = await tx.query<ApiToken>(
          `INSERT INTO sync_api_tokens (id, name, role, hash, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (name) DO NOTHING RETURNING ${COLUMNS}`,
          [randomUUID(), name, role, hashOf(token), actor.username, expiresAt],
        );
        if (!made)
          throw new DomainError('ALREADY_EXISTS', `There is a token ${JSON.stringify(name)}: revoke it first, or take another name`);
        await auditUser(tx, {
          subject: `token:${name}`,
          action: 'token_create',
          performedBy: actor.username,
          origin: actor.origin,
          metadata: { after: { role, expiresAt } },
        });
        return { ...made, token };
      }),
    revoke: ({ tokenId }, actor) =>
      db.transaction(async (tx) => {
        const [gone] = await tx.query<{ name: string; role: string }>('DELETE FROM sync_api_tokens WHERE id = $1 RETURNING name, role', [
          tokenId,
        ]);
        if (!gone) throw new DomainError('NOT_FOUND', `There is no token ${tokenId}`, { tokenId });
        await auditUser(tx, {
          subject: `token:${gone.name}`,
          action: 'token_revoke',
          performedBy: actor.username,
          origin: actor.origin,
          metadata: { before: { role: gone.role } },
        });
        return { success: true, message: `The token ${gone.name} is revoked` };
      }),
    async find(token) {
      const [found] = await db.query<{ name: string; role: Role; expires_at: Date }>(
        'SELECT name, role, expires_at FROM sync_api_tokens WHERE hash = $1',
        [hashOf(token)],
      );
      if (!found) return null;
      await db.query(
        `UPDATE sync_api_tokens SET last_used_at = now() WHERE hash = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [hashOf(token)],
      );
      return { username: `token:${found.name}`, role: found.role, expiresAt: found.expires_at };
    },
  };
}

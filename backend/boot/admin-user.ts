import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Database } from '../infra/database/database.ts';

const ADMIN = 'admin';

/**
 * Makes sure that there is somebody who can sign in. A password from the settings holds from this start on; without one, the first start
 * makes one up. Answers the password that was made up, which nobody will see again, or null.
 */
export async function ensureAdmin(db: Database, password: string | undefined): Promise<string | null> {
  const admin = await db.prisma.syncUser.findUnique({ where: { username: ADMIN } });
  if (admin && (password === undefined || (await verify(admin.passwordHash, password)))) return null;
  const made = password === undefined ? randomBytes(12).toString('base64url') : null;
  const passwordHash = await hash(password ?? (made as string));
  // Of two processes that start at once, one makes the user; the other's password is nobody's and is not shown.
  const inserted = await db.query(
    `INSERT INTO sync_users AS u (username, password_hash, role) VALUES ($1, $2, 'admin')
     ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash, updated_at = now() WHERE $3 RETURNING username`,
    [ADMIN, passwordHash, password !== undefined],
  );
  return inserted.length > 0 ? made : null;
}

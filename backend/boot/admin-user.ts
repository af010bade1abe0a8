import { randomBytes } from 'node:crypto';
import { fitsPassword, hashPassword } from '../domains/auth/passwords.ts';
import { hashOf, newSecret } from '../domains/auth/secrets.ts';
import type { Database } from '../infra/database/database.ts';

const ADMIN = 'admin';
const LINK_HOURS = 24;
/** Held while an admin is looked for and made, so that processes that start at once make one. */
const LOCK = 72_707_370;

/** What a first start tells, once. */
export interface FirstSignIn {
  password: string;
  /** Signs in once without the password. */
  code: string;
}

/**
 * Makes sure that there is somebody who can sign in. A password from the settings holds from this start on, and signs `admin` out
 * everywhere where it is a new one; without one, the first start makes one up. Answers what was made up, which nobody will see again, or null.
 */
export async function ensureAdmin(db: Database, password: string | undefined): Promise<FirstSignIn | null> {
  const made = password === undefined ? randomBytes(12).toString('base64url') : null;
  // Hashing takes its time, and is done before anything is held.
  const passwordHash = await hashPassword(password ?? (made as string));
  return db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [admin] = await tx.query<{ password_hash: string }>('SELECT password_hash FROM sync_users WHERE username = $1', [ADMIN]);
    if (password !== undefined) {
      if (admin && (await fitsPassword(admin.password_hash, password))) return null;
      await tx.query(
        `INSERT INTO sync_users (username, password_hash, role) VALUES ($1, $2, 'admin')
         ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash, updated_at = now()`,
        [ADMIN, passwordHash],
      );
      await tx.query(
        `UPDATE sync_sessions SET revoked_at = now(), revoked_why = 'password of the settings' WHERE username = $1 AND revoked_at IS NULL`,
        [ADMIN],
      );
      await tx.query(`SELECT pg_notify('syncdeck_users', '')`);
      return null;
    }
    const admins = await tx.query(`SELECT 1 FROM sync_users WHERE role = 'admin' LIMIT 1`);
    if (admins.length > 0 || admin) return null;
    const code = newSecret();
    await tx.query(`INSERT INTO sync_users (username, password_hash, role) VALUES ($1, $2, 'admin')`, [ADMIN, passwordHash]);
    await tx.query('INSERT INTO sync_sign_in_links (hash, username, expires_at) VALUES ($1, $2, $3)', [
      hashOf(code),
      ADMIN,
      new Date(Date.now() + LINK_HOURS * 3_600_000),
    ]);
    return { password: made as string, code };
  });
}

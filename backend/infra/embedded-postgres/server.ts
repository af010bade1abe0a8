import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from '../free-port.ts';
import { serverEnv } from './cluster.ts';
import { commandLine, isAlive, isGoneWithin } from './processes.ts';
import type { ServerUser } from './server-user.ts';
import { StartError } from './start-error.ts';

const LOG_BYTES = 10_000_000;
/** Recovery after a crash may take its time. */
const START_WITHIN_MS = 60_000;
const FAST_STOP_MS = 6_000;

/** Ends a server: fast first (clients are cut off, data is written), at once where that takes too long (the next start recovers). */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await isGoneWithin(pid, withinMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end`);
}

/** A server that a killed Syncdeck left behind on this cluster is stopped: a restart takes a second and leaves nothing to find out about. */
export async function stopLeftover(cluster: string): Promise<number | null> {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  // The number may be another process's by now; only a server on this very cluster is ours to end.
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !commandLine(pid).includes(cluster)) return null;
  await stopServer(pid);
  return pid;
}

async function openLog(file: string) {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size > LOG_BYTES) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-5).join('\n');
}

async function waitUntilReady(child: ChildProcess, connectionString: string, logFile: string): Promise<void> {
  const end = Date.now() + START_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new StartError(
        `The embedded PostgreSQL ended while it started (${child.signalCode ?? child.exitCode}). Its log ends with:\n${await lastLines(logFile)}`,
      );
    }
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {}); // it was never connected
      if (Date.now() > end)
        throw new StartError(`The embedded PostgreSQL did not answer within ${START_WITHIN_MS / 1_000} s: ${(error as Error).message}`);
      await sleep(50);
    }
  }
}

/** Starts the server on a free port of loopback, detached: a terminal's Ctrl-C must not reach it before Syncdeck has ended its runs. */
export async function spawnServer(options: {
  bin: string;
  cluster: string;
  maxConnections: number;
  user: ServerUser | null;
  urlOf(port: number): string;
}): Promise<{ pid: number; port: number; exited: Promise<unknown> }> {
  const { bin, cluster, user } = options;
  const port = await findFreePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: options.maxConnections,
    shared_buffers: '256MB',
    random_page_cost: 1.1,
    jit: 'off', // compiling costs more than our short queries
    wal_compression: 'on',
    max_wal_size: '2GB',
    timezone: 'UTC',
    lc_messages: 'C',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFile = `${cluster}.log`;
  const log = await openLog(logFile);
  const child = spawn(path.join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...flags], {
    cwd: path.parse(bin).root,
    env: serverEnv(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...user,
  });
  const exited = once(child, 'exit');
  exited.catch(() => {}); // told below
  // Asked for at once: the event does not wait for the log to be closed.
  const failed = new Promise<Error>((resolve) => child.once('error', resolve));
  await log.close();
  if (child.pid === undefined) {
    const error = await failed;
    throw new StartError(`The embedded PostgreSQL could not be run: ${error.message}`, { cause: error });
  }
  child.unref();
  try {
    await waitUntilReady(child, options.urlOf(port), logFile);
  } catch (error) {
    await stopServer(child.pid);
    throw error;
  }
  return { pid: child.pid, port, exited };
}

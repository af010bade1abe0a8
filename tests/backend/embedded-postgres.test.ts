import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { findPlatformPackage } from '#backend/infra/embedded-postgres/binaries.ts';
import { DataDirectoryInUseError, lockDataDirectory } from '#backend/infra/embedded-postgres/data-directory-lock.ts';
import { isAlive, processStart } from '#backend/infra/embedded-postgres/processes.ts';
import { stopLeftover } from '#backend/infra/embedded-postgres/server.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#backend/infra/embedded-postgres/start-embedded-postgres.ts';
import { StartError } from '#backend/infra/embedded-postgres/start-error.ts';
import { until } from '#tests/support/until.ts';

const isRoot = process.getuid?.() === 0;
const module = (name: string) => JSON.stringify(new URL(`../../backend/infra/embedded-postgres/${name}`, import.meta.url).href);

const parents: string[] = [];
const others: ChildProcess[] = [];
let told: { level: string; fields: object; message: string }[] = [];
const log = {
  info: (fields: object, message: string) => void told.push({ level: 'info', fields, message }),
  warn: (fields: object, message: string) => void told.push({ level: 'warn', fields, message }),
};

/** `mode` is that of the folder above: PostgreSQL's own user can enter 0755, and only root can enter 0700. */
function newDataDirectory(mode: 0o755 | 0o700 = 0o755): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'syncdeck-postgres-'));
  chmodSync(parent, mode);
  parents.push(parent);
  return path.join(parent, 'data');
}

function clusterOf(dataDir: string): string {
  const pointer = path.join(dataDir, 'postgres-location');
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : path.join(dataDir, 'postgres');
}

const start = (dataDir: string): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, log });

async function query(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Runs `code` in a Node of its own, and answers its first line. */
async function runElsewhere(code: string): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: new URL('../..', import.meta.url),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  others.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const line = await until('the other process says its line', () => {
    if (child.exitCode !== null) throw new Error(`the other process ended with ${child.exitCode}: ${errors}`);
    return lines[0];
  });
  return { child, line };
}

async function killOther(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

const postmasterPid = (cluster: string) => Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** How a TCP connection goes: null where it is made. */
function connectionError(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
  });
}

afterEach(async () => {
  for (const child of others.splice(0)) await killOther(child);
  for (const parent of parents.splice(0)) {
    const cluster = clusterOf(path.join(parent, 'data'));
    await stopLeftover(cluster);
    for (const place of [cluster, `${cluster}.log`, parent]) rmSync(place, { recursive: true, force: true });
  }
  told = [];
}, 60_000);

describe('startEmbeddedPostgres', () => {
  test('the first start makes a cluster, with a password of its own, on loopback alone', async () => {
    const dataDir = newDataDirectory();
    const server = await start(dataDir);

    expect(server.cluster).toBe(path.join(dataDir, 'postgres'));
    expect(existsSync(path.join(server.cluster, 'PG_VERSION'))).toBe(true);
    const passwordFile = path.join(dataDir, 'postgres-password');
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
    expect(statSync(server.cluster).mode & 0o777).toBe(0o700);
    expect(existsSync(`${server.cluster}.password`)).toBe(false);
    expect(existsSync(`${server.cluster}.new`)).toBe(false);

    const url = new URL(server.connectionString);
    expect(url).toMatchObject({ hostname: '127.0.0.1', port: String(server.port), username: 'syncdeck', pathname: '/syncdeck' });
    expect(url.password).toBe(readFileSync(passwordFile, 'utf8'));
    expect(await query(server.connectionString, 'SELECT current_database() AS name')).toEqual([{ name: 'syncdeck' }]);
    expect(told).toEqual([
      { level: 'info', fields: { port: server.port, cluster: server.cluster }, message: 'The embedded PostgreSQL is up' },
    ]);

    url.password = 'wrong';
    await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(await query(server.connectionString, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(server.connectionString, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    expect(await connectionError('127.0.0.1', server.port)).toBeNull();
    const elsewhere = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
    for (const { address, scopeid } of elsewhere) {
      if (address !== '127.0.0.1' && !scopeid) expect(await connectionError(address, server.port), address).toBe('ECONNREFUSED');
    }
  }, 60_000);

  test('stop leaves no process, and the next start finds the data', async () => {
    const dataDir = newDataDirectory();
    const first = await start(dataDir);
    expect(postmasterPid(first.cluster)).toBe(first.pid);
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    const connected = new pg.Client({ connectionString: first.connectionString });
    connected.on('error', () => {}); // the server cuts it off
    await connected.connect();
    const [{ pid: backend }] = (await connected.query('SELECT pg_backend_pid() AS pid')).rows;
    expect(isAlive(first.pid)).toBe(true);
    expect(isAlive(backend)).toBe(true);

    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(isAlive(backend)).toBe(false);
    expect(existsSync(path.join(first.cluster, 'postmaster.pid'))).toBe(false);
    await first.stop(); // once more changes nothing

    const second = await start(dataDir);
    expect(second.cluster).toBe(first.cluster);
    expect(new URL(second.connectionString).password).toBe(new URL(first.connectionString).password);
    expect(await query(second.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    expect(readFileSync(`${second.cluster}.log`, 'utf8')).not.toContain('not properly shut down');
    expect(told.map(({ level }) => level)).toEqual(['info', 'info']);
  }, 60_000);

  test.runIf(isRoot)(
    'root may keep its data directory where only root can enter',
    async () => {
      const dataDir = newDataDirectory(0o700);
      const first = await start(dataDir);
      expect(statSync(path.dirname(dataDir)).mode & 0o777).toBe(0o700);
      expect(first.cluster).toMatch(/^\/var\/lib\/syncdeck\/clusters\/[0-9a-f]{16}$/);
      expect(readFileSync(path.join(dataDir, 'postgres-location'), 'utf8').trim()).toBe(first.cluster);
      expect(statSync(first.cluster)).toMatchObject({ uid: statSync(`/proc/${first.pid}`).uid });
      expect(statSync(`/proc/${first.pid}`).uid).not.toBe(0);
      await query(first.connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
      await first.stop();

      const second = await start(dataDir);
      expect(second.cluster).toBe(first.cluster);
      expect(await query(second.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    },
    60_000,
  );

  test('a server that was killed recovers its data in the next start', async () => {
    const dataDir = newDataDirectory();
    const first = await start(dataDir);
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT number FROM generate_series(1, 1000) AS number');
    process.kill(first.pid, 'SIGKILL');
    await until('the server is gone', () => !isAlive(first.pid));
    expect(postmasterPid(first.cluster)).toBe(first.pid);

    const second = await start(dataDir);
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.connectionString, 'SELECT count(*)::int FROM kept')).toEqual([{ count: 1_000 }]);
    expect(readFileSync(`${second.cluster}.log`, 'utf8')).toContain('automatic recovery in progress');
    expect(told.filter(({ level }) => level === 'warn')).toEqual([]);
  }, 60_000);

  test('the server of a killed owner runs on, and the next start stops it and goes on with its data', async () => {
    const dataDir = newDataDirectory();
    const owner = await runElsewhere(`
      import { startEmbeddedPostgres } from ${module('start-embedded-postgres.ts')};
      const log = { info() {}, warn() {} };
      const { pid, connectionString } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log });
      console.log(JSON.stringify({ pid, connectionString }));
      setInterval(() => {}, 1000);
    `);
    const left = JSON.parse(owner.line) as { pid: number; connectionString: string };
    await query(left.connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    await killOther(owner.child);
    expect(isAlive(left.pid)).toBe(true);
    expect(await query(left.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);

    const next = await start(dataDir);
    expect(isAlive(left.pid)).toBe(false);
    expect(next.pid).not.toBe(left.pid);
    expect(postmasterPid(next.cluster)).toBe(next.pid);
    expect(await query(next.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    expect(told[0]).toEqual({
      level: 'warn',
      fields: { pid: left.pid },
      message: 'Stopped the PostgreSQL that an earlier Syncdeck left behind',
    });
  }, 60_000);

  test.runIf(isRoot)(
    'programs that the server cannot reach are copied once to where it can',
    async () => {
      const dataDir = newDataDirectory();
      const hidden = path.join(path.dirname(newDataDirectory(0o700)), 'package');
      const { folder } = findPlatformPackage();
      cpSync(folder, hidden, { recursive: true, verbatimSymlinks: true });
      const version = `test-${process.pid}`;
      const copy = `/var/lib/syncdeck/postgresql-${version}`;
      try {
        const options = { dataDir, log, platformPackage: { folder: hidden, version } };
        const first = await startEmbeddedPostgres(options);
        expect(readlinkSync(`/proc/${first.pid}/exe`)).toBe(path.join(copy, 'native/bin/postgres'));
        const made = statSync(copy).ino;
        await first.stop();
        const second = await startEmbeddedPostgres(options);
        expect(await query(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
        expect(statSync(copy).ino).toBe(made);
        await second.stop();
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
    60_000,
  );

  test("another process that has a gone server's number is left alone", async () => {
    const dataDir = newDataDirectory();
    const cluster = path.join(dataDir, 'postgres');
    mkdirSync(cluster, { recursive: true });
    const { child } = await runElsewhere(`console.log('up'); setInterval(() => {}, 1000);`);
    writeFileSync(path.join(cluster, 'postmaster.pid'), `${child.pid}\n${cluster}\n`);
    expect(await stopLeftover(cluster)).toBeNull();
    expect(isAlive(child.pid as number)).toBe(true);
  });
});

describe('lockDataDirectory', () => {
  const lockElsewhere = (dataDir: string) =>
    runElsewhere(`
      import { lockDataDirectory } from ${module('data-directory-lock.ts')};
      await lockDataDirectory(${JSON.stringify(dataDir)});
      console.log('locked');
      setInterval(() => {}, 1000);
    `);

  test('refuses while another process lives, names it, and takes over once that one was killed', async () => {
    const dataDir = newDataDirectory();
    const { child } = await lockElsewhere(dataDir);
    const refused = await lockDataDirectory(dataDir).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DataDirectoryInUseError);
    expect(refused).toBeInstanceOf(StartError);
    expect((refused as Error).message).toBe(
      `Another Syncdeck (process ${child.pid}) uses the data directory ${dataDir}. Stop it first, or give this one its own with --data-dir.`,
    );

    await killOther(child);
    const file = path.join(dataDir, 'syncdeck.pid');
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(child.pid);
    const lock = await lockDataDirectory(dataDir);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
    await lock.release();
  });

  test('release frees it for another, and does not free what is no longer its own', async () => {
    const dataDir = newDataDirectory();
    const lock = await lockDataDirectory(dataDir);
    await expect(lockDataDirectory(dataDir)).rejects.toThrow(DataDirectoryInUseError);
    await lock.release();
    expect(existsSync(path.join(dataDir, 'syncdeck.pid'))).toBe(false);

    const { child } = await lockElsewhere(dataDir);
    await lock.release();
    await expect(lockDataDirectory(dataDir)).rejects.toThrow(`process ${child.pid}`);
  });

  test.runIf(process.platform === 'linux')('a live process that only has the same number does not hold it', async () => {
    const dataDir = newDataDirectory();
    mkdirSync(dataDir);
    const file = path.join(dataDir, 'syncdeck.pid');
    writeFileSync(file, JSON.stringify({ pid: process.ppid, started: processStart(process.ppid) }));
    await expect(lockDataDirectory(dataDir)).rejects.toThrow(`process ${process.ppid}`);
    writeFileSync(file, JSON.stringify({ pid: process.ppid, started: '1' }));
    await (await lockDataDirectory(dataDir)).release();
  });

  test('a lock that was cut off in the middle of being written is taken over', async () => {
    const dataDir = newDataDirectory();
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'syncdeck.pid'), '{"pid":');
    await (await lockDataDirectory(dataDir)).release();
  });
});

describe('several at once, or cut off in the middle', () => {
  test("a dead process's lock is taken over by one alone of several at once", async () => {
    for (let round = 0; round < 50; round++) {
      const dataDir = newDataDirectory();
      mkdirSync(dataDir);
      writeFileSync(path.join(dataDir, 'syncdeck.pid'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })); // no pid is that large
      const settled = await Promise.allSettled([1, 2, 3, 4].map(() => lockDataDirectory(dataDir)));
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('a password file that was cut off before the first cluster is made again', async () => {
    const dataDir = newDataDirectory();
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'postgres-password'), '', { mode: 0o600 });
    await (await start(dataDir)).stop();
  });
});

describe('findPlatformPackage', () => {
  test('a platform without binaries is told what to do', () => {
    const find = () => findPlatformPackage('sunos', 'sparc');
    expect(find).toThrow(StartError);
    expect(find).toThrow(
      'There is no embedded PostgreSQL for sunos-sparc here. Set DATABASE_URL to a PostgreSQL server of version 15 or newer.',
    );
  });

  test('this platform has binaries', () => {
    const { folder, version } = findPlatformPackage();
    expect(version).toMatch(/^\d+\.\d+/);
    expect(existsSync(path.join(folder, 'native/bin'))).toBe(true);
  });
});

test('a password that is gone is told, with the data that it belongs to', async () => {
  const dataDir = newDataDirectory();
  const first = await start(dataDir);
  await first.stop();
  rmSync(path.join(dataDir, 'postgres-password'));
  await expect(start(dataDir)).rejects.toThrow(/postgres-password is gone or empty.*can't be opened/);
}, 60_000);

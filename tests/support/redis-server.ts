import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '#backend/infra/free-port.ts';

const READY_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 3_000;
const PORT_TRIES = 5;

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  flushall(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it without its end being the test's: `start` begins anew, on the same port and with nothing in it. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A real Redis of its own on a free port of the loopback, which keeps nothing. It ends with this process at the latest. */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'syncdeck-redis-'));
  for (let tries = 1; ; tries += 1) {
    const port = await findFreePort();
    try {
      let child = await startOn(port, folder);
      return {
        url: `redis://127.0.0.1:${port}`,
        port,
        flushall: async () => {
          await ask(port, 'FLUSHALL');
        },
        signal: (name) => child.kill(name),
        halt: () => end(child),
        start: async () => {
          child = await startOn(port, folder);
        },
        stop: async () => {
          await end(child);
          await rm(folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      // Somebody else may have taken the port in the meantime.
      if (tries < PORT_TRIES && error instanceof Error && error.message.includes('Address already in use')) continue;
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

async function startOn(port: number, folder: string): Promise<ChildProcess> {
  const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', daemonize: 'no', 'maxmemory-policy': 'noeviction' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let failure: Error | undefined;
  const listen = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.on('error', (error: NodeJS.ErrnoException) => {
    failure = error.code === 'ENOENT' ? new Error('redis-server is not installed: the tests that need it cannot run') : error;
  });
  // `exit` comes before the last output has been read; `close` after it.
  child.on('close', (code) => {
    failure ??= new Error(`redis-server ended with ${code}: ${output}`);
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('close', () => process.off('exit', killAtExit));

  for (const giveUpAt = Date.now() + READY_WITHIN_MS; ; await sleep(20)) {
    if (failure) throw failure;
    // The answer must be this server's: another one on the same port would answer too, while this one ends.
    if (output.includes('Ready to accept connections')) return child;
    if (Date.now() > giveUpAt) {
      await end(child);
      throw new Error(`redis-server was not ready within ${READY_WITHIN_MS} ms: ${output}`);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await closed;
  clearTimeout(late);
}

/** One command in Redis' inline form, which needs no client. */
async function ask(port: number, command: string): Promise<void> {
  const socket = createConnection(port, '127.0.0.1');
  try {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('+')) throw new Error(`Redis answered ${command} with ${answer.toString().trim()}`);
  } finally {
    socket.destroy();
  }
}

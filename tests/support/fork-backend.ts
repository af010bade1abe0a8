import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { BackendChild, ForkBackend } from '#electron/connections/local/backend-child.ts';
import type { MainPort } from '#electron/connections/ports.ts';
import { mainFile, root } from '../../scripts/prepare.mjs';

const SHIM = path.join(root, 'tests/support/parent-port.cjs');
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface FromChild {
  data?: never;
  port?: number;
  said?: unknown;
  closed?: boolean;
}

/** Forks the built backend with Node as the app does with Electron: over a parent port that takes MessagePorts. */
export function forkWithNode(options: { env: Record<string, string>; args?: string[]; main?: string }): ForkBackend {
  return () => {
    const child = fork(options.main ?? mainFile, ['--headless', '--port', '0', ...(options.args ?? [])], {
      cwd: root,
      execArgv: ['--require', SHIM],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', SYNCDECK_FIRST_RUN: 'off', ...options.env },
    });
    running.add(child);
    const ports = new Map<number, MainPort>();
    let handed = 0;
    const send = (message: object) => {
      if (child.connected) child.send(message, () => {}); // it may end before it reads
    };
    function handOver(port: MainPort): number {
      handed += 1;
      const id = handed;
      ports.set(id, port);
      port.on('message', (said) => send({ port: id, said }));
      port.on('close', () => ports.delete(id) && send({ port: id, closed: true }));
      port.start();
      return id;
    }
    child.on('message', ({ port, said, closed }: FromChild) => {
      if (port === undefined) return;
      if (closed) ports.get(port)?.close();
      else ports.get(port)?.postMessage(said);
    });
    child.once('close', () => {
      running.delete(child);
      for (const port of ports.values()) port.close();
    });
    return {
      get pid() {
        return child.pid;
      },
      postMessage: (data, transferred = []) => send({ data, ports: transferred.map(handOver) }),
      onMessage: (listener) => child.on('message', ({ data }: FromChild) => data && listener(data)),
      onOutput(listener) {
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => listener(chunk.toString()));
      },
      onExit: (listener) => child.once('close', listener),
      kill: () => child.kill('SIGKILL'),
    } satisfies BackendChild;
  };
}

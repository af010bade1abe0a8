import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { mainFile, root } from '../../scripts/prepare.mjs';

const READY_WITHIN_MS = 60_000;
const PASSWORD = 'a password of the tests';

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's body as it came over the wire; the tests say what they expect of it.
  body: any;
  headers: Headers;
}

/** Calls the API as its own user would: JSON in, JSON out. */
export interface Api {
  url: string;
  token: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Under /v4/admin/jobs. */
  jobs(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** A backend in a process of its own, which can be killed. */
export interface BackendProcess {
  pid: number;
  /** What it said on stdout, line by line. */
  lines: string[];
  api: Api;
  errors(): string;
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals>;
  /** SIGTERM, and waits for its end. */
  stop(): Promise<number | NodeJS.Signals>;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

/** The password that the first start made up, if it did. */
const shownPassword = (lines: readonly string[]) => lines.map((line) => /password (\S+) \(shown only now/.exec(line)?.[1]).find(Boolean);

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function connectApi(url: string, token: string): Api {
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }
  return { url, token, call, jobs: (method, path, body) => call(method, `/v4/admin/jobs${path}`, body) };
}

async function signIn(url: string, password = PASSWORD): Promise<Api> {
  const { body, status } = await connectApi(url, '').call('POST', '/v4/auth/login', { username: 'admin', password });
  if (status !== 200) throw new Error(`sign-in was answered ${status}: ${JSON.stringify(body)}`);
  return connectApi(url, body.accessToken);
}

/** Starts `node <main> --headless` and waits until it listens (or, without an API, until it works). @throws with what it wrote on stderr */
export async function startBackendProcess(options: {
  env?: Record<string, string>;
  args?: string[];
  main?: string;
  /** Where it runs; the checkout otherwise. */
  cwd?: string;
}): Promise<BackendProcess> {
  const coverage = process.env.SYNCDECK_TEST_COVERAGE_DIR;
  const child = spawn(process.execPath, [options.main ?? mainFile, '--headless', ...(options.args ?? [])], {
    cwd: options.cwd ?? root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SYNCDECK_FIRST_RUN: 'off',
      SYNCDECK_ADMIN_PASSWORD: PASSWORD,
      ...(coverage ? { NODE_V8_COVERAGE: coverage } : {}),
      ...options.env,
    },
  });
  running.add(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-20_000);
  });
  const exited = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return (code ?? signal) as number | NodeJS.Signals;
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the backend did not start within ${READY_WITHIN_MS} ms: ${errors}`)), READY_WITHIN_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const ready = /^Syncdeck is (?:listening on (\S+)|working)$/.exec(line);
      if (!ready) return;
      clearTimeout(late);
      resolve(ready[1] ?? '');
    });
    void exited.then((code) => {
      clearTimeout(late);
      reject(new Error(`the backend ended with ${code}: ${errors}`));
    });
  });
  const hasApi = url.startsWith('http');
  return {
    pid: child.pid as number,
    lines,
    api: hasApi ? await signIn(url, shownPassword(lines) ?? PASSWORD) : connectApi('', ''),
    errors: () => errors,
    signal: (name) => child.kill(name),
    exited,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

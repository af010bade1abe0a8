import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalProcess } from '#electron/bridge/status.ts';
import type { MainPort } from '../ports.ts';
import type { BackendChild, ForkBackend } from './backend-child.ts';
import { createLineRing } from './line-ring.ts';

/** After so many deaths in a row, each soon after its start, a person has to look. */
const MOST_DEATHS = 5;
/** The backend promises 9 s (backend/main.ts); past this it is killed, and the fence keeps the data whole. */
const STOP_WITHIN_MS = 10_000;
/** Nobody waits longer for one that was killed. */
const GONE_WITHIN_MS = 2_000;
const SHOWN_LINES = 40;

export interface RestartTimes {
  firstMs: number;
  mostMs: number;
  /** Who dies sooner than this after being ready has died of its start. */
  steadyMs: number;
}
const TIMES: RestartTimes = { firstMs: 1_000, mostMs: 30_000, steadyMs: 60_000 };

export interface LocalBackend {
  readonly process: LocalProcess;
  /** Where its API listens, for a browser on this machine; null while it is not running. */
  readonly url: string | null;
  /** Starts it, or starts it anew after it was given up; nothing while it runs. */
  start(): void;
  /** Asks it to stop, and kills it where it does not within 10 s. A job that runs goes back to the queue, and on from its checkpoint. */
  stop(): Promise<void>;
  /** Hands it a port to serve as its own administrator; false while it is not running. */
  connect(port: MainPort): boolean;
  /** Hands it a port to stream an export over; false while it is not running. */
  exportTo(port: MainPort, request: unknown): boolean;
  /** The last lines of its output. */
  lines(): string[];
}

/** Keeps the local backend running: restarts it with backoff when it dies, until it died too often in a row. */
export function createLocalBackend(deps: {
  fork: ForkBackend;
  /** Each line that it writes. */
  onLine(line: string): void;
  /** Ready for ports. */
  onUp(): void;
  /** It, or the try to start it, ended; `process` says what follows. */
  onDown(reason: string): void;
  /** `process` is another. */
  onChange(): void;
  times?: RestartTimes;
}): LocalBackend {
  const { times = TIMES } = deps;
  const ring = createLineRing(deps.onLine);
  let child: BackendChild | undefined;
  let ended: Promise<void> = Promise.resolve();
  let process: LocalProcess = { state: 'stopped' };
  let url: string | null = null;
  let isWanted = false;
  let deaths = 0;
  let restart: NodeJS.Timeout | undefined;

  function become(next: LocalProcess): void {
    process = next;
    deps.onChange();
  }

  function goDown(reason: string, readySince: number | null): void {
    url = null;
    if (!isWanted) {
      become({ state: 'stopped' });
      deps.onDown(reason);
      return;
    }
    const isQuick = readySince === null || Date.now() - readySince < times.steadyMs;
    deaths = isQuick ? deaths + 1 : 1;
    if (deaths >= MOST_DEATHS) {
      isWanted = false;
      become({ state: 'given up', reason, log: ring.last(SHOWN_LINES) });
    } else {
      const ms = Math.min(times.mostMs, times.firstMs * 2 ** (deaths - 1)) * (1 - Math.random() / 2);
      restart = setTimeout(launch, ms);
      become({ state: 'restarting', attempt: deaths, at: new Date(Date.now() + ms), reason });
    }
    deps.onDown(reason);
  }

  function launch(): void {
    become({ state: 'starting' });
    let readySince: number | null = null;
    let why: string | undefined;
    let mine: BackendChild;
    try {
      mine = deps.fork();
    } catch (error) {
      goDown(`The local backend can't be started: ${(error as Error).message}`, null);
      return;
    }
    child = mine;
    mine.onOutput(ring.write);
    mine.onMessage((message) => {
      if (mine !== child) return;
      if (message.type === 'failed') why = message.message;
      else if (message.type === 'ready' && isWanted) {
        readySince = Date.now();
        url = message.url;
        become({ state: 'running' });
        deps.onUp();
      }
    });
    ended = new Promise((resolve) => {
      mine.onExit((code) => {
        child = undefined;
        goDown(why ?? `The local backend ended unexpectedly (${code === null ? 'killed' : `exit code ${code}`})`, readySince);
        resolve();
      });
    });
  }

  return {
    get process() {
      return process;
    },
    get url() {
      return url;
    },
    start() {
      clearTimeout(restart);
      deaths = 0;
      isWanted = true;
      if (!child) launch();
      // It is on its way out, and starts again when it is gone.
    },
    async stop() {
      isWanted = false;
      clearTimeout(restart);
      if (!child) {
        if (process.state !== 'stopped') become({ state: 'stopped' });
        return;
      }
      const mine = child;
      if (process.state !== 'stopping') {
        become({ state: 'stopping' });
        mine.postMessage({ type: 'stop' });
      }
      const wait = new AbortController();
      const within = (ms: number) => sleep(ms, undefined, { signal: wait.signal }).catch(() => {}); // it ended first
      await Promise.race([ended, within(STOP_WITHIN_MS)]);
      if (child === mine) {
        mine.kill();
        await Promise.race([ended, within(GONE_WITHIN_MS)]);
      }
      wait.abort();
    },
    connect(port) {
      if (process.state !== 'running') return false;
      child?.postMessage({ type: 'connect' }, [port]);
      return true;
    },
    exportTo(port, request) {
      if (process.state !== 'running') return false;
      child?.postMessage({ type: 'export', request }, [port]);
      return true;
    },
    lines: () => ring.last(),
  };
}

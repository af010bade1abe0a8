import { refuseChanges } from '#client/read-only-wire.ts';
import { createSuccessiveWire } from '#client/successive-wire.ts';
import type { User } from '#contract/schemas/user.ts';
import { FailureError } from '../failure-error.ts';
import type { Link } from '../link.ts';
import { type CreateChannel, toClientPort } from '../ports.ts';
import type { ForkBackend } from './backend-child.ts';
import { readExport } from './export-over-port.ts';
import { createLocalBackend, type LocalBackend, type RestartTimes } from './local-backend.ts';

/** A port that the running backend closed, because nobody read from it, is opened again after this. */
const AGAIN_MS = 1_000;

const isOff = {
  code: 'LOCAL_STOPPED',
  status: 503,
  message: 'The local backend is not running: start it, or have the app start it in its settings',
};

export interface LocalLink extends Link {
  backend: LocalBackend;
}

/** The environment on this machine: a process of the app's own, and ports straight into it. */
export function createLocalLink(deps: {
  fork: ForkBackend;
  createChannel: CreateChannel;
  isReadOnly(): boolean;
  onLine(line: string): void;
  onChange(): void;
  times?: RestartTimes;
}): LocalLink {
  let user: User | null = null;
  let again: NodeJS.Timeout | undefined;
  let isOpen = false;

  const backend = createLocalBackend({
    fork: deps.fork,
    onLine: deps.onLine,
    onUp: connect,
    onDown: tellDown,
    onChange: deps.onChange,
    ...(deps.times ? { times: deps.times } : {}),
  });
  const wire = createSuccessiveWire({
    onLost() {
      clearTimeout(again);
      again = setTimeout(connect, AGAIN_MS);
    },
    retryNow: () => backend.start(),
  });

  function connect(): void {
    clearTimeout(again);
    const { port1, port2 } = deps.createChannel();
    if (backend.connect(port1)) wire.standOn(toClientPort(port2));
    else port2.close();
  }
  function tellDown(reason = isOff.message): void {
    clearTimeout(again);
    if (!isOpen) return;
    const { process } = backend;
    if (process.state === 'restarting') wire.fall({ code: 'LOCAL_RESTARTING', status: 503, message: reason }, true, process.at);
    else if (process.state === 'given up') wire.fall({ code: 'LOCAL_GIVEN_UP', status: 503, message: reason }, false);
    else wire.fall(isOff, false);
  }

  return {
    backend,
    wire: {
      ...refuseChanges(wire, deps.isReadOnly),
      open() {
        isOpen = true;
        if (backend.process.state === 'stopped') wire.fall(isOff, false);
      },
    },
    openPort() {
      const { port1, port2 } = deps.createChannel();
      if (!backend.connect(port1)) throw new FailureError(isOff);
      return { port: port2, close() {} }; // both ends are elsewhere: the window, or the backend, closes it
    },
    export(request, signal) {
      const { port1, port2 } = deps.createChannel();
      if (!backend.exportTo(port1, request)) throw new FailureError(isOff);
      return readExport(port2, signal);
    },
    user: () => user,
    changed(next) {
      user = next;
    },
    get local() {
      return backend.process;
    },
    wake() {}, // a process on this machine slept too
    async close() {
      clearTimeout(again);
      wire.close();
      await backend.stop();
    },
  };
}

import type { ServerPort } from '../api/transports/port/server-port.ts';
import type { Backend } from './start-backend.ts';

/** What is used here of `process.parentPort`, which a process has that Electron's app forked as a utility process. */
export interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown; ports: readonly ServerPort[] }) => void): unknown;
  postMessage(message: FromBackend): void;
}

type FromParent = { type: 'connect' } | { type: 'export'; request: unknown } | { type: 'stop' };
type FromBackend = { type: 'ready'; url: string | null } | { type: 'failed'; message: string };

/** Does what the app that forked this process asks for: serves ports that it hands over, and stops (Windows has no SIGTERM). */
export function obeyParent(parent: ParentPort, deps: { starting: Promise<Backend>; stop(who: string): void }): void {
  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as FromParent;
    if (message.type === 'stop') return deps.stop('the app asked for it');
    deps.starting.then(
      (backend) => {
        if (!port) return;
        if (message.type === 'connect') backend.connectPort?.(port);
        else if (message.type === 'export') backend.exportTo?.(port, message.request);
      },
      () => port?.close(), // why it did not start is told for all
    );
  });
  deps.starting.then(
    ({ url }) => parent.postMessage({ type: 'ready', url }),
    () => {}, // told by main.ts, in the words that it prints
  );
}

import { userInfo } from 'node:os';
import type { Logger } from 'pino';
import { CONTRACT_VERSION, versionMismatch } from '#contract/version.ts';
import type { Actor } from '../../../domains/actor.ts';
import type { ApiContext } from '../../context.ts';
import type { Live, LiveConnection } from '../../live.ts';
import type { Services } from '../../services.ts';
import { createRequests } from '../requests.ts';
import { type ServerPort, unwrap } from './server-port.ts';

type FromClient = { hello: { contractVersion?: string } } | { request: string; id: number; payload?: unknown } | { read: number };

/** Holding the port is the authority: only the app that started this process, as the same user, has its other end. */
const localActor = (): Actor => ({ username: `local:${userInfo().username}`, role: 'admin', origin: 'ipc' });

/** Serves the contract's calls and events over one port, until it closes. Nothing is answered before the client has said its version. */
export function servePort(
  port: ServerPort,
  deps: { services: Services; live: Live; log: Logger; onCount(change: 1 | -1): void; onEnd(): void },
): { close(): void } {
  const { services, live, log } = deps;
  const actor = localActor();
  const onUnexpected = (error: unknown) => log.error({ err: error, transport: 'port' }, 'A request over the port failed');
  const unread = new Map<number, () => void>();
  let marks = 0;
  let open = true;
  const post = (message: object) => {
    if (open) port.postMessage(message);
  };

  const connection: LiveConnection = {
    role: actor.role,
    unsent: () => 0, // a port has no queue that could be looked at; what is unread shows in `read`
    read: () =>
      new Promise((resolve) => {
        marks += 1;
        unread.set(marks, resolve);
        post({ mark: marks });
      }),
    close(reason) {
      post({ event: 'connection:closing', payload: reason });
      end();
    },
  };
  const contextOf = (requestId: string): ApiContext => ({
    services,
    actor,
    requestId,
    client: { origin: 'ipc', address: null, userAgent: null },
    reply: {},
    onUnexpected: (error) => log.error({ err: error, requestId, transport: 'port' }, 'A request failed'),
  });

  let session: (ReturnType<typeof createRequests> & { leave(): void }) | undefined;
  function begin({ contractVersion }: { contractVersion?: string }): void {
    const mismatch = versionMismatch(contractVersion, CONTRACT_VERSION);
    if (mismatch) {
      post({ refused: { code: 'VERSION_MISMATCH', status: 426, message: mismatch } });
      end();
      return;
    }
    post({ welcome: { contractVersion: CONTRACT_VERSION } });
    const member = live.join(connection, (_connections, event, payload) => post({ event, payload }));
    member.subscribe({ all: true });
    deps.onCount(1);
    session = { ...createRequests({ live, member, role: () => actor.role, contextOf, onUnexpected }), leave: member.leave };
  }

  function end(): void {
    if (!open) return;
    open = false;
    if (session) deps.onCount(-1);
    session?.leave();
    session?.calls.abortAll();
    port.close();
    deps.onEnd();
  }

  port.on('message', async (received) => {
    const message = unwrap(received) as FromClient | null;
    if (typeof message !== 'object' || message === null) return;
    if ('hello' in message) {
      if (!session) begin(message.hello ?? {});
    } else if ('read' in message) {
      unread.get(message.read)?.();
      unread.delete(message.read);
    } else if ('request' in message && session && Object.hasOwn(session.requests, message.request)) {
      const answer = await session.requests[message.request]?.(message.payload);
      post({ answer: message.id, payload: answer });
    }
  });
  port.on('close', end);
  port.start?.();
  return { close: end };
}

import { refuseChanges } from '#client/read-only-wire.ts';
import { createRestClient } from '#client/rest-client.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { Wire } from '#client/wire.ts';
import type { RemoteEnvironment } from '#electron/bridge/environment.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import type { Link } from '../link.ts';
import type { CreateChannel } from '../ports.ts';
import { serveRelay } from '../relay/serve-relay.ts';
import { shareWire } from '../relay/share-wire.ts';
import { createFetch } from './create-fetch.ts';
import { downloadExport } from './download-export.ts';
import { explainFailure } from './explain-failure.ts';
import { findWay, type ResolveProxy } from './find-way.ts';
import { createRemoteSession, type RemoteSession } from './session.ts';
import type { TokenVault } from './token-vault.ts';

export interface RemoteLink extends Link {
  session: RemoteSession;
}

/** A server: signed in over REST, spoken to over one socket, which main and the windows share. */
export function createRemoteLink(deps: {
  /** Where it is. */
  environment: RemoteEnvironment;
  /** The same with its name and switches as they are now. */
  current(): RemoteEnvironment;
  vault: TokenVault;
  createChannel: CreateChannel;
  resolveProxy: ResolveProxy;
  /** Another person, or another role. */
  onChange(): void;
  /** Of tries. */
  delays?: { firstMs: number; mostMs: number };
}): RemoteLink {
  const { environment, vault, createChannel, onChange } = deps;
  const { id, url } = environment;
  const findAgent = () => findWay(environment, deps.resolveProxy);
  const fetch = createFetch(environment, findAgent);

  const session = createRemoteSession({
    id,
    vault,
    rest: (token) => createRestClient({ url, fetch, ...(token === undefined ? {} : { token: () => token }) }),
    onSignIn() {
      onChange();
      socket.reconnect();
    },
    onSignOut() {
      onChange();
      socket.stop(askForSignIn());
    },
    onChange,
    onToken(token) {
      // Refused or broken off: the connection comes back with a token of its own asking.
      if (shared.isUp) socket.request('auth:refresh', { token }, { timeoutMs: 10_000 }).catch(() => {});
    },
  });
  const socket = connectSocket({
    url,
    token: session.accessToken,
    renewToken: session.refused,
    transportOptions: async () => ({ agent: await findAgent() }) as object,
    explain: (error) => explainFailure(error, url),
    ...(deps.delays ? { delays: deps.delays } : {}),
  });
  const shared = shareWire({
    ...socket,
    onState: (listener) =>
      socket.onState((state) =>
        listener(!state.up && !state.retries && state.reason.status === 401 ? { ...state, reason: askForSignIn() } : state),
      ),
  });

  function askForSignIn(): Failure {
    const { name } = deps.current();
    const message = vault.isUnreadable(id)
      ? `The kept sign-in of ${name} can't be read any more, as the system's key store has changed: sign in again`
      : `Nobody is signed in to ${name}: sign in`;
    return { code: 'UNAUTHORIZED', status: 401, message };
  }
  const branch = (): Wire => refuseChanges(shared.branch(), () => deps.current().isReadOnly);

  const own = branch();
  return {
    session,
    wire: {
      ...own,
      open() {
        own.open();
        if (session.user()) socket.open();
        else socket.stop(askForSignIn());
      },
    },
    openPort(onLost) {
      const { port1, port2 } = createChannel();
      return { port: port2, close: serveRelay(port1, branch(), { onSlow: onLost }).close };
    },
    async *export(request, signal) {
      yield* downloadExport({ url, fetch, token: await session.accessToken() }, request, signal);
    },
    user: session.user,
    changed: session.changed,
    local: null,
    wake() {
      if (session.user()) socket.reconnect();
    },
    async close() {
      session.close();
      own.close();
      socket.close();
    },
  };
}

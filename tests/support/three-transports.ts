import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Backend } from '#backend/boot/start-backend.ts';
import { startBackend } from '#backend/boot/start-backend.ts';
import { readSettings } from '#backend/settings.ts';
import { syncs } from '#backend/sync/index.ts';
import { type Connection, type ConnectionListener, createConnection } from '#client/connection.ts';
import { type ClientPort, connectPort } from '#client/port-wire.ts';
import { createRestClient } from '#client/rest-client.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { JobControlClient } from '#contract/contract.ts';
import { root } from '../../scripts/prepare.mjs';
import { until } from './until.ts';

export const PASSWORD = 'a password of the tests';

/** A backend in this process, as backend/main.ts starts one: from the project's own folder, or one that looks like it. */
export async function startTestBackend(env: Record<string, string>, from = root): Promise<Backend & { url: string }> {
  const settings = readSettings([], {
    PORT: '0',
    LOG_LEVEL: 'silent',
    SYNCDECK_FIRST_RUN: 'off',
    SYNCDECK_ADMIN_PASSWORD: PASSWORD,
    SYNCDECK_JWT_SECRET: 'the secret of the tests, which is long enough',
    ...env,
  });
  const backend = await startBackend({ settings, syncs, root: from, version: '0.0.0' });
  return { ...backend, url: backend.url as string };
}

/** A port of Node as the client's side has it. */
export const toClientPort = (port: MessagePort): ClientPort => ({
  postMessage: (message) => port.postMessage(message),
  listen(onMessage, onClose) {
    port.on('message', onMessage);
    port.on('close', onClose);
  },
  close: () => port.close(),
});

export interface OpenClient {
  client: JobControlClient;
  connection?: Connection;
  close(): void;
}

async function whenLive(connection: Connection): Promise<OpenClient> {
  await until('the connection is live', () => connection.state.kind === 'live' || connection.state.kind === 'offline');
  if (connection.state.kind === 'offline') throw Object.assign(new Error(connection.state.reason.message), connection.state.reason);
  return { client: connection.client, connection, close: () => connection.close() };
}

/** A typed client of each transport to the same backend. @throws what a connection was refused with */
export const transports = {
  async rest(backend: { url: string }, token: string): Promise<OpenClient> {
    return { client: createRestClient({ url: backend.url, token: () => token }), close() {} };
  },
  async socket(backend: { url: string }, token: string, listener: ConnectionListener = {}): Promise<OpenClient> {
    return whenLive(createConnection(connectSocket({ url: backend.url, token: () => token }), listener));
  },
  /** Holding the port is the authority: there is no token. */
  async port(backend: Pick<Backend, 'connectPort'>, _token = '', listener: ConnectionListener = {}): Promise<OpenClient> {
    const { port1, port2 } = new MessageChannel();
    backend.connectPort?.(port2);
    return whenLive(createConnection(connectPort(toClientPort(port1)), listener));
  },
};

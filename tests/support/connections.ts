import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach } from 'vitest';
import { type Connection, type ConnectionListener, createConnection } from '#client/connection.ts';
import { connectPort } from '#client/port-wire.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import { type DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';
import type { EnvironmentStatus } from '#electron/bridge/status.ts';
import type { AttachedWindow } from '#electron/connections/attachments.ts';
import { createEnvironments, type EnvironmentConnections, type EnvironmentsDeps } from '#electron/connections/create-environments.ts';
import type { MainPort } from '#electron/connections/ports.ts';
import { toClientPort } from '#electron/connections/ports.ts';
import { type KeyStore, openTokenVault, type TokenVault } from '#electron/connections/remote/token-vault.ts';
import { until } from './until.ts';

/** A key store that turns text around: enough to see that what lies in the file is not the text. */
export const testKeyStore: KeyStore = {
  status: async () => ({ isAvailable: true }),
  encrypt: async (text) => Buffer.from(text).reverse(),
  decrypt: async (sealed) => Buffer.from(sealed).reverse().toString(),
};

export interface AppConnections extends EnvironmentConnections {
  vault: TokenVault;
  /** What the local backend wrote. */
  lines: string[];
  /** Durable events, by environment. */
  heard: Map<string, DurableEvent[]>;
  gaps: string[];
  changes(): number;
  settings(): DesktopSettings['environments'];
  status(id: string): EnvironmentStatus;
  /** Waits until main's own connection to it has all. */
  live(id: string): Promise<EnvironmentStatus>;
}

const createChannel = () => {
  const { port1, port2 } = new MessageChannel();
  return { port1: port1 as MainPort, port2: port2 as MainPort };
};

/** The connections of an app, in plain Node; all are closed after the test. */
export function useConnections() {
  const open: AppConnections[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-connections-'));
  afterEach(async () => {
    await Promise.all(open.splice(0).map((app) => app.close()));
  }, 60_000);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let files = 0;

  return {
    folder,
    async start(
      options: Partial<EnvironmentsDeps> & { environments?: DesktopSettings['environments']; keyStore?: KeyStore; file?: string } = {},
    ): Promise<AppConnections> {
      files += 1;
      const file = options.file ?? path.join(folder, `tokens-${files}.json`);
      const vault = options.vault ?? (await openTokenVault({ file, keyStore: options.keyStore ?? testKeyStore, onError: () => {} }));
      let environments = options.environments ?? defaultSettings.environments;
      const lines: string[] = [];
      const heard = new Map<string, DurableEvent[]>();
      const gaps: string[] = [];
      let changes = 0;
      const connections = createEnvironments({
        settings: {
          read: () => environments,
          write(next) {
            environments = next;
          },
        },
        startsLocal: false,
        forkBackend() {
          throw new Error('this test has no local backend');
        },
        createChannel,
        resolveProxy: async () => 'DIRECT',
        onBackendLine: (line) => lines.push(line),
        times: { tries: { firstMs: 100, mostMs: 500 }, restarts: { firstMs: 50, mostMs: 200, steadyMs: 60_000 } },
        ...options,
        vault,
      });
      connections.listen({
        onChange() {
          changes += 1;
        },
        onEvent(id, event) {
          heard.set(id, [...(heard.get(id) ?? []), event]);
        },
        onGap: (id) => gaps.push(id),
      });
      const status = (id: string) => {
        const view = connections.find(id);
        if (!view) throw new Error(`there is no environment ${id}`);
        return view.status;
      };
      const app: AppConnections = {
        ...connections,
        vault,
        lines,
        heard,
        gaps,
        changes: () => changes,
        settings: () => environments,
        status,
        async live(id) {
          await until(`${id} is live`, () => status(id).connection.kind === 'live', 60_000).catch((error) => {
            throw new Error(`${error.message}: ${JSON.stringify(status(id).connection)}\n${lines.join('\n')}`);
          });
          return status(id);
        },
      };
      open.push(app);
      return app;
    },
  };
}

/** A window as connections know it: each port that comes is a connection, and each time it goes down is told. */
export interface TestWindow extends AttachedWindow {
  /** Newest last. */
  connections: Connection[];
  downs: { attachmentId: string; code: string; retries: boolean }[];
  events: DurableEvent[];
  /** The newest connection, once it is live. */
  live(nth?: number): Promise<Connection>;
  close(): void;
}

export function openWindow(listener: ConnectionListener = {}): TestWindow {
  const connections: Connection[] = [];
  const downs: TestWindow['downs'] = [];
  const events: DurableEvent[] = [];
  return {
    connections,
    downs,
    events,
    postPort(_attachmentId, port) {
      connections.push(
        createConnection(
          connectPort(toClientPort(port)),
          {
            ...listener,
            onEvent(event) {
              events.push(event);
              listener.onEvent?.(event);
            },
          },
          { startAfter: connections.at(-1)?.seq ?? null },
        ),
      );
    },
    tellDown: (attachmentId, { code }, retries) => void downs.push({ attachmentId, code, retries }),
    async live(nth = 1) {
      return until(`the window's connection ${nth} is live`, () => {
        const connection = connections[nth - 1];
        return connection?.state.kind === 'live' && connection;
      });
    },
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from '#client/connection.ts';
import { createRestClient } from '#client/rest-client.ts';
import { connectSocket } from '#client/socket-wire.ts';
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let proxy: CutProxy;
let token: string;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  proxy = await startCutProxy(Number(new URL(backend.url).port));
  ({ accessToken: token } = await createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD }));
}, 60_000);
afterAll(async () => {
  await proxy?.close();
  await backend?.stop();
}, 30_000);

let connection: Connection;
afterEach(() => {
  connection.close();
  proxy.mend();
});

/** Left to itself, it would come back after an hour. */
function connect(): Connection {
  connection = createConnection(
    connectSocket({
      url: `http://127.0.0.1:${proxy.port}`,
      token: () => token,
      delays: { firstMs: 3_600_000, mostMs: 3_600_000 },
    }),
    {},
  );
  return connection;
}
const stateOf = () => connection.state.kind;

describe('a connection that is told to try now', () => {
  test('comes back at once, long before it would by itself, and its client works again', async () => {
    connect();
    await until('it is live', () => stateOf() === 'live');
    proxy.cut();
    await until('it is offline', () => stateOf() === 'offline');
    const since = connection.state.since;

    connection.retryNow();
    await until(
      'it found the server still away',
      () => connection.state.kind === 'offline' && connection.state.reason.code === 'UNREACHABLE',
    );
    expect(connection.state.since).toEqual(since);

    proxy.mend();
    connection.retryNow();
    await until('it is live again', () => stateOf() === 'live');
    await expect(connection.client.jobs.types()).resolves.toMatchObject({ items: expect.anything() });
  });

  test('comes up when the server was away from the beginning', async () => {
    proxy.cut();
    connect();
    await until('it is offline', () => stateOf() === 'offline');
    proxy.mend();
    connection.retryNow();
    await until('it is live', () => stateOf() === 'live');
  });

  test('stays as it is while it is live, and after it was closed', async () => {
    connect();
    await until('it is live', () => stateOf() === 'live');
    const { since } = connection.state;
    connection.retryNow();
    await connection.client.jobs.types();
    expect(connection.state).toMatchObject({ kind: 'live', since });
    connection.close();
    connection.retryNow();
    await expect(connection.client.jobs.types()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});

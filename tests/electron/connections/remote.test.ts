import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRestClient } from '#client/rest-client.ts';
import type { EnvironmentDraft } from '#electron/bridge/environment.ts';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { type AppConnections, openWindow, useConnections } from '#tests/support/connections.ts';
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const app = useConnections();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let network: CutProxy;
const processes: BackendProcess[] = [];
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  network = await startCutProxy(Number(new URL(backend.url).port));
}, 60_000);
afterEach(async () => {
  network.mend();
  await Promise.all(processes.splice(0).map((process) => process.stop()));
}, 30_000);
afterAll(async () => {
  await network?.close();
  await backend?.stop();
}, 30_000);

const draft = (url: string, name = 'Far'): EnvironmentDraft => ({
  name,
  color: 'blue',
  tags: [],
  isReadOnly: false,
  isProduction: false,
  url,
  proxy: { mode: 'none' },
  caFile: null,
});
const throughNetwork = () => `http://127.0.0.1:${network.port}`;

async function signedIn(url = throughNetwork(), options: Parameters<typeof app.start>[0] = {}): Promise<AppConnections> {
  const main = await app.start(options);
  main.add(draft(url));
  await main.signIn('far', { username: 'admin', password: PASSWORD });
  await main.live('far');
  return main;
}
const trigger = async (main: AppConnections, id = 'far') => {
  const { jobId } = (await main.clientOf(id)?.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 500 } })) ?? { jobId: '' };
  return jobId;
};
/** Cancelled, so that nothing runs on beneath the next test. */
const cancel = (main: AppConnections, jobId: string, id = 'far') => main.clientOf(id)?.jobs.cancel({ jobId });
const seqsOf = (main: AppConnections, id = 'far') => (main.heard.get(id) ?? []).map(({ payload }) => payload.seq);
const expectWhole = (seqs: number[]) => expect(seqs).toEqual(seqs.map((_seq, n) => (seqs[0] as number) + n));

describe('signing in', () => {
  test('asks for it first, is refused with a wrong password, and is live with the right one', async () => {
    const main = await app.start();
    const added = main.add(draft(backend.url));
    expect(added).toMatchObject({ kind: 'remote', id: 'far' });
    expect(main.status('far')).toMatchObject({
      user: null,
      connection: { kind: 'offline', reason: { code: 'UNAUTHORIZED', message: 'Nobody is signed in to Far: sign in' }, retryAt: null },
    });
    await expect(main.signIn('far', { username: 'admin', password: 'wrong' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      status: 401,
    });
    expect(await main.signIn('far', { username: 'admin', password: PASSWORD })).toEqual({ username: 'admin', role: 'admin' });
    const status = await main.live('far');
    expect(status).toMatchObject({
      user: { username: 'admin', role: 'admin' },
      health: 'healthy',
      contractVersion: expect.stringMatching(/^4\./),
    });
    await until('the round trip is measured', () => main.status('far').roundTripMs !== null);

    const jobId = await trigger(main);
    await until('it is seen running', () => main.status('far').running.some((glimpse) => glimpse.jobId === jobId));
    await until('it is counted', () => main.status('far').counts?.running === 1 && main.status('far').slots?.busy === 1);
    await cancel(main, jobId);
    await until('it is not any more', () => main.status('far').running.length === 0);
  });

  test('outlives the app', async () => {
    const file = path.join(app.folder, 'outlives.json');
    const main = await signedIn(backend.url, { file });
    const environments = main.settings();
    await main.close();
    const again = await app.start({ file, environments });
    expect((await again.live('far')).user).toEqual({ username: 'admin', role: 'admin' });
  });

  test('is asked for again where what was kept can not be read', async () => {
    const file = path.join(app.folder, 'unreadable.json');
    const main = await signedIn(backend.url, { file });
    const environments = main.settings();
    await main.close();
    const again = await app.start({
      file,
      environments,
      keyStore: {
        status: async () => ({ isAvailable: false, why: 'there is none' }),
        encrypt: () => Promise.reject(new Error('none')),
        decrypt: () => Promise.reject(new Error('none')),
      },
    });
    expect(again.status('far')).toMatchObject({
      user: null,
      connection: {
        kind: 'offline',
        reason: { code: 'UNAUTHORIZED', message: expect.stringMatching(/^The kept sign-in of Far can't be read/) },
      },
    });
    await again.signIn('far', { username: 'admin', password: PASSWORD });
    await again.live('far');
  });

  test('ends on the server with a sign-out, and where the server ends it', async () => {
    const main = await signedIn(backend.url);
    await main.signOut('far', false);
    expect(main.status('far')).toMatchObject({
      user: null,
      connection: { kind: 'offline', reason: { code: 'UNAUTHORIZED' }, retryAt: null },
    });
    await main.signIn('far', { username: 'admin', password: PASSWORD });
    await main.live('far');

    const { accessToken } = await createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD });
    await createRestClient({ url: backend.url, token: () => accessToken }).auth.logoutEverywhere();
    await until('it asks for a sign-in', () => main.status('far').user === null);
    expect(main.status('far').connection).toMatchObject({ kind: 'offline', reason: { code: 'UNAUTHORIZED' }, retryAt: null });
  });

  test('everywhere, out of reach, is a failure that is told, and is over here', async () => {
    const main = await signedIn();
    network.cut();
    await expect(main.signOut('far', true)).rejects.toMatchObject({ status: 503 });
    expect(main.status('far').user).toBeNull();
  });

  test('with a new role shows it', async () => {
    const admin = (await signedIn(backend.url)).clientOf('far');
    await admin?.users.create({ username: 'carl', role: 'viewer', password: 'carls password' });
    const main = await app.start();
    main.add(draft(backend.url, 'His'));
    await main.signIn('his', { username: 'carl', password: 'carls password' });
    await main.live('his');
    await admin?.users.update({ username: 'carl', role: 'operator' });
    await until('he has it', () => main.status('his').user?.role === 'operator');
  });
});

describe('tokens', () => {
  test('that ran out while nobody was connected are renewed at the next connection, once for all who need one', async () => {
    const main = await signedIn();
    const before = main.vault.read('far');
    if (!before) throw new Error('nobody is signed in');
    network.cut();
    await until('it is offline', () => main.status('far').connection.kind === 'offline');
    main.vault.keep('far', { ...before, accessToken: `${before.accessToken}x`, expiresAt: Date.now() - 1 });
    network.mend();
    const folder = mkdtempSync(path.join(app.folder, 'export-'));
    // Two that need a token at once: a refresh token that is used twice would end the session.
    const [status] = await Promise.all([
      main.live('far'),
      main.saveExport('far', { of: 'jobs', format: 'csv' }, path.join(folder, 'a.csv'), {
        signal: new AbortController().signal,
        onSize() {},
      }),
    ]);
    expect(status.user?.username).toBe('admin');
    expect(main.vault.read('far')?.refreshToken).not.toBe(before.refreshToken);
    expect(readFileSync(path.join(folder, 'a.csv'), 'utf8')).toContain('jobId');
  });

  test('that the server refuses are renewed, and the connection goes on', async () => {
    const main = await signedIn();
    const before = main.vault.read('far');
    if (!before) throw new Error('nobody is signed in');
    network.cut();
    await until('it is offline', () => main.status('far').connection.kind === 'offline');
    // By its own account it would hold for long.
    main.vault.keep('far', { ...before, accessToken: `${before.accessToken}x` });
    network.mend();
    await main.live('far');
    expect(main.vault.read('far')?.accessToken).not.toContain(`${before.accessToken}x`);
  });

  test('are renewed before they run out, without a break', async () => {
    const file = path.join(app.folder, 'soon.json');
    const first = await signedIn(backend.url, { file });
    const before = first.vault.read('far');
    if (!before) throw new Error('nobody is signed in');
    // It has a minute and some seconds left, of which the last minute is not waited for.
    first.vault.keep('far', { ...before, expiresAt: Date.now() + 60_500 });
    const main = await app.start({ environments: first.settings(), vault: first.vault });
    await main.live('far');
    const { since } = main.status('far').connection;
    await until('there is another token', () => main.vault.read('far')?.accessToken !== before.accessToken);
    await main.clientOf('far')?.jobs.types();
    expect(main.status('far').connection).toMatchObject({ kind: 'live', since });
  });
});

describe('a network that is cut', () => {
  test('is offline with when it tries next, and nothing is missed when it is back', async () => {
    const main = await signedIn();
    const watcher = await signedIn(backend.url);
    const jobId = await trigger(main);
    await until('it is heard of', () => seqsOf(main).length > 0);
    network.cut();
    const { connection } = await until('it is offline', () => main.status('far').connection.kind === 'offline' && main.status('far'));
    expect(main.status('far').health).toBe('unknown');
    if (connection.kind !== 'offline') throw new Error('it is not');
    expect(connection.retryAt?.getTime()).toBeGreaterThan(Date.now() - 5_000);
    await cancel(watcher, jobId);
    await until('the other heard it', () =>
      watcher.heard.get('far')?.some(({ payload }) => 'status' in payload && payload.status === 'cancelled'),
    );
    network.mend();
    main.retryNow();
    await main.live('far');
    await until('it has caught up', () =>
      main.heard.get('far')?.some(({ payload }) => 'status' in payload && payload.status === 'cancelled'),
    );
    expectWhole(seqsOf(main));
    expect(main.gaps).toEqual([]);
  });

  test('a wake from sleep connects anew at once', async () => {
    const main = await signedIn();
    const { since } = main.status('far').connection;
    main.wake();
    await until('it is another connection', () => {
      const { connection } = main.status('far');
      return connection.kind === 'live' && connection.since.getTime() > since.getTime();
    });
    main.wake();
    await main.live('far');
    expect(main.gaps).toEqual([]);
  });

  test('an export that is cut leaves no file', async () => {
    const main = await signedIn();
    const folder = mkdtempSync(path.join(app.folder, 'export-'));
    network.cut();
    await expect(
      main.saveExport('far', { of: 'history', format: 'csv' }, path.join(folder, 'a.csv'), {
        signal: new AbortController().signal,
        onSize() {},
      }),
    ).rejects.toMatchObject({ status: 503 });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a server that is killed and comes back has told everything once, to main and to its window', async () => {
  const env = { DATABASE_URL: database.connectionString, SYNCDECK_JWT_SECRET: 'the secret of the tests, which is long enough' };
  const first = await startBackendProcess({ env });
  processes.push(first);
  network.lead(Number(new URL(first.api.url).port));
  const main = await signedIn();
  const window = openWindow();
  main.attach(window, 'far', 'one');
  await window.live();
  const jobId = await trigger(main);
  await until('the window hears of it', () => window.events.length > 0);
  await first.kill();
  await until('the window is told', () => window.downs.length > 0);
  expect(window.downs[0]).toMatchObject({ attachmentId: 'one', retries: true });
  const second = await startBackendProcess({ env });
  processes.push(second);
  await second.api.jobs('POST', `/${jobId}/cancel`);
  network.lead(Number(new URL(second.api.url).port));
  await main.live('far');
  await until('both heard the end', () =>
    [main.heard.get('far') ?? [], window.events].every((events) =>
      events.some(({ payload }) => 'status' in payload && payload.status === 'cancelled'),
    ),
  );
  expectWhole(seqsOf(main));
  expect(window.events.map(({ payload }) => payload.seq)).toEqual(seqsOf(main));
  window.close();
  network.lead(Number(new URL(backend.url).port));
}, 90_000);

describe('environments', () => {
  test('two at once are known apart', async () => {
    const main = await signedIn(backend.url);
    main.add(draft(throughNetwork(), 'Other'));
    await main.signIn('other', { username: 'admin', password: PASSWORD });
    await main.live('other');
    network.cut();
    await until('the other is offline', () => main.status('other').connection.kind === 'offline');
    expect(main.status('far').connection.kind).toBe('live');
    expect(main.clientOf('other')).toBeUndefined();
    expect(main.list().map(({ environment }) => environment.id)).toEqual(['local', 'far', 'other']);
    main.reorder(['other', 'far']);
    expect(main.list().map(({ environment }) => environment.id)).toEqual(['other', 'far', 'local']);
    main.setOpenFailures('far', 3);
    expect(main.status('far')).toMatchObject({ openFailures: 3, health: 'failing' });
  });

  test('that are edited stay signed in, unless they are another server', async () => {
    const main = await signedIn(backend.url);
    const window = openWindow();
    main.attach(window, 'far', 'one');
    await window.live();
    const { since } = main.status('far').connection;
    await main.edit('far', { name: 'Renamed', isProduction: true });
    expect(main.find('far')).toMatchObject({
      environment: { name: 'Renamed', isProduction: true },
      status: { connection: { kind: 'live', since } },
    });

    // Another way to the same server.
    await main.edit('far', { proxy: { mode: 'system' } });
    await main.live('far');
    await window.live(2);
    expect(main.status('far').user).not.toBeNull();

    await main.edit('far', { url: throughNetwork() });
    expect(main.status('far')).toMatchObject({
      user: null,
      connection: { kind: 'offline', reason: { message: 'Nobody is signed in to Renamed: sign in' } },
    });
    expect(main.vault.read('far')).toBeNull();
    await main.signIn('far', { username: 'admin', password: PASSWORD });
    await main.live('far');
    await window.live(3);
    window.close();
  });

  test('that are removed are gone, with their sign-in on the server', async () => {
    const main = await signedIn(backend.url);
    const window = openWindow();
    main.attach(window, 'far', 'one');
    await window.live();
    const token = main.vault.read('far')?.accessToken as string;
    await main.remove('far');
    expect(main.find('far')).toBeUndefined();
    expect(window.downs).toEqual([{ attachmentId: 'one', code: 'NOT_FOUND', retries: false }]);
    expect(main.vault.read('far')).toBeNull();
    expect(() => main.attach(window, 'far', 'two')).toThrow('There is no environment far in this app');
    await until('its token is refused', () =>
      createRestClient({ url: backend.url, token: () => token })
        .auth.me()
        .then(
          () => false,
          ({ code }) => code === 'UNAUTHORIZED',
        ),
    );
  });
});

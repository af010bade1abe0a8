import { afterEach, describe, expect, test } from 'vitest';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { PORT_MESSAGE } from '#electron/bridge/bridge.ts';
import { createAsk } from '#renderer/desktop/ask.ts';
import { createDesktopHost } from '#renderer/desktop/desktop-host.ts';
import { setDesktopState } from '#renderer/desktop/desktop-state.ts';
import { explainError, toCallError } from '#renderer/lib/errors.ts';
import { until } from '#tests/support/until.ts';
import { createFakeBridge, createFakePage } from './fake-bridge.ts';
import { makeState, makeView } from './states-of-desktop.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function setUp(answers: Parameters<typeof createFakeBridge>[0] = {}, view = makeView('Staging')) {
  const fake = createFakeBridge(answers);
  const window_ = createFakePage();
  setDesktopState(makeState([view]));
  const host = createDesktopHost({ bridge: fake.bridge, ask: createAsk(fake.bridge) }, view.environment, window_.page);
  return { ...fake, ...window_, host, view };
}
const refuse = (code: string, status: number, data?: unknown) => () => {
  throw { code, status, message: `it is ${code}`, ...(data ? { data } : {}) };
};
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => toCallError(error),
  );

describe('who is signed in', () => {
  test('is told by main, and is at most a viewer where the environment is read-only', () => {
    expect(setUp().host.restore()).toEqual({ username: 'anna', role: 'admin' });
    expect(setUp({}, makeView('Staging', { isReadOnly: true })).host.restore()).toEqual({ username: 'anna', role: 'viewer' });
    expect(setUp({}, makeView('Staging', {}, { user: null })).host.restore()).toBeNull();
  });

  test('is told when it changes, and not when something else does', () => {
    const { host, view } = setUp();
    const seen: unknown[] = [];
    const stop = host.onUser((user) => seen.push(user));
    const become = (status: Partial<typeof view.status>) =>
      setDesktopState(makeState([{ ...view, status: { ...view.status, ...status } }]));
    become({ openFailures: 3 });
    become({ user: { username: 'anna', role: 'viewer' } });
    become({ user: null });
    stop();
    become({ user: { username: 'omar', role: 'admin' } });
    expect(seen).toEqual([{ username: 'anna', role: 'viewer' }, null]);
  });

  test('signs in and out through main, and hears why it may not', async () => {
    const { host, asked } = setUp({ 'environments:sign-in': () => ({ username: 'anna', role: 'operator' }) });
    expect(await host.signIn('anna', 'secret')).toEqual({ username: 'anna', role: 'operator' });
    await host.signOut(true);
    expect(asked).toEqual([
      ['environments:sign-in', { id: 'staging', username: 'anna', password: 'secret' }],
      ['environments:sign-out', { id: 'staging', everywhere: true }],
    ]);
    const refused = setUp({ 'environments:sign-in': refuse('INVALID_CREDENTIALS', 401) });
    const failure = await failureOf(refused.host.signIn('anna', 'wrong'));
    expect(failure).toEqual({ code: 'INVALID_CREDENTIALS', status: 401, message: 'it is INVALID_CREDENTIALS', data: undefined });
    expect(explainError(failure)).toBe('it is INVALID_CREDENTIALS');
  });

  test('names a production, whose name has to be typed', () => {
    expect(setUp().host.confirmation).toBeUndefined();
    expect(setUp({}, makeView('Production EU', { isProduction: true })).host.confirmation?.word).toBe('Production EU');
  });

  test('gives others a link that the app opens', () => {
    expect(setUp().host.linkToJob('quran-1')).toBe('syncdeck://job/staging/quran-1');
  });
});

describe('a connection', () => {
  /** Answers every call with what it was asked. */
  function serve(fake: ReturnType<typeof setUp>) {
    const calls: unknown[] = [];
    const { port1, port2 } = new MessageChannel();
    open.push(port2);
    port2.addEventListener('message', ({ data }) => {
      if ('hello' in data) port2.postMessage({ welcome: { contractVersion: CONTRACT_VERSION } });
      if (data.request === 'call') {
        calls.push(data.payload.path.join('.'));
        port2.postMessage({ answer: data.id, payload: { ok: true, output: { success: true, message: 'done' } } });
      }
    });
    port2.start();
    const [, input] = fake.asked.find(([name]) => name === 'connection:attach') ?? [];
    fake.post({ type: PORT_MESSAGE, attachmentId: (input as { attachmentId: string }).attachmentId }, [port1]);
    return calls;
  }

  test('of a read-only environment looks, and changes nothing', async () => {
    const fake = setUp({}, makeView('Staging', { isReadOnly: true }));
    const states: string[] = [];
    const connection = fake.host.connect({ onState: ({ kind }) => states.push(kind) });
    const calls = serve(fake);
    await until('it is up', () => states.includes('catching up'));
    expect(await failureOf(connection.client.jobs.pause({ jobId: 'a' }))).toMatchObject({ code: 'READ_ONLY', status: 403 });
    await connection.client.auth.logout();
    expect(calls).toEqual(['auth.logout']);
    connection.close();
  });
});

describe('an export', () => {
  test('is saved by main, and tells how far it is', async () => {
    const fake = setUp({
      'export:save': ({ exportId }) => {
        fake.push('export:progress', { exportId: 'another', bytes: 1 });
        fake.push('export:progress', { exportId, bytes: 42 });
        return '/home/anna/jobs.csv';
      },
    });
    const sizes: number[] = [];
    await fake.host.download({ of: 'jobs' }, { signal: new AbortController().signal, onSize: (bytes) => sizes.push(bytes) });
    expect(sizes).toEqual([42]);
    expect(fake.listens('export:progress')).toBe(0);
  });

  test('that the person chose no place for is no failure of its own', async () => {
    const { host } = setUp({ 'export:save': () => null });
    await expect(host.download({}, { signal: new AbortController().signal, onSize: () => {} })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('is stopped in main, too', async () => {
    const stop = new AbortController();
    const { host, asked } = setUp({
      'export:save': () => {
        stop.abort();
        throw { code: 'ABORTED', status: 499, message: 'it was stopped' };
      },
    });
    await expect(host.download({}, { signal: stop.signal, onSize: () => {} })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(asked.map(([name]) => name)).toEqual(['export:save', 'export:cancel']);
  });
});

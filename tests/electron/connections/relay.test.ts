import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from '#client/connection.ts';
import { connectPort } from '#client/port-wire.ts';
import type { Wire, WireState } from '#client/wire.ts';
import type { LivePayloads } from '#contract/events/live.ts';
import { type MainPort, toClientPort } from '#electron/connections/ports.ts';
import { serveRelay } from '#electron/connections/relay/serve-relay.ts';
import { shareWire } from '#electron/connections/relay/share-wire.ts';
import { type AppConnections, openWindow, useConnections } from '#tests/support/connections.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const app = useConnections();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

async function signedIn(isReadOnly = false): Promise<AppConnections> {
  const main = await app.start();
  main.add({
    name: 'Far',
    color: 'blue',
    tags: [],
    isReadOnly,
    isProduction: false,
    url: backend.url,
    proxy: { mode: 'none' },
    caFile: null,
  });
  await main.signIn('far', { username: 'admin', password: PASSWORD });
  await main.live('far');
  return main;
}
const idsOf = ({ jobs }: LivePayloads['job:progress']) => jobs.map(({ jobId }) => jobId);
const start = async (connection: Connection) =>
  (await connection.client.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 400 } })).jobId;

describe('windows on one server', () => {
  test('hear events once and in order, and call, each over a port of its own', async () => {
    const main = await signedIn();
    const [one, two] = [openWindow(), openWindow()];
    main.attach(one, 'far', 'one');
    main.attach(two, 'far', 'two');
    const [first, second] = await Promise.all([one.live(), two.live()]);
    // Calls of both have the same ids of their own.
    const jobIds = await Promise.all([start(first), start(first), start(second), start(second)]);
    const cancelled = await Promise.all(jobIds.map((jobId, n) => (n % 2 ? first : second).client.jobs.cancel({ jobId })));
    expect(cancelled).toHaveLength(4);
    await until('all have heard it', () =>
      [one.events, two.events, main.heard.get('far') ?? []].every(
        (events) => events.filter(({ event }) => event === 'job:action').length === 4,
      ),
    );
    expect(one.events).toEqual(two.events);
    expect(main.heard.get('far')).toEqual(one.events);
    const seqs = one.events.map(({ payload }) => payload.seq);
    expect(seqs).toEqual(seqs.map((_seq, n) => (seqs[0] as number) + n));

    // One that comes later begins where it comes, and misses nothing from there.
    const late = openWindow();
    main.attach(late, 'far', 'late');
    const third = await late.live();
    expect(third.seq).toBe(seqs.at(-1));
    const jobId = await start(third);
    await third.client.jobs.cancel({ jobId });
    await until('it hears its own', () => late.events.some(({ event }) => event === 'job:action'));
    expect(late.events[0]?.payload.seq).toBe((seqs.at(-1) as number) + 1);
    for (const window of [one, two, late]) window.close();
  });

  test('a call that is given up is given up on the server, and nobody else’s', async () => {
    const main = await signedIn();
    const [one, two] = [openWindow(), openWindow()];
    main.attach(one, 'far', 'one');
    main.attach(two, 'far', 'two');
    const [first, second] = await Promise.all([one.live(), two.live()]);
    const given = new AbortController();
    const [a, b] = [first.client.jobs.list({}, { signal: given.signal }), second.client.jobs.list({})];
    given.abort(new Error('nobody waits'));
    await expect(a).rejects.toThrow('nobody waits');
    await expect(b).resolves.toMatchObject({ items: expect.any(Array) });
    await expect(first.client.jobs.get({ jobId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    one.close();
    two.close();
  });

  test('get progress of what each asked for, and main of none', async () => {
    const main = await signedIn();
    const heard: Record<string, string[]> = { one: [], two: [] };
    const one = openWindow({ onProgress: (progress) => heard.one?.push(...idsOf(progress)) });
    const two = openWindow({ onProgress: (progress) => heard.two?.push(...idsOf(progress)) });
    main.attach(one, 'far', 'one');
    main.attach(two, 'far', 'two');
    const [first, second] = await Promise.all([one.live(), two.live()]);
    await first.client.schedules.update({ jobType: 'quran', maxConcurrency: 2 });
    first.subscribeProgress({ jobIds: [] });
    second.subscribeProgress({ jobIds: [] });
    const [a, b] = await Promise.all([start(first), start(second)]);
    first.subscribeProgress({ jobIds: [a] });
    second.subscribeProgress({ jobIds: [b] });
    const count = (list: string[] | undefined, jobId: string) => list?.filter((id) => id === jobId).length ?? 0;
    // The marks are read too, or no second batch would come.
    await until('each heard of its own, more than once', () => count(heard.one, a) > 2 && count(heard.two, b) > 2);
    expect([count(heard.one, b), count(heard.two, a)]).toEqual([0, 0]);
    two.close();
    main.detach(two);
    const before = count(heard.one, a);
    await until('the one that is left goes on', () => count(heard.one, a) > before + 2);
    await Promise.all([a, b].map((jobId) => first.client.jobs.cancel({ jobId })));
    one.close();
  });

  test('that attach once more get another port, and the old one is closed', async () => {
    const main = await signedIn();
    const window = openWindow();
    main.attach(window, 'far', 'one');
    const first = await window.live();
    main.attach(window, 'far', 'one');
    await window.live(2);
    await until('the old one is over', () => first.state.kind === 'offline');
    main.detach(window);
    await until('so is the other', () => window.connections[1]?.state.kind === 'offline');
    window.close();
  });

  test('change nothing where the environment is read-only, whatever they ask', async () => {
    const main = await signedIn(true);
    const window = openWindow();
    main.attach(window, 'far', 'one');
    const { client } = await window.live();
    const refused = { code: 'READ_ONLY', status: 403, message: expect.stringMatching(/^This environment is read-only in this app/) };
    await expect(client.jobs.trigger({ jobType: 'quran' })).rejects.toMatchObject(refused);
    await expect(client.schedules.toggle({ jobType: 'quran', enabled: true })).rejects.toMatchObject(refused);
    await expect(client.bulk.start({ action: 'cancel', filter: {}, dryRun: true } as never)).rejects.toMatchObject(refused);
    await expect(main.clientOf('far')?.jobs.trigger({ jobType: 'quran' })).rejects.toMatchObject(refused);
    await expect(client.jobs.list({})).resolves.toMatchObject({ items: expect.any(Array) });
    await expect(client.auth.me()).resolves.toMatchObject({ username: 'admin' });

    await main.edit('far', { isReadOnly: false });
    const { jobId } = await client.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 10 } });
    await client.jobs.cancel({ jobId });
    window.close();
  });

  test('are refused where they speak another version', async () => {
    const main = await signedIn();
    const states: WireState[] = [];
    main.attach(
      {
        postPort(_id, port) {
          const wire = connectPort(toClientPort(port), { contractVersion: '3.0' });
          wire.onState((state) => states.push(state));
          wire.open();
        },
        tellDown() {},
      },
      'far',
      'one',
    );
    await until('it is refused', () => states.length > 0);
    expect(states[0]).toMatchObject({ up: false, reason: { code: 'VERSION_MISMATCH', status: 426 } });
  });
});

/** A wire that a test plays the server of. */
function playServer() {
  const told: [string, unknown][] = [];
  let onEvent: (event: string, payload: unknown) => void = () => {};
  let onState: (state: WireState) => void = () => {};
  const asked: { payload: unknown; answer(value: unknown): void }[] = [];
  const wire: Wire = {
    open() {},
    request: (_event, payload) => new Promise((resolve) => asked.push({ payload, answer: resolve })),
    tell: (event, payload) => told.push([event, payload]),
    onEvent(listener) {
      onEvent = listener;
    },
    onState(listener) {
      onState = listener;
    },
    retryNow() {},
    close() {},
  };
  return {
    wire,
    told,
    asked,
    emit: (event: string, payload: unknown) => onEvent(event, payload),
    state: (state: WireState) => onState(state),
  };
}
const environmentState = (seq: number) => ({
  ...{ at: new Date().toISOString(), seq, version: '1', contractVersion: '4.2', workers: [], queues: [] },
  parts: { database: 'ready', queue: 'ready' },
});
const statusEvent = (seq: number, jobId = 'a', status = 'running') => ({
  ...{ seq, at: new Date().toISOString(), jobId, jobType: 'quran', status, previousStatus: 'pending' },
});

describe('a wire that is shared', () => {
  test('asks for the progress that its users want together, once, and again after each reconnect', () => {
    const { wire, told, state } = playServer();
    const shared = shareWire(wire);
    const [main, window] = [shared.branch(), shared.branch()];
    main.open();
    main.tell('progress:subscribe', { all: false });
    expect(told).toEqual([]);
    state({ up: true });
    expect(told.splice(0)).toEqual([['progress:subscribe', { all: false }]]);
    window.open();
    expect(told.splice(0)).toEqual([['progress:subscribe', { all: true }]]);
    window.tell('progress:subscribe', { jobIds: ['a'] });
    window.tell('progress:subscribe', { jobIds: ['a'] });
    expect(told.splice(0)).toEqual([['progress:subscribe', { jobIds: ['a'] }]]);
    state({ up: false, reason: { code: 'X', status: 503, message: '' }, retries: true });
    state({ up: true });
    expect(told.splice(0)).toEqual([['progress:subscribe', { jobIds: ['a'] }]]);
    window.close();
    expect(told.splice(0)).toEqual([['progress:subscribe', { all: false }]]);
    window.tell('progress:subscribe', { all: true });
    expect(told).toEqual([]);
  });

  test('catches its users up one after the other', async () => {
    const { wire, asked, state } = playServer();
    const shared = shareWire(wire);
    const [one, two] = [shared.branch(), shared.branch()];
    one.open();
    two.open();
    state({ up: true });
    const answers = [one, two].map((branch, n) => branch.request('events:since', { seq: n }, { timeoutMs: 1_000 }));
    await until('the first is asked', () => asked.length === 1);
    asked[0]?.answer('first');
    expect(await answers[0]).toBe('first');
    await until('the second is', () => asked.length === 2);
    expect(asked[1]?.payload).toEqual({ seq: 1 });
    asked[1]?.answer('second');
    expect(await answers[1]).toBe('second');
  });

  test('begins a window at the newest event that it has heard', async () => {
    const { wire, emit, state } = playServer();
    const shared = shareWire(wire);
    shared.branch().open();
    state({ up: true });
    emit('environment:state', environmentState(7));
    emit('job:status', statusEvent(8));
    emit('job:status', statusEvent(9));
    const { port1, port2 } = new MessageChannel();
    serveRelay(port1 as MainPort, shared.branch(), { onSlow() {} });
    const heard: number[] = [];
    const connection = createConnection(connectPort(toClientPort(port2 as MainPort)), {
      onEvent: ({ payload }) => heard.push(payload.seq),
    });
    await until('it is live', () => connection.state.kind === 'live');
    expect(connection.seq).toBe(9);
    emit('job:status', statusEvent(10));
    await until('it hears the next', () => heard.length === 1);
    expect(heard).toEqual([10]);
    connection.close();
  });
});

test('a window that does not read gets no progress meanwhile, then the newest of each job that still runs', async () => {
  const { wire, emit, state } = playServer();
  const shared = shareWire(wire);
  const { port1, port2 } = new MessageChannel();
  serveRelay(port1 as MainPort, shared.branch(), { onSlow() {} });
  state({ up: true });
  const got: Record<string, unknown>[] = [];
  port2.on('message', (message) => got.push(message));
  port2.postMessage({ hello: {} });
  await until('it is welcome', () => got.length === 1);
  const progress = (jobId: string, done: number) => ({ jobId, progressPercentage: 0, done, total: null, message: null });
  const tell = (...jobs: object[]) => emit('job:progress', { at: '2026-01-01T00:00:00Z', jobs });
  tell(progress('a', 1));
  tell(progress('a', 2), progress('b', 1));
  tell(progress('a', 3), progress('c', 1));
  emit('job:status', statusEvent(1, 'b', 'completed'));
  await until('it has what comes unread', () => got.length === 5);
  expect(got.slice(1)).toMatchObject([
    { event: 'job:progress', payload: { jobs: [progress('a', 1)] } },
    { mark: 1 },
    { event: 'job:status', payload: { seq: 1 } },
    { mark: 2 },
  ]);
  port2.postMessage({ read: 1 });
  await until('it has the rest', () => got.length === 7);
  expect(got.slice(5)).toMatchObject([{ event: 'job:progress', payload: { jobs: [progress('a', 3), progress('c', 1)] } }, { mark: 3 }]);
  port2.close();
});

import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRestClient } from '#client/rest-client.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend, transports } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const tcpOf = (socket: Socket) =>
  (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;

test('a client that never reads is dropped with a reason, slows nobody down, and catches up when it comes back', async () => {
  const { accessToken } = await createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD });
  const { client: local } = await transports.port(backend);
  const connect = async () => {
    const socket = io(`${backend.url}/job-control`, { transports: ['websocket'], forceNew: true, auth: { token: accessToken } });
    const heard = { progress: [] as number[], seqs: [] as number[], closing: [] as unknown[], state: 0 };
    socket.on('job:progress', () => heard.progress.push(performance.now()));
    socket.on('job:status', ({ seq }) => heard.seqs.push(seq));
    socket.on('connection:closing', (reason) => heard.closing.push(reason));
    socket.on('environment:state', ({ seq }) => {
      heard.state = seq;
    });
    await until('it is connected', () => heard.state >= 0 && socket.connected);
    return { socket, heard };
  };
  const [deaf, quick] = await Promise.all([connect(), connect()]);
  const ends: string[] = [];
  deaf.socket.on('disconnect', (why) => ends.push(why));
  const { jobId } = await local.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 60 } });
  await until('both have progress', () => deaf.heard.progress.length > 0 && quick.heard.progress.length > 0);
  tcpOf(deaf.socket).pause();
  const before = deaf.heard.progress.length;

  const dropped = async () => /syncdeck_clients_dropped_total\{why="slow"\} (\d+)/.exec(await metrics())?.[1] === '1';
  const metrics = async () => (await fetch(`${backend.url}/metrics`, { headers: { authorization: `Bearer ${accessToken}` } })).text();
  await until('the deaf one is dropped', dropped, 45_000);
  const gaps = quick.heard.progress.slice(1).map((at, n) => at - (quick.heard.progress[n] as number));
  // Who waited for the deaf one would have waited until it was dropped, after 30 s.
  expect(Math.max(...gaps)).toBeLessThan(15_000);
  expect(quick.heard.progress.length).toBeGreaterThan(20);
  await until(
    'it is no longer counted',
    async () => (await metrics()).includes('syncdeck_connected_clients{transport="socket"} 1\n'),
    10_000,
  );

  const paused = await local.jobs.pause({ jobId });
  expect(paused.status).toBe('paused');
  tcpOf(deaf.socket).resume();
  await until('it notices', () => ends.length > 0);
  // One batch was on its way when it stopped reading, and none was put behind it.
  expect(deaf.heard.progress.length - before).toBeLessThanOrEqual(2);
  expect(deaf.heard.closing).toMatchObject([{ code: 'SLOW_CLIENT', message: expect.stringMatching(/nothing was read/) }]);
  await until('it is back by itself', () => deaf.socket.connected);
  const last = Math.max(0, ...deaf.heard.seqs);
  const missed = await deaf.socket.timeout(5_000).emitWithAck('events:since', { seq: last });
  expect(missed.events.map(({ event }: { event: string }) => event)).toContain('job:status');
  for (const { socket } of [deaf, quick]) socket.disconnect();
}, 90_000);

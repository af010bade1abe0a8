import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedEvent, startEventFeed } from '#backend/domains/live/event-feed.ts';
import { openDatabase } from '#backend/infra/database/database.ts';
import { createConnection } from '#client/connection.ts';
import { createRestClient } from '#client/rest-client.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { JobControlClient } from '#contract/contract.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { PASSWORD, startTestBackend, transports } from '#tests/support/three-transports.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let admin: JobControlClient;
let token = '';
beforeAll(async () => {
  backend = await startTestBackend({ DATABASE_URL: database.connectionString });
  admin = (await transports.port(backend)).client;
  token = (await createRestClient({ url: backend.url }).auth.login({ username: 'admin', password: PASSWORD })).accessToken;
}, 60_000);
afterAll(() => backend?.stop(), 30_000);

const last = async () => Number((await database.query<{ last: string }>('SELECT last FROM sync_event_counter'))[0]?.last);
const makeEvents = async (count: number) => {
  for (let n = 0; n < count; n++) await admin.jobs.trigger({ jobType: 'quran', runAt: new Date(Date.now() + 3_600_000) });
};

/** A console that comes back with what it had before. */
async function comeBack(startAfter: number | null) {
  const heard: DurableEvent[] = [];
  const reloads: number[] = [];
  const connection = createConnection(
    connectSocket({ url: backend.url, token: () => token }),
    { onEvent: (event) => heard.push(event), onReload: (seq) => reloads.push(seq) },
    { startAfter },
  );
  await until('it is live', () => connection.state.kind === 'live');
  return { connection, heard, reloads };
}

test('a console that comes back gets what it missed, and then what happens', async () => {
  await makeEvents(3);
  const from = await last();
  await makeEvents(5);
  const { connection, heard, reloads } = await comeBack(from);
  await until('it has caught up', () => heard.length === 5);
  await makeEvents(1);
  await until('it goes on', () => heard.length === 6);
  expect(heard.map(({ payload }) => payload.seq)).toEqual([1, 2, 3, 4, 5, 6].map((n) => from + n));
  expect(heard[0]?.payload.at).toBeInstanceOf(Date);
  expect(reloads).toEqual([]);
  expect(connection.seq).toBe(from + 6);
  connection.close();
});

test('a console of another history is told to load again, and follows from there', async () => {
  const { connection, heard, reloads } = await comeBack((await last()) + 1_000);
  expect(reloads).toEqual([await last()]);
  await makeEvents(1);
  await until('it follows', () => heard.length === 1);
  connection.close();
});

describe('a process that has just started', () => {
  let db: ReturnType<typeof openDatabase>;
  beforeAll(() => {
    db = openDatabase({ connectionString: database.connectionString, maxConnections: 2, onError: () => {} });
  });
  afterAll(() => db?.close());
  /** Nothing is in its memory. */
  const freshFeed = (onEvents: (events: readonly FeedEvent[]) => void = () => {}) =>
    startEventFeed({ sql: db, onEvents, onError: (error) => expect.fail(error.message) });

  // Whose console knew of a job's end before this process does would still be sent the job's progress.
  test.each([
    ['that missed some', -2],
    ['that comes from a process that is ahead', 3],
  ])('answers a console %s with no more than it has handed out itself', async (_what, missed) => {
    await makeEvents(2);
    const from = await last();
    let handedOut = from;
    const feed = await freshFeed((events) => {
      handedOut = events.at(-1)?.event.payload.seq as number;
    });
    await makeEvents(3); // nobody wakes the feed
    const answer = await feed.since(from + missed);
    expect(answer).toMatchObject({ seq: from + 3, events: { length: 3 - missed } });
    expect(handedOut).toBe(from + 3);
    await feed.close();
  });

  test('calls events past the retention too old, and whatever would leave a hole', async () => {
    await makeEvents(10);
    const newest = await last();
    await database.query('DELETE FROM sync_job_events WHERE seq <= $1', [newest - 6]);
    const feed = await freshFeed();
    expect(await feed.since(newest - 7)).toEqual({ tooOld: true, seq: newest });
    expect(await feed.since(newest - 6)).toMatchObject({ seq: newest, events: { length: 6 } });
    await database.query('DELETE FROM sync_job_events WHERE seq = $1', [newest - 3]);
    expect(await feed.since(newest - 6)).toEqual({ tooOld: true, seq: newest });
    expect(await feed.since(newest - 3)).toMatchObject({ events: { length: 3 } });
    expect(await feed.since(newest)).toEqual({ events: [], seq: newest });
    expect(await feed.since(newest + 5)).toEqual({ tooOld: true, seq: newest });
    await feed.close();

    const { connection, reloads } = await comeBack(1);
    // The process that made them still has them in memory; who comes back to it misses nothing.
    expect(reloads).toEqual([]);
    connection.close();
  });

  test('calls so many that loading again is cheaper too old', async () => {
    const before = await last();
    await database.query(
      `INSERT INTO sync_job_events (kind, payload) SELECT 'job:action', '{"jobId":"none","action":"test","performedBy":"a","result":"none"}' FROM generate_series(1, 10001)`,
    );
    const feed = await freshFeed();
    expect(await feed.since(before)).toEqual({ tooOld: true, seq: before + 10_001 });
    expect(await feed.since(before + 1)).toMatchObject({ events: { length: 10_000 } });
    await feed.close();
    await until('the backend has told all of them', async () => {
      const { connection: newcomer } = await comeBack(null);
      newcomer.close();
      return newcomer.seq === before + 10_001;
    });
    const { connection, reloads } = await comeBack(before - 20);
    expect(reloads).toEqual([before + 10_001]);
    connection.close();
  });
});

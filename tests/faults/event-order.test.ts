import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventFeed, startEventFeed } from '#backend/domains/live/event-feed.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { type Listener, listen } from '#backend/infra/database/listen.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';
import { buildBackend } from '../../scripts/build-backend.mjs';

/** More by SYNCDECK_EVENTS_SECONDS. */
const SECONDS = Number(process.env.SYNCDECK_EVENTS_SECONDS ?? 8);
const WRITERS = 3;

const database = useScratchDatabase();
const heard: { seq: number; mark: string }[] = [];
let db: Database;
let feed: EventFeed;
let listener: Listener;
let main = '';
const children = new Set<ChildProcess>();

beforeAll(async () => {
  main = await buildBackend({ entry: 'tests/support/event-writer.ts', outDir: 'dist/tests/event-writer' });
  const onError = (error: Error) => console.error(error);
  db = openDatabase({ connectionString: database.connectionString, maxConnections: 2, onError });
  feed = await startEventFeed({
    sql: db,
    onEvents(events) {
      for (const { event } of events) {
        const { seq } = event.payload;
        heard.push({ seq, mark: event.event === 'job:action' ? event.payload.performedBy : '' });
      }
    },
    onError,
  });
  listener = await listen({ connectionString: database.connectionString, channels: { syncdeck_events: feed.nudge }, onError });
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await listener?.close();
  await feed?.close();
  await db?.close();
});

test(
  'events of many writers, through Prisma, are handed out once and in the order of their numbers, though writers are rolled back and killed',
  async () => {
    const committed = new Set<string>();
    let kills = 0;
    let made = 0;
    async function startWriter(): Promise<ChildProcess> {
      made += 1;
      const child = spawn(process.execPath, [main, database.connectionString, `w${made}`], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.add(child);
      const lines = createInterface({ input: child.stdout });
      await once(lines, 'line');
      lines.on('line', (mark) => committed.add(mark));
      return child;
    }
    async function kill(child: ChildProcess): Promise<void> {
      child.kill('SIGKILL');
      await once(child, 'close');
      children.delete(child);
      kills += 1;
    }

    const writers = await Promise.all(Array.from({ length: WRITERS }, startWriter));
    const end = performance.now() + SECONDS * 1_000;
    for (let n = 0; performance.now() < end; n = (n + 1) % WRITERS) {
      await sleep(700);
      await kill(writers[n] as ChildProcess);
      writers[n] = await startWriter();
    }
    await Promise.all(writers.map(kill));

    const rows = await until('every transaction has ended', async () => {
      const busy = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid() AND query NOT LIKE 'LISTEN%'`,
      );
      return (
        busy.length === 0 &&
        database.query<{ seq: string; mark: string }>(`SELECT seq, payload->>'performedBy' AS mark FROM sync_job_events ORDER BY seq`)
      );
    });
    await until('the feed has the last one', () => feed.last === Number(rows.at(-1)?.seq));

    expect(kills).toBeGreaterThan(WRITERS);
    expect(committed.size).toBeGreaterThan(50);
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, n) => n + 1)); // no number is left out, and none unset
    expect(heard).toEqual(rows.map(({ seq, mark }) => ({ seq: Number(seq), mark })));
    const marks = new Set(rows.map(({ mark }) => mark));
    expect([...committed].filter((mark) => !marks.has(mark))).toEqual([]);
    // A writer that was killed between its commit and saying so may have written one more for each of its transactions.
    expect(rows.length - committed.size).toBeLessThanOrEqual(8 * kills);
  },
  SECONDS * 1_000 + 60_000,
);

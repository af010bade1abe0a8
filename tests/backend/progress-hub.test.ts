import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FeedEvent } from '#backend/domains/live/event-feed.ts';
import { createProgressHub, type ProgressHub } from '#backend/domains/progress/progress-hub.ts';
import { createProgressReporter } from '#backend/domains/progress/progress-reporter.ts';
import { type ProgressUpdate, packUpdates, unpackUpdates } from '#backend/domains/progress/progress-update.ts';

interface Reader {
  name: string;
  isBusy: boolean;
}
interface Sent {
  to: string[];
  jobs: [string, number][];
}

let hub: ProgressHub<Reader>;
let sent: Sent[];
let dropped: Record<string, number>;
let seq: number;

const TICK_MS = 200;
const reader = (name: string): Reader => ({ name, isBusy: false });
const update = (jobId: string, done: number, ticket = 1, jobType = 'counting'): ProgressUpdate => ({
  jobId,
  jobType,
  ticket,
  progressPercentage: done,
  done,
  total: 100,
  message: null,
});
const event = (jobId: string, status: 'running' | 'paused' | 'pending', ticket = 1): FeedEvent => {
  seq += 1;
  const payload = { seq, at: new Date(), jobId, jobType: 'counting', status, previousStatus: null };
  return { event: { event: 'job:status', payload }, ticket };
};
const begin = (running: string[] = []) => {
  hub = createProgressHub<Reader>({
    running: running.map((jobId) => ({ jobId, jobType: 'counting', ticket: 1 })),
    deliver: ({ readers, jobs }) => sent.push({ to: readers.map(({ name }) => name), jobs: jobs.map(({ jobId, done }) => [jobId, done]) }),
    onDropped(why, count) {
      dropped[why] = (dropped[why] ?? 0) + count;
    },
  });
};
const tick = () => vi.advanceTimersByTime(TICK_MS);
const taken = () => sent.splice(0);

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  dropped = {};
  seq = 0;
});
afterEach(() => {
  hub.close();
  vi.useRealTimers();
});

describe('progress', () => {
  test('of many reports is the newest of each job, once a tick', () => {
    begin(['a', 'b']);
    hub.subscribe(reader('anna'), { all: true });
    for (let done = 1; done <= 50; done++) hub.receive([update('a', done), update('b', done)]);
    tick();
    expect(taken()).toEqual([
      {
        to: ['anna'],
        jobs: [
          ['a', 50],
          ['b', 50],
        ],
      },
    ]);
    tick();
    expect(taken()).toEqual([]);
    expect(dropped).toEqual({ coalesced: 98 });
  });

  test('goes to readers of the same as one batch', () => {
    begin(['a']);
    hub.subscribe(reader('anna'), { jobIds: ['a'] });
    hub.subscribe(reader('boris'), { jobIds: ['a'] });
    hub.subscribe(reader('vera'), { jobIds: ['z'] });
    hub.receive([update('a', 1)]);
    tick();
    expect(taken()).toEqual([{ to: ['anna', 'boris'], jobs: [['a', 1]] }]);
  });

  test('is of the types and jobs that were asked for, and of none for who wants none', () => {
    begin();
    hub.follow([event('a', 'running'), event('b', 'running')]);
    hub.subscribe(reader('types'), { jobTypes: ['counting'] });
    hub.subscribe(reader('other'), { jobTypes: ['other'] });
    hub.subscribe(reader('jobs'), { jobIds: ['b', 'b'] });
    hub.subscribe(reader('none'), { all: false });
    hub.receive([update('a', 1), update('b', 2)]);
    tick();
    expect(taken()).toEqual([
      {
        to: ['types'],
        jobs: [
          ['a', 1],
          ['b', 2],
        ],
      },
      { to: ['jobs'], jobs: [['b', 2]] },
    ]);
  });

  test('that a new reader has missed is what it gets first', () => {
    begin(['a']);
    hub.receive([update('a', 7)]);
    tick();
    hub.subscribe(reader('late'), { all: true });
    tick();
    expect(taken()).toEqual([{ to: ['late'], jobs: [['a', 7]] }]);
  });

  test('is not queued for who does not read: it gets the newest once it reads again, and slows nobody down', () => {
    begin(['a']);
    const slow = reader('slow');
    hub.subscribe(slow, { all: true });
    hub.subscribe(reader('quick'), { all: true });
    slow.isBusy = true;
    for (let done = 1; done <= 3; done++) {
      hub.receive([update('a', done)]);
      tick();
    }
    expect(taken()).toEqual([1, 2, 3].map((done) => ({ to: ['quick'], jobs: [['a', done]] })));
    expect(dropped['reader busy']).toBe(3);
    slow.isBusy = false;
    tick();
    expect(taken()).toEqual([{ to: ['slow'], jobs: [['a', 3]] }]);
  });

  test('of very many jobs comes whole, and less often', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `job-${n}`);
    begin(ids);
    hub.subscribe(reader('anna'), { all: true });
    const sizes = Array.from({ length: 7 }, (_, round) => {
      hub.receive(ids.map((jobId) => update(jobId, round)));
      tick();
      return taken().map(({ jobs }) => jobs.length);
    });
    expect(sizes).toEqual([[500], [], [], [500], [], [], [500]]);
  });
});

describe('the progress of a run', () => {
  test('never follows its end, however late it comes', () => {
    begin(['a']);
    hub.subscribe(reader('anna'), { all: true });
    hub.receive([update('a', 5)]);
    hub.follow([event('a', 'paused')]);
    hub.receive([update('a', 6)]);
    tick();
    expect(taken()).toEqual([]);
    // Resumed under a new ticket: what the old run said is not the new one's.
    hub.follow([event('a', 'pending', 2), event('a', 'running', 2)]);
    hub.receive([update('a', 7)]);
    tick();
    expect(taken()).toEqual([]);
    expect(dropped['not running']).toBe(1);
    hub.receive([update('a', 8, 2)]);
    tick();
    expect(taken()).toEqual([{ to: ['anna'], jobs: [['a', 8]] }]);
  });

  test('waits for the news of its start', () => {
    begin();
    hub.subscribe(reader('anna'), { all: true });
    hub.receive([update('a', 3)]);
    tick();
    expect(taken()).toEqual([]);
    hub.follow([event('a', 'running')]);
    tick();
    expect(taken()).toEqual([{ to: ['anna'], jobs: [['a', 3]] }]);
  });

  test('leaves nothing behind', () => {
    begin();
    for (let n = 0; n < 10_000; n++) {
      hub.follow([event(`job-${n}`, 'running')]);
      hub.receive([update(`job-${n}`, 1)]);
      hub.follow([event(`job-${n}`, 'paused')]);
    }
    expect(hub.held()).toBe(0);
  });
});

test('a reporter tells the newest of each run, all of it again now and then, and nothing of a run that ended', async () => {
  begin();
  const published: ProgressUpdate[][] = [];
  const reporter = createProgressReporter({
    publish: async (updates) => {
      published.push([...updates]);
    },
    onError: (error) => expect.fail(error.message),
  });
  for (let done = 1; done <= 100; done++) reporter.report(update('a', done));
  reporter.report({ ...update('b', 1), message: 'x'.repeat(1_000) });
  await vi.advanceTimersByTimeAsync(TICK_MS);
  expect(published.splice(0).map((updates) => updates.map(({ jobId, done, message }) => [jobId, done, message?.length ?? 0]))).toEqual([
    [
      ['a', 100, 0],
      ['b', 1, 300],
    ],
  ]);
  reporter.end({ jobId: 'b', ticket: 2 });
  reporter.end({ jobId: 'a', ticket: 1 });
  await vi.advanceTimersByTimeAsync(5_200);
  expect(published.map((updates) => updates.map(({ jobId }) => jobId))).toEqual([['b']]);
  reporter.close();
});

test('messages between processes fit into a NOTIFY, and come out as they went in', () => {
  begin();
  const updates = Array.from({ length: 500 }, (_, n) => ({
    ...update(`job-${n}`, n % 100),
    total: n % 2 ? null : n,
    message: n % 3 ? 'Übung 🦀' : null,
  }));
  const messages = packUpdates(updates);
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8_000);
  expect(messages.flatMap(unpackUpdates)).toEqual(updates);
  expect(packUpdates([])).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, play, rule, SECOND, settings } from './play-notifications.ts';

describe('failures of one signature in one environment', () => {
  test('are one notification, that counts on in place without a sound', () => {
    const app = play(settings({ rules: [rule({ hasSound: true })] }));
    app.fails('production-eu');
    expect(app.told()).toEqual(['show: Production EU: Uthmani text failed']);
    expect(app.last.hasSound).toBe(true);
    for (let n = 0; n < 17; n++) app.fails('production-eu');
    expect(app.told()).toEqual([]);
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['update: Production EU: 18 quran jobs failed']);
    expect(app.last.hasSound).toBe(false);
    app.pass(HOUR);
    expect(app.told()).toEqual([]);
  });

  test('are told at most every ten seconds, and then whole', () => {
    const app = play();
    for (let n = 0; n < 60; n++) {
      app.fails('staging');
      app.pass(SECOND);
    }
    app.pass(20 * SECOND);
    const told = app.told();
    expect(told.length).toBeLessThanOrEqual(8);
    expect(told.at(-1)).toBe('update: Staging: 60 quran jobs failed');
  });

  test('of other types are counted without a type', () => {
    const app = play();
    app.fails('staging');
    app.fails('staging', { type: 'audio' });
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed', 'update: Staging: 2 jobs failed']);
  });

  test('a job that fails again is not counted twice', () => {
    const app = play();
    app.fails('staging', { job: 'a' });
    app.fails('staging', { job: 'b' });
    app.retried('staging', 'a');
    expect(app.open).toEqual({ staging: 1 });
    app.fails('staging', { job: 'a' });
    app.pass(12 * SECOND);
    expect(app.lastGroup).toMatchObject({ count: 2, open: 2 });
    expect(app.open).toEqual({ staging: 2 });
  });

  test.each([
    ['another signature', 'staging', { signature: 'Timeout' }],
    ['another environment', 'cairo', {}],
  ])('%s is an incident of its own', (_, environment, what) => {
    const app = play();
    app.fails('staging');
    app.fails(environment, what);
    expect(app.told().filter((line) => line.startsWith('show'))).toHaveLength(2);
  });
});

describe('an incident', () => {
  test('goes with its acknowledgement, and the next failure is news', () => {
    const app = play();
    app.fails('staging', { signature: 'A' });
    app.fails('staging', { signature: 'B' });
    app.fails('cairo', { signature: 'A' });
    app.told();
    app.feed({ kind: 'acknowledge', environmentId: 'staging', signature: 'A' });
    expect(app.told()).toEqual(['close']);
    expect(app.open).toEqual({ staging: 1, cairo: 1 });
    app.feed({ kind: 'acknowledge', environmentId: 'staging' });
    expect(app.open).toEqual({ staging: 0, cairo: 1 });
    app.told();
    app.fails('staging', { signature: 'A' });
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed']);
  });

  test('without a failed job left takes its notification along, and comes back silently within six hours', () => {
    const app = play();
    app.fails('staging', { job: 'a' });
    app.fails('staging', { job: 'b' });
    app.told();
    app.retried('staging', 'a');
    expect(app.told()).toEqual([]);
    app.deleted('staging', 'b');
    expect(app.told()).toEqual(['close']);
    expect(app.open).toEqual({ staging: 0 });
    app.pass(HOUR);
    app.fails('staging', { job: 'a' });
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['update: Staging: 2 quran jobs failed']);
  });

  test('that was quiet for six hours without a failed job is over: the next failure is news', () => {
    const app = play();
    app.fails('staging', { job: 'a' });
    app.retried('staging', 'a');
    app.pass(6 * HOUR + MINUTE);
    app.told();
    app.fails('staging', { job: 'a' });
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed']);
  });

  test('with a failed job is open however long it was quiet', () => {
    const app = play();
    app.fails('staging');
    app.pass(30 * HOUR);
    app.told();
    app.fails('staging');
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['update: Staging: 2 quran jobs failed']);
  });

  test('whose notification a person closed counts on for tray and badge alone', () => {
    const app = play();
    app.fails('staging');
    app.feed({ kind: 'dismissed', key: app.last.key });
    app.told();
    app.fails('staging');
    app.pass(MINUTE);
    expect(app.told()).toEqual([]);
    expect(app.open).toEqual({ staging: 2 });
  });

  test('is counted anew by what the server says: jobs that are failed no longer go, others come', () => {
    const app = play();
    for (const job of ['a', 'b', 'c']) app.fails('staging', { job });
    const { key } = app.lastGroup;
    // "c" fails while the server is asked.
    app.feed({ kind: 'recount', key, asked: ['a', 'b'], jobIds: ['b', 'x'], total: 2 });
    expect(app.state.groups[0]).toMatchObject({ open: ['b', 'c', 'x'], closed: ['a'], untracked: 0 });
    expect(app.open).toEqual({ staging: 3 });
    app.feed({ kind: 'recount', key, asked: ['b', 'c', 'x'], jobIds: ['b'], total: 900 });
    expect(app.open).toEqual({ staging: 900 });
    app.told();
    app.feed({ kind: 'recount', key, asked: ['b'], jobIds: [], total: 0 });
    expect(app.told()).toEqual(['close']);
  });

  test('of very many jobs is counted, not kept job by job', () => {
    const app = play();
    for (let n = 0; n < 2_500; n++) app.fails('staging');
    expect(app.state.groups[0]).toMatchObject({ count: 2_500, untracked: 500 });
    expect(app.open).toEqual({ staging: 2_500 });
  });

  test('of an environment that is removed goes with it', () => {
    const app = play();
    app.fails('staging');
    app.told();
    app.feed({ kind: 'environments', ids: ['cairo'] });
    expect(app.told()).toEqual(['close']);
    expect(app.open).toEqual({ staging: 0 });
  });
});

describe('what completes', () => {
  const completions = settings({ rules: [rule({ event: 'completed' })] });

  test('is one notification a type, and news again after ten quiet minutes', () => {
    const app = play(completions);
    for (let n = 0; n < 5; n++) app.completes('staging');
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['show: Staging: Uthmani text completed', 'update: Staging: 5 quran jobs completed']);
    expect(app.open).toEqual({});
    app.pass(11 * MINUTE);
    app.completes('staging');
    expect(app.told()).toEqual(['show: Staging: Uthmani text completed']);
  });

  test('tells nobody where no rule says so', () => {
    const app = play();
    app.completes('staging');
    app.pass(MINUTE);
    expect(app.effects).toEqual([]);
  });
});

describe('a long run', () => {
  const afterTen = settings({ rules: [rule({ event: 'long run', afterMinutes: 10 })] });

  test('is told once', () => {
    const app = play(afterTen);
    app.runs('staging', { job: 'a' });
    app.pass(9 * MINUTE);
    expect(app.told()).toEqual([]);
    app.pass(2 * MINUTE);
    expect(app.told()).toEqual(['show: Staging: Uthmani text runs for long']);
    app.pass(3 * HOUR);
    expect(app.told()).toEqual([]);
  });

  test('that ends in time, or whose run begins anew, is none', () => {
    const app = play(afterTen);
    app.runs('staging', { job: 'a' });
    app.runs('staging', { job: 'b' });
    app.pass(9 * MINUTE);
    app.completes('staging', { job: 'a' });
    app.runs('staging', { job: 'b' });
    app.pass(9 * MINUTE);
    expect(app.told()).toEqual([]);
  });

  test('of several jobs is one notification', () => {
    const app = play(afterTen);
    for (const job of ['a', 'b', 'c']) app.runs('staging', { job });
    app.pass(11 * MINUTE);
    expect(app.told()).toEqual(['show: Staging: 3 quran jobs run for long']);
  });

  test('is seen of a job that ran before the connection was made, and told once though it is heard of again', () => {
    const app = play(afterTen);
    const job = { jobId: 'a', jobName: 'Uthmani text', jobType: 'quran', priority: null, since: app.now - 9 * MINUTE };
    app.feed({ kind: 'running', environmentId: 'staging', jobs: [job] });
    app.pass(2 * MINUTE);
    app.feed({ kind: 'running', environmentId: 'staging', jobs: [job] });
    app.pass(MINUTE);
    expect(app.told()).toEqual(['show: Staging: Uthmani text runs for long']);
  });
});

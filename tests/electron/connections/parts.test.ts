import { describe, expect, test } from 'vitest';
import type { ConnectionStatus } from '#electron/bridge/status.ts';
import { atMost } from '#electron/connections/at-most.ts';
import { healthOf } from '#electron/connections/health.ts';
import { createLineRing } from '#electron/connections/local/line-ring.ts';
import { nameEnvironment } from '#electron/connections/name-environment.ts';
import { mergeSubscriptions, pickProgress } from '#electron/connections/relay/merge-subscriptions.ts';
import { findProxy, readPac } from '#electron/connections/remote/proxy.ts';
import { until } from '#tests/support/until.ts';

describe('subscriptions to progress of several windows', () => {
  test.each([
    [[], { all: false }],
    [[{ all: false }], { all: false }],
    [[{ all: false }, { jobIds: ['a'] }], { jobIds: ['a'] }],
    [[{ jobIds: ['a', 'b'] }, { jobIds: ['b', 'c'] }, { all: false }], { jobIds: ['a', 'b', 'c'] }],
    [[{ jobTypes: ['quran'] }, { jobTypes: ['audio', 'quran'] }], { jobTypes: ['quran', 'audio'] }],
    [[{ jobTypes: ['quran'] }, { jobIds: ['a'] }], { all: true }],
    [[{ jobIds: ['a'] }, { all: true }], { all: true }],
    [[{ jobIds: [] }], { jobIds: [] }],
  ])('are one: %j', (subscriptions, merged) => {
    expect(mergeSubscriptions(subscriptions)).toEqual(merged);
  });

  test('are one for all jobs where they name more than one may', () => {
    const jobIds = (letter: string) => Array.from({ length: 700 }, (_, n) => `${letter}${n}`);
    expect(mergeSubscriptions([{ jobIds: jobIds('a') }, { jobIds: jobIds('b') }])).toEqual({ all: true });
  });

  test('each gets what it asked for', () => {
    const entry = (jobId: string) => ({ jobId, progressPercentage: 1, done: 1, total: null, message: null });
    const payload = { at: new Date(), jobs: [entry('a'), entry('b')] };
    expect(pickProgress(payload, { all: true })).toBe(payload);
    expect(pickProgress(payload, { jobTypes: ['quran'] })).toBe(payload);
    expect(pickProgress(payload, { all: false })).toBeUndefined();
    expect(pickProgress(payload, { jobIds: ['c'] })).toBeUndefined();
    expect(pickProgress(payload, { jobIds: ['b', 'c'] })).toEqual({ at: payload.at, jobs: [entry('b')] });
  });
});

describe('the proxy', () => {
  test.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example.com:3128; DIRECT', 'http://proxy.example.com:3128/'],
    ['HTTPS proxy.example.com:443', 'https://proxy.example.com/'],
    ['SOCKS5 a:1; PROXY b:2', 'http://b:2/'],
    ['SOCKS5 a:1; DIRECT', null],
  ])('that the system names: %s', (answer, expected) => {
    expect(readPac(answer)?.href ?? null).toBe(expected);
  });
  test('of a kind that can not be used is refused', () => {
    expect(() => readPac('SOCKS5 a:1')).toThrow("The system names a proxy that can't be used here (SOCKS5 a:1): it must be an HTTP proxy");
  });
  test('is the one that the environment names, the system, or none', async () => {
    const system = async () => 'PROXY system:1';
    expect(await findProxy({ mode: 'none' }, 'http://x', system)).toBeNull();
    expect((await findProxy({ mode: 'system' }, 'http://x', system))?.host).toBe('system:1');
    expect((await findProxy({ mode: 'manual', url: 'http://mine:2' }, 'http://x', system))?.host).toBe('mine:2');
  });
});

test.each([
  ['Production (EU)', [], 'production-eu'],
  ['Production', ['production', 'production-2'], 'production-3'],
  ['Zürich', [], 'zurich'],
  ['الإنتاج', ['local'], 'environment'],
  ['Local', ['local'], 'local-2'],
  ['x'.repeat(60), [], 'x'.repeat(36)],
])('the environment %s is named in addresses: beside %j it is %s', (name, taken, id) => {
  expect(nameEnvironment(name, taken)).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
  expect(nameEnvironment(name, taken).startsWith(id)).toBe(true);
});

describe('health', () => {
  const since = new Date();
  const live: ConnectionStatus = { kind: 'live', since };
  const offline: ConnectionStatus = { kind: 'offline', since, reason: { code: 'X', status: 503, message: '' }, retryAt: null };
  const known = { connection: live, openFailures: 0, parts: null, local: null };
  test.each([
    ['live and nothing open', known, 'healthy'],
    ['an incident is open', { ...known, openFailures: 2 }, 'failing'],
    ['the queue is away', { ...known, parts: { database: 'ready', queue: 'away' } }, 'attention'],
    ['it catches up', { ...known, connection: { kind: 'catching up', since } }, 'attention'],
    ['it is offline, whatever was open', { ...known, connection: offline, openFailures: 2 }, 'unknown'],
    ['a server is not connected yet', { ...known, connection: { kind: 'connecting', since } }, 'unknown'],
    ['the local one starts', { ...known, connection: { kind: 'connecting', since }, local: { state: 'starting' } }, 'attention'],
    ['the local one was given up', { ...known, connection: offline, local: { state: 'given up', reason: '', log: [] } }, 'unknown'],
  ] as const)('where %s', (_where, facts, health) => {
    expect(healthOf(facts as never)).toBe(health);
  });
});

test('lines of a process are told whole, without secrets, and the last ones kept', () => {
  const told: string[] = [];
  const ring = createLineRing((line) => told.push(line));
  ring.write('one\ntw');
  ring.write('o\r\n\nSign in as admin with the password hunter22 (shown only now)\nhttp://x/#sign-in=abc once\nto redis://u:p@host/0\n');
  ring.write('half a li');
  expect(told).toEqual([
    'one',
    'two',
    'Sign in as admin with the password *** (shown only now)',
    'http://x/#sign-in=*** once',
    'to redis://***@host/0',
  ]);
  ring.write(`${Array.from({ length: 1_000 }, (_, n) => `line ${n}`).join('\n')}\n`);
  expect(ring.last()).toHaveLength(200);
  expect(ring.last(1)).toEqual(['line 999']);
});

test('many calls are one, at most every so often, and the last is never lost', async () => {
  const times: number[] = [];
  const ask = atMost(50, () => times.push(performance.now()));
  const end = performance.now() + 300;
  await until('time passed', () => {
    for (let n = 0; n < 1_000; n++) ask();
    return performance.now() > end;
  });
  const soFar = times.length;
  await until('the last one came', () => times.length === soFar + 1);
  for (const [n, time] of times.entries()) if (n > 0) expect(time - (times[n - 1] as number)).toBeGreaterThan(45);
  expect(times.length).toBeGreaterThan(3);
  ask();
  ask.stop();
});

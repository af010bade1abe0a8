import { describe, expect, test } from 'vitest';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { connectionFaults } from '#electron/bridge/failure.ts';
import { tomorrowMorning } from '#electron/bridge/tomorrow-morning.ts';
import { olderSide, waysOut } from '#renderer/desktop/environment/fault-ways.ts';
import { readLogLine } from '#renderer/desktop/environment/read-log-line.ts';
import { readOneTimeCode } from '#renderer/desktop/environment/read-one-time-code.ts';
import { addSample, noteBacklogs, useBacklogs } from '#renderer/desktop/fleet/backlog-history.ts';
import { joinAnswers } from '#renderer/desktop/fleet/search-result.ts';
import { worstFirst } from '#renderer/desktop/health.ts';
import { moveItem } from '#renderer/desktop/settings/move-item.ts';
import { desktop } from '#renderer/i18n/en/desktop.ts';
import { makeState, makeView } from './states-of-desktop.ts';

describe('each way in which a connection fails', () => {
  test.for(connectionFaults)('%s has a sentence of its own and a way out', (code) => {
    expect(desktop.fault[code]).toMatch(/\.$/);
    expect(waysOut(code, 'backend').length).toBeGreaterThan(0);
  });

  test('of versions that don’t fit names the side to update', () => {
    const major = Number.parseInt(CONTRACT_VERSION, 10);
    expect(olderSide(`${major + 1}.0`, '')).toBe('app');
    expect(olderSide(`${major - 1}.9`, '')).toBe('backend');
    expect(olderSide(null, 'This console is too old for the backend: …')).toBe('app');
    expect(olderSide(CONTRACT_VERSION, 'This backend is too old for the console: …')).toBe('backend');
    expect(waysOut('VERSION_MISMATCH', 'app')[0]).toBe('update');
    expect(waysOut('VERSION_MISMATCH', 'backend')).toEqual(['retry']);
  });
});

describe('a line of a log', () => {
  test('is read where it is the backend’s own', () => {
    expect(readLogLine('{"level":50,"time":1773326881000,"msg":"no","err":{"message":"port taken"}}')).toEqual({
      at: new Date(1_773_326_881_000),
      level: 'error',
      message: 'no: port taken',
    });
    expect(readLogLine('{"level":"warn","time":"2026-03-12T14:48:01Z","msg":"slow"}')).toMatchObject({ level: 'warn', message: 'slow' });
  });

  test('is shown as it is where it is something else', () => {
    for (const line of ['FATAL: no', '{"a":1}', 'null', '12', ''])
      expect(readLogLine(line)).toEqual({ at: null, level: '', message: line });
  });
});

test.for([
  ['https://sync.example.com/#sign-in=ab-C_9', 'ab-C_9'],
  [' ab-C_9 ', 'ab-C_9'],
  ['https://sync.example.com/', null],
  ['', null],
] as const)('the one-time code of “%s” is %s', ([text, code]) => expect(readOneTimeCode(text)).toBe(code));

describe('the backlog of a day', () => {
  const quarter = 15 * 60_000;

  test('is the most of each quarter of an hour, and forgets what is older', () => {
    let history = addSample([], 10 * quarter + 5, 3);
    history = addSample(history, 10 * quarter + 60_000, 9);
    history = addSample(history, 10 * quarter + 90_000, 4);
    history = addSample(history, 12 * quarter, 1);
    expect(history).toEqual([
      [10 * quarter, 9],
      [12 * quarter, 1],
    ]);
    expect(addSample(history, 106 * quarter, 2)).toEqual([
      [12 * quarter, 1],
      [106 * quarter, 2],
    ]);
  });

  test('has no value for a time at which an environment was away, and goes with the environment', () => {
    const away = makeView(
      'Cairo',
      {},
      { connection: { kind: 'offline', since: new Date(0), reason: { code: 'X', status: 503, message: '' }, retryAt: null } },
    );
    noteBacklogs(makeState([makeView('Staging'), away]), 10 * quarter);
    expect(useBacklogs.getState().histories).toEqual({ staging: [[10 * quarter, 4]], cairo: [] });
    noteBacklogs(makeState([away]), 11 * quarter);
    expect(useBacklogs.getState().histories).toEqual({ cairo: [] });
  });
});

describe('a search of the fleet', () => {
  const job = (jobId: string, minute: number) => ({ jobId, endedAt: new Date(minute * 60_000) }) as never;
  const of = (name: string) => makeView(name).environment;

  test('joins the answers, the newest first, and says who did not answer', () => {
    const found = joinAnswers(
      [
        {
          environment: of('A'),
          answer: { page: { items: [job('a1', 3), job('a2', 1)], total: 18, totalIsLowerBound: false }, ms: 20 },
          isAsked: false,
        },
        { environment: of('B'), answer: { page: { items: [job('b1', 2)], total: 5, totalIsLowerBound: true }, ms: 240 }, isAsked: false },
        { environment: of('C'), answer: { page: { items: [], total: 0, totalIsLowerBound: false }, ms: 3 }, isAsked: false },
        { environment: of('D'), answer: undefined, isAsked: false },
        { environment: of('E'), answer: undefined, isAsked: true },
      ],
      2,
    );
    expect(found.jobs.map(({ job }) => job.jobId)).toEqual(['a1', 'b1']);
    expect(found).toMatchObject({ total: 23, isLowerBound: true, answered: 3, ms: 240, isWaiting: true });
    expect(found.places.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(found.silent.map(({ name }) => name)).toEqual(['D']);
  });
});

test('environments stand worst first, and as they are ordered where they are equal', () => {
  const views = (['healthy', 'failing', 'attention', 'unknown', 'failing'] as const).map((health, n) =>
    makeView(`${n} ${health}`, {}, { health }),
  );
  expect(worstFirst(views).map(({ environment }) => environment.name)).toEqual([
    '1 failing',
    '4 failing',
    '3 unknown',
    '2 attention',
    '0 healthy',
  ]);
});

test('an item moves by a step, and not beyond the ends', () => {
  expect(moveItem(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moveItem(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moveItem(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('till tomorrow is till the morning to come', () => {
  expect(tomorrowMorning(new Date(2026, 2, 12, 22).getTime())).toEqual(new Date(2026, 2, 13, 8));
  expect(tomorrowMorning(new Date(2026, 2, 12, 2).getTime())).toEqual(new Date(2026, 2, 12, 8));
});

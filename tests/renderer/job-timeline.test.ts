import { describe, expect, it } from 'vitest';
import type { Attempt, AuditEntry } from '#contract/schemas/records.ts';
import { listAxisTicks } from '#renderer/components/job/timeline/axis-ticks.ts';
import { placeBars, placeMarks } from '#renderer/components/job/timeline/place-items.ts';
import { createTimeScale } from '#renderer/components/job/timeline/time-scale.ts';
import { type Bar, listBusySpans, listTimelineEvents, type Mark } from '#renderer/components/job/timeline/timeline-events.ts';

const T = Date.parse('2026-03-14T14:18:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const run = (from: number, to: number | null, outcome: Attempt['outcome'], attempt = 1): Attempt => ({
  attempt,
  runToken: `${attempt}-${from}`,
  workerId: 'w',
  startedAt: new Date(from),
  endedAt: to === null ? null : new Date(to),
  outcome,
  errorMessage: null,
  errorSignature: null,
  checkpoint: null,
});
const entry = (id: number, action: string, at: number): AuditEntry => ({
  id,
  jobId: 'a',
  action,
  performedBy: 'anna',
  performedAt: new Date(at),
  metadata: {},
});
const bar = (from: number, to: number): Bar => ({ kind: 'run', run: run(from, to, 'completed'), from, to });
const mark = (at: number): Mark => ({ kind: 'action', entry: entry(at, 'pause', at), at });

describe('the time scale', () => {
  it('places moments in proportion, and finds them again', () => {
    const scale = createTimeScale([{ from: T, to: T + 10 * MINUTE }], 50, 450);
    expect(scale.x(T)).toBe(50);
    expect(scale.x(T + 10 * MINUTE)).toBe(450);
    expect(scale.x(T + 5 * MINUTE)).toBe(250);
    expect(scale.at(250)).toBe(T + 5 * MINUTE);
    expect(scale.breaks).toEqual([]);
  });

  it('keeps what is outside at its edges', () => {
    const scale = createTimeScale([{ from: T, to: T + MINUTE }], 0, 100);
    expect(scale.x(T - DAY)).toBe(0);
    expect(scale.x(T + DAY)).toBe(100);
    expect(scale.at(-20)).toBe(T);
    expect(scale.at(500)).toBe(T + MINUTE);
  });

  it('cuts a wait short that dwarfs what happened', () => {
    const busy = [
      { from: T, to: T + MINUTE },
      { from: T + 9 * DAY, to: T + 9 * DAY + MINUTE },
    ];
    const scale = createTimeScale(busy, 0, 400);
    expect(scale.segments).toHaveLength(2);
    expect(scale.breaks).toHaveLength(1);
    const [gap] = scale.breaks;
    expect((gap?.x1 ?? 0) - (gap?.x0 ?? 0)).toBe(26);
    // Both minutes have the same room, and it is most of the axis.
    expect(scale.x(T + MINUTE)).toBeCloseTo(187, 5);
    expect(scale.x(T + 9 * DAY)).toBeCloseTo(213, 5);
    expect(scale.x(T + 9 * DAY + MINUTE)).toBeCloseTo(400, 5);
    expect(scale.at(200)).toBeGreaterThan(T + DAY);
  });

  it('leaves a wait as it is that is no longer than what happened', () => {
    const busy = [
      { from: T, to: T + 2 * MINUTE },
      { from: T + 4 * MINUTE, to: T + 6 * MINUTE },
    ];
    expect(createTimeScale(busy, 0, 300).breaks).toEqual([]);
  });

  it('has room for what happened between many waits', () => {
    const busy = Array.from({ length: 200 }, (_, n) => ({ from: T + n * DAY, to: T + n * DAY + 1_000 }));
    const scale = createTimeScale(busy, 0, 400);
    const idle = scale.breaks.reduce((sum, { x0, x1 }) => sum + x1 - x0, 0);
    expect(idle).toBeCloseTo(240, 5);
    expect(scale.x(T + 199 * DAY + 1_000)).toBeCloseTo(400, 5);
  });

  it('shows a moment, and nothing at all, without dividing by nothing', () => {
    const moment = createTimeScale([{ from: T, to: T }], 10, 110);
    expect(moment.x(T)).toBe(10);
    expect(moment.pxPerMs).toBeCloseTo(0.1);
    const empty = createTimeScale([], 10, 110);
    expect(empty.x(T)).toBe(10);
    expect(empty.at(50)).toBe(0);
  });
});

describe('labels of the axis', () => {
  const shapes = (from: number, to: number, zone = 'UTC') =>
    listAxisTicks(createTimeScale([{ from, to }], 0, 376), zone).map(({ at, shape }) => [new Date(at).toISOString().slice(5, 19), shape]);

  it('are seconds of a run of seconds', () => {
    expect(shapes(T + 500, T + 9_000)).toEqual([
      ['03-14T14:18:02', 'time'],
      ['03-14T14:18:04', 'time'],
      ['03-14T14:18:06', 'time'],
      ['03-14T14:18:08', 'time'],
    ]);
  });

  it('are minutes of a run of minutes', () => {
    const ticks = shapes(T, T + 12 * MINUTE);
    expect(ticks.map(([at]) => at)).toEqual([
      '03-14T14:18:00',
      '03-14T14:20:00',
      '03-14T14:22:00',
      '03-14T14:24:00',
      '03-14T14:26:00',
      '03-14T14:28:00',
      '03-14T14:30:00',
    ]);
    expect(new Set(ticks.map(([, shape]) => shape))).toEqual(new Set(['minutes']));
  });

  it('name the day where there is more than one', () => {
    const ticks = shapes(T, T + 40 * 60 * MINUTE);
    expect(ticks[0]?.[1]).toBe('dayTime');
    expect(ticks.some(([, shape]) => shape === 'minutes')).toBe(true);
  });

  it('are days of a run of days, at midnights of the zone', () => {
    const ticks = shapes(T, T + 20 * DAY, 'Asia/Riyadh');
    expect(ticks.every(([at, shape]) => shape === 'day' && at?.endsWith('T21:00:00'))).toBe(true);
  });

  it('never lie over one another, however many parts there are', () => {
    const busy = Array.from({ length: 40 }, (_, n) => ({ from: T + n * DAY, to: T + n * DAY + 5_000 }));
    const ticks = listAxisTicks(createTimeScale(busy, 0, 376), 'UTC');
    expect(ticks.length).toBeGreaterThan(1);
    for (const [n, tick] of ticks.slice(1).entries()) expect(tick.x - (ticks[n]?.x ?? 0)).toBeGreaterThanOrEqual(44);
  });

  it('label the beginning where no round moment lies between', () => {
    expect(shapes(T + 100, T + 600)).toEqual([['03-14T14:18:01', 'time']]);
    const short = listAxisTicks(
      createTimeScale(
        [
          { from: T + 100, to: T + 200 },
          { from: T + 10 * MINUTE + 10, to: T + 10 * MINUTE + 20 },
        ],
        0,
        376,
      ),
      'UTC',
    );
    expect(short[0]?.at).toBe(T + 100);
  });
});

describe('what a timeline shows', () => {
  const audit = [
    entry(4, 'priority_change', T + 9 * MINUTE),
    entry(3, 'resume', T + 8 * MINUTE),
    entry(2, 'pause', T + 4 * MINUTE),
    entry(1, 'trigger', T),
  ];
  const attempts = [
    run(T + 1_000, T + 2 * MINUTE, 'failed'),
    run(T + 3 * MINUTE, T + 4 * MINUTE, 'paused', 2),
    run(T + 8 * MINUTE, null, 'running', 2),
  ];

  it('has a pause from its action to the one that ended it', () => {
    const { bars } = listTimelineEvents({ pausedAt: null }, attempts, [], audit, T + 10 * MINUTE);
    expect(bars.map(({ kind, from, to }) => [kind, (from - T) / MINUTE, (to - T) / MINUTE])).toEqual([
      ['run', 1 / 60, 2],
      ['run', 3, 4],
      ['pause', 4, 8],
      ['run', 8, 10],
    ]);
  });

  it('has a pause that lasts until now', () => {
    const { bars } = listTimelineEvents({ pausedAt: new Date(T + MINUTE) }, [], [], [entry(1, 'pause', T + MINUTE)], T + 5 * MINUTE);
    expect(bars).toEqual([{ kind: 'pause', from: T + MINUTE, to: T + 5 * MINUTE }]);
  });

  it('has runs that ended badly among the actions, by time', () => {
    const { actions } = listTimelineEvents({ pausedAt: null }, attempts, [], audit, T + 10 * MINUTE);
    expect(actions.map((each) => (each.kind === 'action' ? each.entry.action : each.kind))).toEqual([
      'trigger',
      'end',
      'pause',
      'resume',
      'priority_change',
    ]);
  });

  it('marks the newest checkpoint', () => {
    const checkpoints = [1, 2, 3].map((n) => ({ at: new Date(T + n), attempt: 1, done: n }));
    const { safe } = listTimelineEvents({ pausedAt: null }, [], checkpoints, [], T);
    expect(safe.map((each) => each.kind === 'checkpoint' && each.isNewest)).toEqual([false, false, true]);
  });

  it('gives a pause no room of its own, and a job without history its beginning', () => {
    const events = listTimelineEvents({ pausedAt: new Date(T) }, [], [], [], T + DAY);
    expect(listBusySpans(events, { createdAt: new Date(T), status: 'paused' }, T + DAY)).toEqual([
      { from: T, to: T },
      { from: T + DAY, to: T + DAY },
    ]);
    const none = listTimelineEvents({ pausedAt: null }, [], [], [], T);
    expect(listBusySpans(none, { createdAt: new Date(T), status: 'completed' }, T + DAY)).toEqual([{ from: T, to: T }]);
  });

  it('lasts until now while a job waits', () => {
    const events = listTimelineEvents({ pausedAt: null }, [], [], [entry(1, 'trigger', T)], T + DAY);
    expect(listBusySpans(events, { createdAt: new Date(T), status: 'pending' }, T + DAY)).toEqual([
      { from: T, to: T },
      { from: T + DAY, to: T + DAY },
    ]);
  });
});

describe('items in one place', () => {
  const scale = createTimeScale([{ from: T, to: T + 400_000 }], 0, 400);

  it('are counted together', () => {
    const placed = placeBars([bar(T, T + 1), bar(T + 2_000, T + 2_001), bar(T + 4_000, T + 4_001), bar(T + 100_000, T + 200_000)], scale);
    expect(placed.map(({ bars }) => bars.length)).toEqual([3, 1]);
    expect(placed[1]).toMatchObject({ x: 100, width: 100 });
  });

  it('stay apart where both can be seen', () => {
    const placed = placeBars([bar(T, T + 100_000), bar(T + 90_000, T + 200_000), bar(T + 200_000, T + 200_100)], scale);
    expect(placed.map(({ bars }) => bars.length)).toEqual([1, 1, 1]);
  });

  it('are marks nearer than a gap to the first of them', () => {
    const placed = placeMarks([mark(T), mark(T + 5_000), mark(T + 12_000), mark(T + 40_000)], scale, 11);
    expect(placed.map(({ marks, x }) => [marks.length, x])).toEqual([
      [2, 0],
      [1, 12],
      [1, 40],
    ]);
  });

  it('are few, of however many', () => {
    const marks = Array.from({ length: 500 }, (_, n) => mark(T + n * 800));
    const placed = placeMarks(marks, scale, 14);
    expect(placed.length).toBeLessThan(32);
    expect(placed.reduce((sum, each) => sum + each.marks.length, 0)).toBe(500);
  });
});

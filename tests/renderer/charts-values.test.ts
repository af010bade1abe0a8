import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listColumns } from '#renderer/components/charts/bar-columns.ts';
import { findLoners } from '#renderer/components/charts/line-buckets.ts';
import { thinLines } from '#renderer/components/charts/thin-lines.ts';
import { axisFromZero, axisOfMagnitudes, shareOfAxis } from '#renderer/components/charts/value-ticks.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('An axis from zero', () => {
  test('has round ticks and ends a little over the most', () => {
    expect(axisFromZero(6_200, 224, 'number', true)).toEqual({ low: 0, high: 7_000, ticks: [0, 2_000, 4_000, 6_000], scale: 'linear' });
    expect(axisFromZero(2_650, 176, 'number', true)).toMatchObject({ high: 3_000, ticks: [0, 1_000, 2_000, 3_000] });
  });

  test('has no ticks between whole numbers', () => {
    expect(axisFromZero(1, 200, 'number', true).ticks).toEqual([0, 1]);
    expect(axisFromZero(1, 200, 'number', false).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => expect.closeTo(tick)));
  });

  test('of durations steps as a clock does', () => {
    expect(axisFromZero(100 * SECOND, 200, 'duration', false).ticks).toEqual([0, 30, 60, 90].map((n) => n * SECOND));
  });

  test('of nothing, or too low for lines, has its floor alone', () => {
    expect(axisFromZero(0, 200, 'number', true).ticks).toEqual([0]);
    expect(axisFromZero(500, 54, 'number', true)).toMatchObject({ ticks: [0] });
  });

  test('holds every value', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), fc.integer({ min: 20, max: 800 }), (most, height) => {
        const axis = axisFromZero(most, height, 'number', false);
        expect(axis.high).toBeGreaterThanOrEqual(most);
        expect(axis.ticks.length).toBeLessThanOrEqual(height / 40 + 3);
      }),
    );
  });
});

describe('An axis of magnitudes', () => {
  test('marks seconds and minutes around the values', () => {
    const axis = axisOfMagnitudes(40 * SECOND, 24 * MINUTE, 176, 'duration');
    expect(axis).toMatchObject({ low: 10 * SECOND, scale: 'log' });
    expect(axis.ticks).toEqual([10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE]);
    expect(shareOfAxis(axis, 10 * SECOND)).toBe(0);
    expect(shareOfAxis(axis, 0)).toBe(0);
    expect(shareOfAxis(axis, axis.high)).toBe(1);
  });

  test('of plain numbers marks 1, 2 and 5', () => {
    expect(axisOfMagnitudes(3, 70, 300, 'number').ticks).toEqual([2, 5, 10, 20, 50, 100]);
  });

  test('keeps its ends apart where all values are alike', () => {
    const axis = axisOfMagnitudes(500, 500, 176, 'duration');
    expect(axis.high).toBeGreaterThan(axis.low);
    expect(shareOfAxis(axis, 500)).toBeGreaterThan(0);
  });
});

describe('Bars', () => {
  test('stand with a gap where they have room', () => {
    const { count, left, right, layers } = listColumns(
      [0, 1, 2],
      [
        [5, 6],
        [1, 0],
      ],
      (at) => at * 10,
    );
    expect([count, [...left], [...right], layers.map((layer) => [...layer])]).toEqual([
      2,
      [0, 10],
      [8, 18],
      [
        [5, 6],
        [1, 0],
      ],
    ]);
  });

  test('that share a pixel are as high as the highest, and still show a failure', () => {
    const { count, layers } = listColumns(
      [0, 1, 2, 3, 4],
      [
        [10, 5, 9, 1],
        [0, 4, 0, 0],
      ],
      (at) => at / 10,
    );
    expect([count, layers[0]?.[0], layers[1]?.[0]]).toEqual([1, 6, 4]);
  });

  test('lose no failure and never pass the highest bucket', () => {
    const value = fc.nat(1_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 400 }), (buckets) => {
        const edges = Array.from({ length: buckets.length + 1 }, (_, n) => n);
        const columns = listColumns(edges, [buckets.map(([a]) => a), buckets.map(([, b]) => b)], (at) => at * 0.3);
        const bars = Array.from({ length: columns.count }, (_, n) => [columns.layers[0]?.[n] ?? 0, columns.layers[1]?.[n] ?? 0] as const);
        expect(Math.max(...bars.map(([a, b]) => a + b))).toBe(Math.max(...buckets.map(([a, b]) => a + b)));
        expect(Math.max(...bars.map(([, b]) => b))).toBe(Math.max(...buckets.map(([, b]) => b)));
      }),
    );
  });
});

describe('Lines', () => {
  test('of thousands of points keep their spikes, their ends and their breaks', () => {
    const xs = Array.from({ length: 1_000 }, (_, n) => n);
    const line = xs.map((x) => (x === 503 ? 99 : x >= 700 && x < 800 ? null : 1));
    const thin = thinLines(xs, [line], 100);
    expect(thin.xs).toHaveLength(100);
    expect(thin.lines[0]?.[50]).toBe(99);
    expect(thin.lines[0]?.slice(70, 80)).toEqual(Array(10).fill(null));
    expect(thin.lines[0]?.filter((value) => value === 1)).toHaveLength(89);
  });

  test('of few points stay as they are', () => {
    expect(thinLines([1, 2, 3], [[4, undefined, 6]], 3)).toEqual({ xs: [1, 2, 3], lines: [[4, undefined, 6]] });
  });

  test('have a dot for a value between two breaks', () => {
    expect(findLoners([1, null, 2, null, 3, 4])).toEqual([0, 2]);
    expect(findLoners([null, undefined, 7, undefined])).toEqual([2]);
    expect(findLoners([1, undefined, 2])).toEqual([]);
    expect(findLoners([])).toEqual([]);
  });
});

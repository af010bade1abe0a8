import { describe, expect, test } from 'vitest';
import { placeDuration, STRIP } from '#renderer/components/charts/duration-scale.ts';
import { combineValues, layWeek, moveInWeek, shadeCell } from '#renderer/components/charts/heat-scale.ts';
import { drawPath, placeLines } from '#renderer/components/charts/sparkline-path.ts';
import { nameWeekday } from '#renderer/components/charts/time-format.ts';

describe('The week', () => {
  test('starts on the given day; an hour that is absent counts 0, one that was not measured counts nothing', () => {
    const rows = layWeek(
      [
        { weekday: 6, hour: 2, value: 7 },
        { weekday: 0, hour: 23, value: null },
      ],
      6,
    );
    expect(rows.map(({ weekday }) => weekday)).toEqual([6, 0, 1, 2, 3, 4, 5]);
    expect([rows[0]?.hours[2], rows[0]?.hours[3], rows[1]?.hours[23]]).toEqual([7, 0, null]);
  });

  test('shades from nothing to the deepest, and keeps the smallest value in sight', () => {
    expect([null, 0, 1, 31, 62].map((value) => shadeCell(value, 62))).toEqual([0, 0, 11, 40, 70]);
    expect(shadeCell(0, 0)).toBe(0);
  });

  test('adds what adds, and takes the greatest of what does not', () => {
    expect(combineValues([1, null, 4], 'sum')).toBe(5);
    expect(combineValues([1, null, 4], 'max')).toBe(4);
    expect(combineValues([null], 'sum')).toBeNull();
  });

  test('is walked by arrows, and not left by them', () => {
    expect(moveInWeek('ArrowDown', 0, 5)).toEqual({ row: 1, hour: 5 });
    expect(moveInWeek('ArrowRight', 6, 23)).toEqual({ row: 6, hour: 23 });
    expect(moveInWeek('Home', 3, 9)).toEqual({ row: 3, hour: 0 });
    expect(moveInWeek('Tab', 3, 9)).toBeNull();
  });

  test('names its days in any language', () => {
    expect([nameWeekday(0, 'en', 'short'), nameWeekday(6, 'en', 'long'), nameWeekday(0, 'ar', 'long')]).toEqual([
      'Sun',
      'Saturday',
      'الأحد',
    ]);
  });
});

describe('A duration against its type', () => {
  test('lies on a log scale on which p5 and p95 are fixed', () => {
    expect(placeDuration(100, 100, 10_000)).toBe(STRIP.p5);
    expect(placeDuration(10_000, 100, 10_000)).toBe(STRIP.p95);
    expect(placeDuration(1_000, 100, 10_000)).toBeCloseTo((STRIP.p5 + STRIP.p95) / 2);
  });

  test('never leaves the strip', () => {
    expect(placeDuration(0, 100, 10_000)).toBe(STRIP.dot);
    expect(placeDuration(1e12, 100, 10_000)).toBe(STRIP.width - STRIP.dot);
  });

  test('is shorter, alike or longer where all runs took equally long', () => {
    const places = [10, 50, 90].map((ms) => placeDuration(ms, 50, 50));
    expect(places[0]).toBeLessThan(STRIP.p5);
    expect(places[1]).toBe((STRIP.p5 + STRIP.p95) / 2);
    expect(places[2]).toBeGreaterThan(STRIP.p95);
  });
});

describe('A sparkline', () => {
  test('shares its scale with the period before, and leaves room for the dot', () => {
    const [now, before] = placeLines([[0, 10], [20]], 84, 26);
    expect(now).toEqual([
      { x: 0, y: 23 },
      { x: 81, y: 13 },
    ]);
    expect(before).toEqual([{ x: 81, y: 3 }]);
  });

  test('that never changes lies in the middle, and an empty one draws nothing', () => {
    expect(placeLines([[3, 3]], 84, 26)[0]?.map(({ y }) => y)).toEqual([13, 13]);
    expect(placeLines([[], []], 84, 26)).toEqual([[], []]);
    expect(drawPath([])).toBe('');
    expect(drawPath([{ x: 0, y: 1 }])).toBe('M0.0 1.0');
  });
});

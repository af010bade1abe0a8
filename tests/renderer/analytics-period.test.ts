import { describe, expect, test } from 'vitest';
import { toRows } from '#renderer/pages/analytics/figure-rows.ts';
import { bucketsFor, changeOf, periodOf, readSpan, usualBucket, writeSpan } from '#renderer/pages/analytics/period.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-03-29T10:20:00Z');

describe('a period', () => {
  test('of 24 hours ends with the hour in hand', () => {
    expect(periodOf('24h', now, 'UTC')).toEqual({ from: Date.parse('2026-03-28T11:00Z'), to: Date.parse('2026-03-29T11:00Z') });
  });

  test('of days is whole days of the zone, a change of clocks included', () => {
    const { from, to } = periodOf('7d', now, 'Europe/Berlin');
    expect(new Date(from).toISOString()).toBe('2026-03-22T23:00:00.000Z');
    expect(new Date(to).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect((to - from) / HOUR).toBe(7 * 24 - 1);
  });

  test('is drawn in steps that give neither a handful of bars nor thousands', () => {
    for (const range of ['24h', '7d', '28d', '90d'] as const) {
      const period = periodOf(range, now, 'UTC');
      const steps = bucketsFor(period);
      expect(steps).toContain(usualBucket(period));
    }
    expect(bucketsFor(periodOf('24h', now, 'UTC'))).toEqual(['quarter', 'hour']);
    expect(bucketsFor({ from: 0, to: HOUR })).toEqual(['minute', 'quarter']);
    expect(usualBucket({ from: 0, to: HOUR })).toBe('minute');
    expect(usualBucket(periodOf('90d', now, 'UTC'))).toBe('day');
  });

  test('stands in the address and is read back; nonsense is not', () => {
    const span = { from: now - DAY, to: now };
    expect(readSpan(writeSpan(span))).toEqual(span);
    for (const text of [undefined, '', 'now', '1-2', writeSpan({ from: now, to: now - DAY })]) expect(readSpan(text)).toBeUndefined();
  });
});

test('a change is a share of what was before, where there was something', () => {
  expect(changeOf(150, 100)).toBe(0.5);
  expect(changeOf(50, 100)).toBe(-0.5);
  expect(changeOf(5, 0)).toBeNull();
  expect(changeOf(null, 5)).toBeNull();
});

test('figures become rows with a cell a number', () => {
  const figures = {
    runs: 3,
    completed: 2,
    failed: 1,
    cancelled: 0,
    successRate: 2 / 3,
    durationMs: { p5: 1, p50: 2, p95: 3, p99: 4 },
    waitMs: { p50: 5, p95: 6 },
    items: 7,
    itemsPerSecond: 8,
  };
  const at = new Date(now);
  const data = {
    bucket: 'hour' as const,
    from: at,
    to: at,
    series: [],
    byType: [],
    totals: figures,
    previous: figures,
    previousSeries: [],
  };
  expect(toRows({ ...data, buckets: [{ at, jobType: 'quran', ...figures }] })).toEqual([
    expect.objectContaining({ at, jobType: 'quran', runs: 3, durationP50Ms: 2, durationP99Ms: 4, waitP95Ms: 6, items: 7 }),
  ]);
});

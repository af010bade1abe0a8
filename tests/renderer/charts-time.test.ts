import { describe, expect, test } from 'vitest';
import { guessBucket, layLines } from '#renderer/components/charts/line-buckets.ts';
import { fillBuckets, findBucket, listBuckets } from '#renderer/components/charts/list-buckets.ts';
import { speakTime } from '#renderer/components/charts/time-format.ts';
import { listTimeTicks } from '#renderer/components/charts/time-ticks.ts';
import { isStartOfDay, startOfDay } from '#renderer/components/charts/zoned-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (iso: string) => Date.parse(iso);
const iso = (moments: readonly number[]) => moments.map((moment) => new Date(moment).toISOString());
// Clocks go forward on 29 March 2026 at 01:00 UTC.
const berlin = 'Europe/Berlin';

describe('Buckets', () => {
  test('lie where the first known one lies, and cover the span to its end', () => {
    const span = { from: at('2026-03-14T11:07:00Z'), to: at('2026-03-14T12:01:00Z'), bucketMs: HOUR / 4, timeZone: 'UTC' };
    expect(iso(listBuckets(span, at('2026-03-14T11:30:00Z')))).toEqual([
      '2026-03-14T11:00:00.000Z',
      '2026-03-14T11:15:00.000Z',
      '2026-03-14T11:30:00.000Z',
      '2026-03-14T11:45:00.000Z',
      '2026-03-14T12:00:00.000Z',
      '2026-03-14T12:15:00.000Z',
    ]);
  });

  test('count from the zone’s midnight where none is known', () => {
    const edges = listBuckets({
      from: at('2026-03-14T10:40:00Z'),
      to: at('2026-03-14T12:00:00Z'),
      bucketMs: HOUR,
      timeZone: 'Asia/Kathmandu',
    });
    expect(iso(edges)[0]).toBe('2026-03-14T10:15:00.000Z');
  });

  test('of a day are days of the zone, whatever its clocks do', () => {
    const from = at('2026-03-27T23:00:00Z');
    const edges = listBuckets({ from, to: at('2026-03-30T22:00:00Z'), bucketMs: DAY, timeZone: berlin }, from);
    expect(iso(edges)).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  test('are found for any moment, and hold what falls into them', () => {
    const edges = [0, 10, 20, 30];
    expect([-5, 0, 9, 10, 29, 30, 99].map((moment) => findBucket(edges, moment))).toEqual([0, 0, 0, 1, 2, 2, 2]);
    const points = [
      { at: 5, value: 1 },
      { at: 7, value: 2 },
      { at: 20, value: 4 },
      { at: 30, value: 8 },
      { at: -1, value: 16 },
    ];
    expect(fillBuckets(edges, points, [({ value }) => value])).toEqual([[3, 0, 4]]);
  });

  test('of lines are as wide as the smallest distance, and a day of 23 hours is a day', () => {
    const span = { from: at('2026-03-27T23:00:00Z'), to: at('2026-03-30T22:00:00Z') };
    const points = ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'].map((moment, n) => ({
      at: at(moment),
      values: [n === 1 ? null : n],
    }));
    expect(guessBucket(points, span)).toBe(DAY);
    const laid = layLines({ ...span, points, series: [{ label: 'p50', dash: 'solid' }], timeZone: berlin, bucketMs: undefined });
    expect(laid.lines).toEqual([[0, null, 2]]);
  });

  test('of lines without a point let the line go on', () => {
    const points = [0, 1, 4].map((n) => ({ at: n * HOUR, values: [n] }));
    const laid = layLines({ from: 0, to: 5 * HOUR, points, series: [{ label: 'p50', dash: 'solid' }], timeZone: 'UTC', bucketMs: HOUR });
    expect(laid.lines).toEqual([[0, 1, undefined, undefined, 4]]);
  });
});

describe('Ticks of time', () => {
  const read = (from: string, to: string, width: number, timeZone: string) => {
    const words = speakTime('en', timeZone);
    return listTimeTicks({ from: at(from), to: at(to) }, width, timeZone).map((tick) => words[tick.shape](tick.at));
  };

  test('are hours for a day, fewer where there is less room', () => {
    expect(read('2026-03-13T21:00Z', '2026-03-14T21:00Z', 892, 'Asia/Riyadh')).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
    ]);
    expect(read('2026-03-13T21:00Z', '2026-03-14T21:00Z', 318, 'Asia/Riyadh')).toEqual(['00:00', '06:00', '12:00', '18:00']);
  });

  test('are days with their weekday for a week, and every seventh day for four', () => {
    expect(read('2026-03-07T21:00Z', '2026-03-14T21:00Z', 1334, 'Asia/Riyadh')).toEqual([
      'Sun 8',
      'Mon 9',
      'Tue 10',
      'Wed 11',
      'Thu 12',
      'Fri 13',
      'Sat 14',
    ]);
    expect(read('2026-02-14T21:00Z', '2026-03-14T21:00Z', 636, 'Asia/Riyadh')).toEqual(['15 Feb', '22 Feb', '1 Mar', '8 Mar']);
  });

  test('are months for a year, and the year where it begins', () => {
    expect(read('2025-10-01T00:00Z', '2026-06-01T00:00Z', 900, 'UTC')).toEqual(['Oct', 'Nov', 'Dec', '2026', 'Feb', 'Mar', 'Apr', 'May']);
  });

  test('leave out the hour that a change of clocks skips', () => {
    expect(read('2026-03-28T23:00Z', '2026-03-29T05:00Z', 700, berlin)).toEqual(['00:00', '01:00', '03:00', '04:00', '05:00', '06:00']);
  });

  test('say the hour that is repeated once, and stay on the clock after it', () => {
    expect(read('2026-10-24T22:00Z', '2026-10-25T06:00Z', 900, berlin)).toEqual([
      '00:00',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
  });

  test('are none where there is no span or no room', () => {
    expect(listTimeTicks({ from: 5, to: 5 }, 900, 'UTC')).toEqual([]);
    expect(listTimeTicks({ from: 0, to: DAY }, 0, 'UTC')).toEqual([]);
  });
});

describe('Words for time', () => {
  test('name whole days without a clock, and the last day that they hold', () => {
    const words = speakTime('en', 'Asia/Riyadh');
    expect(words.range({ from: at('2026-03-13T21:00Z'), to: at('2026-03-14T21:00Z') })).toBe('Sat 14 Mar');
    expect(words.range({ from: at('2026-03-11T21:00Z'), to: at('2026-03-14T21:00Z') })).toMatch(
      /^Thu 12\s*–\s*Sat 14 Mar$|^Thu 12 Mar\s*–\s*Sat 14 Mar$/,
    );
    expect(words.range({ from: at('2026-03-14T09:00Z'), to: at('2026-03-14T09:15Z') })).toMatch(/^Sat 14 Mar, 12:00\s*–\s*12:15$/);
  });

  test('keep Latin digits and the Gregorian calendar in Arabic', () => {
    expect(speakTime('ar-SA', 'Asia/Riyadh').day(at('2026-03-14T09:00Z'))).toMatch(/14/);
  });

  test('know a day that begins at one, because clocks change at midnight', () => {
    // Egypt, 24 April 2026: from 00:00 to 01:00.
    expect(new Date(startOfDay(at('2026-04-24T12:00Z'), 'Africa/Cairo')).toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(isStartOfDay(at('2026-04-23T22:00Z'), 'Africa/Cairo')).toBe(true);
    expect(isStartOfDay(at('2026-04-23T23:00Z'), 'Africa/Cairo')).toBe(false);
  });
});

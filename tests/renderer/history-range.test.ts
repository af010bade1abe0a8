import { describe, expect, test } from 'vitest';
import { clip, rangeOf, spanFor } from '#renderer/pages/history/chart-span.ts';
import { asksMore, readFinished, setFinished, typesOf } from '#renderer/pages/history/finished-range.ts';

const timeZone = 'Asia/Riyadh';
const now = new Date('2026-03-14T11:30:00Z');
const clock = { now, timeZone };
const at = (iso: string) => Date.parse(iso);

describe('a stretch of the chart', () => {
  const range = { from: at('2026-03-12T21:00:00Z'), to: at('2026-03-13T03:00:00Z') };

  test('becomes a condition of the query, which keeps the rest, and is read from it again', () => {
    const query = setFinished('type:quran finished:today "rate limit"', range, timeZone);
    expect(query).toBe('type:quran finished:2026-03-13T00:00+03:00..2026-03-13T06:00+03:00 "rate limit"');
    expect(readFinished(query, clock)).toEqual(range);
    expect(setFinished(query, null, timeZone)).toBe('type:quran "rate limit"');
    expect(setFinished('', range, timeZone)).toBe('finished:2026-03-13T00:00+03:00..2026-03-13T06:00+03:00');
  });

  test('is read from days in the zone, and from open ends', () => {
    expect(readFinished('finished:today', clock)).toEqual({ from: at('2026-03-13T21:00:00Z'), to: at('2026-03-14T21:00:00Z') });
    expect(readFinished('finished:>=-2h', clock)).toEqual({ from: at('2026-03-14T09:30:00Z'), to: Number.POSITIVE_INFINITY });
    expect(readFinished('finished:<2026-03-01', clock)).toEqual({ from: Number.NEGATIVE_INFINITY, to: at('2026-02-28T21:00:00Z') });
  });

  test('is none where the query has none, two, or can’t be read', () => {
    for (const query of ['type:quran', '-finished:today', 'finished:today,yesterday', 'finished:>=-9d finished:<-2d', 'finished:soon'])
      expect(readFinished(query, clock)).toBeNull();
  });
});

test('the chart shows the shortest span that holds the selection', () => {
  const span = (from: string) => spanFor({ from: at(from), to: now.getTime() }, now.getTime(), timeZone);
  expect(spanFor(null, now.getTime(), timeZone)).toBe('7d');
  expect([span('2026-03-08T00:00:00Z'), span('2026-03-02T00:00:00Z'), span('2026-01-02T00:00:00Z'), span('2020-01-01T00:00:00Z')]).toEqual([
    '7d',
    '28d',
    '90d',
    '90d',
  ]);
  expect(rangeOf('7d', now.getTime(), timeZone)).toEqual({ from: at('2026-03-07T21:00:00Z'), to: at('2026-03-14T21:00:00Z') });
});

test('a selection is clipped to what the chart shows', () => {
  const window = { from: 100, to: 200 };
  expect(clip({ from: Number.NEGATIVE_INFINITY, to: 150 }, window)).toEqual({ from: 100, to: 150 });
  expect(clip({ from: 10, to: 100 }, window)).toBeNull();
});

test('the types of a query are those that there are', () => {
  const known = ['quran', 'Prayer', 'audio'];
  expect(typesOf('type:QURAN,prayer,zzz status:failed', known)).toEqual(['quran', 'Prayer']);
  for (const query of ['', '-type:quran', 'type:zzz', 'type:quran type:audio']) expect(typesOf(query, known)).toBeUndefined();
});

test('a query asks for more than types and times, or not', () => {
  expect(['', 'type:quran finished:today', 'type:quran status:failed', 'word'].map(asksMore)).toEqual([false, false, true, true]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import { canonicalZone, dayOf, instantOf } from '#contract/query/zone.ts';

const NOW = new Date('2026-03-12T21:30:00.500Z');

function rangeOf(query: string, timeZone = 'UTC', now = NOW): string {
  const [condition] = resolveQuery(parseQuery(query).terms, { now, timeZone });
  if (condition?.kind === 'moment') {
    const [{ from, before } = { from: null, before: null }] = condition.ranges;
    return `${from?.toISOString() ?? ''} – ${before?.toISOString() ?? ''}`;
  }
  if (condition?.kind === 'number') return condition.ranges.map(({ min, max }) => `${min ?? ''} – ${max ?? ''}`).join(', ');
  throw new Error(`${query} is about no time or number`);
}

describe('days are those of the zone', () => {
  test.each([
    ['created:2026-03-12', 'UTC', '2026-03-12T00:00:00.000Z – 2026-03-13T00:00:00.000Z'],
    ['created:2026-03-12', 'Asia/Riyadh', '2026-03-11T21:00:00.000Z – 2026-03-12T21:00:00.000Z'],
    // It is the 13th there already.
    ['created:today', 'Asia/Riyadh', '2026-03-12T21:00:00.000Z – 2026-03-13T21:00:00.000Z'],
    ['created:yesterday', 'Asia/Riyadh', '2026-03-11T21:00:00.000Z – 2026-03-12T21:00:00.000Z'],
    ['created:today', 'America/Los_Angeles', '2026-03-12T07:00:00.000Z – 2026-03-13T07:00:00.000Z'],
    // Clocks go forward on the 8th: the day has 23 hours.
    ['created:2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z – 2026-03-09T04:00:00.000Z'],
    ['created:2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z – 2026-11-02T05:00:00.000Z'],
    // Midnight itself is skipped: the day begins with the change.
    ['created:2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z – 2018-11-05T02:00:00.000Z'],
    // A day that a country skipped has nothing in it.
    ['created:2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z – 2011-12-30T10:00:00.000Z'],
    ['created:<=2026-03-12', 'UTC', ' – 2026-03-13T00:00:00.000Z'],
    ['created:>2026-03-12', 'UTC', '2026-03-13T00:00:00.000Z – '],
    ['created:<2026-03-12', 'UTC', ' – 2026-03-12T00:00:00.000Z'],
    ['created:2026-03-10..2026-03-12', 'UTC', '2026-03-10T00:00:00.000Z – 2026-03-13T00:00:00.000Z'],
  ])('%s in %s', (query, timeZone, range) => {
    expect(rangeOf(query, timeZone)).toBe(range);
  });
});

describe('times', () => {
  test.each([
    ['created:2026-03-12T14:00', 'Asia/Riyadh', '2026-03-12T11:00:00.000Z – 2026-03-12T11:01:00.000Z'],
    ['created:2026-03-12T14:00:05', 'Asia/Riyadh', '2026-03-12T11:00:05.000Z – 2026-03-12T11:00:06.000Z'],
    ['created:2026-03-12T14:00:05.5Z', 'Asia/Riyadh', '2026-03-12T14:00:05.500Z – 2026-03-12T14:00:05.501Z'],
    ['created:>=2026-03-12T14:00+02:00', 'Asia/Riyadh', '2026-03-12T12:00:00.000Z – '],
    ['created:>2026-03-12T14:00Z', 'UTC', '2026-03-12T14:00:00.001Z – '],
    ['created:<=2026-03-12T14:00Z', 'UTC', ' – 2026-03-12T14:00:00.001Z'],
    // What ends at a time ends before it, so that stretches can follow on each other.
    ['created:2026-03-12T14:00..2026-03-12T15:00', 'UTC', '2026-03-12T14:00:00.000Z – 2026-03-12T15:00:00.000Z'],
    ['created:2026-03-12T14:00..2026-03-13', 'UTC', '2026-03-12T14:00:00.000Z – 2026-03-14T00:00:00.000Z'],
    // 02:30 is skipped, 01:30 comes twice.
    ['created:>=2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z – '],
    ['created:>=2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z – '],
    ['created:>=-1h', 'UTC', '2026-03-12T20:30:00.500Z – '],
    ['created:-2d..-1d', 'UTC', '2026-03-10T21:30:00.500Z – 2026-03-11T21:30:00.500Z'],
    ['older:1h30m', 'UTC', ' – 2026-03-12T20:00:00.500Z'],
    ['newer:1w', 'UTC', '2026-03-05T21:30:00.500Z – '],
  ])('%s in %s', (query, timeZone, range) => {
    expect(rangeOf(query, timeZone)).toBe(range);
  });
});

test.each([
  ['priority:<3', ' – 2'],
  ['priority:>=3', '3 – '],
  ['priority:3,5..7', '3 – 3, 5 – 7'],
  ['progress:>50%', '51 – '],
  ['took:>10m', '600001 – '],
  ['took:<=1.5s', ' – 1500'],
  ['waited:1s..2s', '1000 – 2000'],
])('%s', (query, range) => {
  expect(rangeOf(query)).toBe(range);
});

test('refuses a zone that does not exist', () => {
  expect(() => resolveQuery([], { now: NOW, timeZone: 'Mars/Base' })).toThrow(/no time zone/);
  expect(canonicalZone('asia/RIYADH')).toBe('Asia/Riyadh');
});

test('what a clock says comes back from the instant, in every zone and wherever the machine is', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2037, 0) }).map((ms) => Math.floor(ms / 1_000) * 1_000),
      (zone, wall) => {
        const said = format(zone).format(instantOf(wall, zone));
        const wanted = format('UTC').format(wall);
        // A time that the zone skips is told as the one after the change.
        if (said !== wanted) expect(said > wanted).toBe(true);
        const noon = Math.floor(wall / 86_400_000) * 86_400_000 + 43_200_000;
        const instant = instantOf(noon, zone);
        if (format(zone).format(instant) === format('UTC').format(noon)) expect(dayOf(instant, zone)).toBe(noon - 43_200_000);
      },
    ),
    { numRuns: 2_000 },
  );
});

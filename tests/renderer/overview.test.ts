import { describe, expect, test } from 'vitest';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import type { Analytics } from '#contract/schemas/insight.ts';
import { writeMoment, writeSpan } from '#renderer/lib/query-moment.ts';
import { ranges, ratesOfParts, sumParts, windowAt } from '#renderer/pages/overview/windows.ts';

describe('a window of time', () => {
  test('ends with the bucket in hand, and moves only when that is over', () => {
    const { from, to } = windowAt(Date.parse('2026-03-14T10:07:30Z'), ranges['24h']);
    expect([from.toISOString(), to.toISOString()]).toEqual(['2026-03-13T10:15:00.000Z', '2026-03-14T10:15:00.000Z']);
    expect(windowAt(Date.parse('2026-03-14T10:14:59Z'), ranges['24h'])).toEqual({ from, to });
    expect(windowAt(Date.parse('2026-03-14T10:15:00Z'), ranges['24h']).to.toISOString()).toBe('2026-03-14T10:30:00.000Z');
  });

  const window = { from: new Date('2026-03-14T00:00:00Z'), to: new Date('2026-03-14T04:00:00Z') };
  const point = (time: string, completed: number, failed: number) =>
    ({ at: new Date(`2026-03-14T${time}:00Z`), completed, failed }) as Analytics['series'][number];
  const points = [point('00:00', 3, 1), point('00:45', 1, 0), point('03:59', 0, 2)];

  test('is summed by equal parts; what lies outside is left out', () => {
    expect(sumParts([...points, point('04:00', 9, 9)], window, 4, ({ completed }) => completed)).toEqual([4, 0, 0, 0]);
  });

  test('has no rate where nothing ended', () => {
    expect(ratesOfParts(points, window, 4)).toEqual([0.8, 0]);
  });
});

describe('a moment in a query', () => {
  const at = Date.parse('2026-03-14T22:30:40Z');

  test('is written in the person’s zone, with its offset', () => {
    expect(writeMoment(at, 'UTC')).toBe('2026-03-14T22:30Z');
    expect(writeMoment(at, 'Asia/Riyadh')).toBe('2026-03-15T01:30+03:00');
    expect(writeMoment(at, 'America/St_Johns')).toBe('2026-03-14T20:00-02:30');
    expect(writeMoment(at, 'Asia/Kathmandu')).toBe('2026-03-15T04:15+05:45');
  });

  test('means the same instants to everybody', () => {
    const [from, to] = [Date.parse('2026-03-14T10:00:00Z'), Date.parse('2026-03-14T10:15:00Z')];
    const { terms, problems } = parseQuery(writeSpan('finished', from, to, 'Asia/Riyadh'));
    expect(problems).toEqual([]);
    expect(resolveQuery(terms, { now: new Date(), timeZone: 'America/New_York' })).toEqual([
      { negated: false, kind: 'moment', field: 'finished', ranges: [{ from: new Date(from), before: new Date(to) }] },
    ]);
  });
});

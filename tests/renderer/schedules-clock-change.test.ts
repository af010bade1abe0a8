import { CronExpressionParser } from 'cron-parser';
import { describe, expect, it } from 'vitest';
import { findClockChange, judgeTouch, spansAround } from '#renderer/components/schedules/clock-change.ts';

const HOUR = 3_600_000;
const utc = (text: string) => new Date(`${text}Z`);

/** As the console asks the server: from well before the change, and what comes before `from` is left out. */
function fire(cron: string, timeZone: string, { from, to }: { from: Date; to: Date }): Date[] {
  const currentDate = new Date(from.getTime() - 3 * HOUR);
  const parsed = CronExpressionParser.parse(cron, { tz: timeZone, currentDate, endDate: new Date(to.getTime() - 1) });
  const firings = parsed.take(1_000).map((firing) => firing.toDate());
  return firings.filter((firing) => firing >= from);
}

function touchOf(cron: string, timeZone: string, from: string) {
  const change = findClockChange(timeZone, utc(from), new Date(utc(from).getTime() + 60 * 24 * HOUR));
  if (!change) throw new Error('no change');
  const spans = spansAround(change);
  return judgeTouch(change, fire(cron, 'UTC', spans.walls), fire(cron, timeZone, spans.firings));
}

describe('the next change of the clocks', () => {
  it('is found to the second, with how far the clocks are ahead on both sides', () => {
    expect(findClockChange('Europe/Berlin', utc('2026-03-01T09:30:17'), utc('2026-05-01T00:00:00'))).toEqual({
      at: utc('2026-03-29T01:00:00'),
      before: HOUR,
      after: 2 * HOUR,
    });
    expect(findClockChange('Africa/Cairo', utc('2026-03-14T11:30:00'), utc('2026-05-01T00:00:00'))).toEqual({
      at: utc('2026-04-23T22:00:00'),
      before: 2 * HOUR,
      after: 3 * HOUR,
    });
    expect(findClockChange('Australia/Lord_Howe', utc('2026-03-14T00:00:00'), utc('2026-05-01T00:00:00'))).toEqual({
      at: utc('2026-04-04T15:00:00'),
      before: 11 * HOUR,
      after: 10.5 * HOUR,
    });
  });
  it('is the first of several', () => {
    const change = findClockChange('Europe/Berlin', utc('2026-01-01T00:00:00'), utc('2029-01-01T00:00:00'));
    expect(change?.at).toEqual(utc('2026-03-29T01:00:00'));
  });
  it('is found where it lies at the very end, and not where it lies behind it or at the beginning', () => {
    const at = utc('2026-03-29T01:00:00');
    expect(findClockChange('Europe/Berlin', utc('2026-03-28T00:00:00'), at)?.at).toEqual(at);
    expect(findClockChange('Europe/Berlin', utc('2026-03-28T00:00:00'), new Date(at.getTime() - 1))).toBeNull();
    expect(findClockChange('Europe/Berlin', at, utc('2026-06-01T00:00:00'))).toBeNull();
  });
  it('does not come in a zone whose clocks never change', () => {
    expect(findClockChange('UTC', utc('2026-01-01T00:00:00'), utc('2030-01-01T00:00:00'))).toBeNull();
    expect(findClockChange('Asia/Riyadh', utc('2026-01-01T00:00:00'), utc('2030-01-01T00:00:00'))).toBeNull();
  });
});

describe('what a change does to a schedule, as the server fires it', () => {
  it('leaves a time alone that the clocks neither skip nor repeat', () => {
    expect(touchOf('30 2 * * *', 'Africa/Cairo', '2026-03-14T00:00:00')).toEqual({ kind: 'none' });
    expect(touchOf('0 4 * * *', 'Europe/Berlin', '2026-10-01T00:00:00')).toEqual({ kind: 'none' });
    expect(touchOf('30 2 * * 1', 'Europe/Berlin', '2026-03-14T00:00:00')).toEqual({ kind: 'none' });
  });
  it('tells when a skipped time is made up for', () => {
    expect(touchOf('30 2 * * *', 'Europe/Berlin', '2026-03-14T00:00:00')).toEqual({
      kind: 'skipped',
      walls: [utc('2026-03-29T02:30:00')],
      instead: [utc('2026-03-29T01:30:00')],
    });
  });
  it('tells when a skipped time is left out', () => {
    expect(touchOf('30 0 * * *', 'Africa/Cairo', '2026-03-14T00:00:00')).toEqual({
      kind: 'skipped',
      walls: [utc('2026-04-24T00:30:00')],
      instead: [],
    });
  });
  it('does not take a run that belongs there for one that makes up', () => {
    const touch = touchOf('*/30 * * * *', 'Europe/Berlin', '2026-03-14T00:00:00');
    expect(touch).toEqual({ kind: 'skipped', walls: [utc('2026-03-29T02:00:00'), utc('2026-03-29T02:30:00')], instead: [] });
  });
  it('tells how often a repeated time runs', () => {
    expect(touchOf('30 2 * * *', 'Europe/Berlin', '2026-10-01T00:00:00')).toEqual({
      kind: 'repeated',
      walls: [utc('2026-10-25T02:30:00')],
      firings: [utc('2026-10-25T00:30:00')],
    });
    const often = touchOf('*/30 * * * *', 'Europe/Berlin', '2026-10-01T00:00:00');
    expect(often).toMatchObject({ kind: 'repeated', walls: { length: 2 }, firings: { length: 4 } });
  });
});

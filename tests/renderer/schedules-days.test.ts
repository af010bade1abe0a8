import { describe, expect, it } from 'vitest';
import { layLane } from '#renderer/components/schedules/day-lanes.ts';
import { addDaysTo, addMonths, dateIn, isDate, isMonth, listMonthDays, startOfDate } from '#renderer/components/schedules/month-days.ts';

const utc = (text: string) => new Date(`${text}Z`);
const HOUR = 3_600_000;
const day = { from: utc('2026-03-15T00:00:00'), to: utc('2026-03-16T00:00:00') };

describe('the lane of a type', () => {
  it('has a bar for each firing, as long as a run takes', () => {
    const bars = layLane([utc('2026-03-15T06:00:00'), utc('2026-03-15T18:00:00')], 3 * HOUR, day, 0.01);
    expect(bars).toEqual([
      { start: 0.25, width: 0.125, firstAt: utc('2026-03-15T06:00:00'), count: 1 },
      { start: 0.75, width: 0.125, firstAt: utc('2026-03-15T18:00:00'), count: 1 },
    ]);
  });
  it('shows the shortest run, and one that was never measured, as wide as can be seen', () => {
    for (const duration of [0, null]) expect(layLane([day.from], duration, day, 0.01)[0]?.width).toBe(0.01);
  });
  it('joins firings that are closer than they are long', () => {
    const firings = [0, 1, 2, 12].map((hour) => new Date(day.from.getTime() + hour * HOUR));
    expect(layLane(firings, 1.2 * HOUR, day, 0.001).map(({ count }) => count)).toEqual([3, 1]);
  });
  it('ends with the day', () => {
    const [bar] = layLane([utc('2026-03-15T18:00:00')], 12 * HOUR, day, 0.01);
    expect(bar).toMatchObject({ start: 0.75, width: 0.25 });
  });
});

describe('days of a zone', () => {
  it('are those of its calendar', () => {
    expect(dateIn(utc('2026-03-14T22:30:00'), 'Asia/Riyadh')).toBe('2026-03-15');
    expect(dateIn(utc('2026-03-14T22:30:00'), 'America/New_York')).toBe('2026-03-14');
  });
  it('begin at midnight, or with the change of the clocks that skips it', () => {
    expect(startOfDate('2026-03-15', 'Asia/Riyadh')).toEqual(utc('2026-03-14T21:00:00'));
    expect(startOfDate('2026-04-24', 'Africa/Cairo')).toEqual(utc('2026-04-23T22:00:00'));
  });
  it('have 23 or 25 hours when the clocks change', () => {
    const hours = (date: string) => (+startOfDate(date, 'Europe/Berlin', 1) - +startOfDate(date, 'Europe/Berlin')) / HOUR;
    expect([hours('2026-03-29'), hours('2026-03-30'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });
  it('fill a month, with their weekdays', () => {
    const days = listMonthDays('2026-02');
    expect(days).toHaveLength(28);
    expect(days[0]).toEqual({ date: '2026-02-01', day: 1, weekday: 0 });
    expect(listMonthDays('2028-02')).toHaveLength(29);
  });
  it('follow each other over months and years', () => {
    expect(addDaysTo('2026-12-31', 1)).toBe('2027-01-01');
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });
  it('are told from what is none', () => {
    expect(['2026-03-15', '2026-02-31', '2026-3-1', 'today'].map(isDate)).toEqual([true, false, false, false]);
    expect(['2026-03', '2026-13', ''].map(isMonth)).toEqual([true, false, false]);
  });
});

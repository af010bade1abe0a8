import type { TimeRange } from './chart-props.ts';
import { addDays, DAY, findInstant, HOUR, readWall, startOfDay } from './zoned-time.ts';

/** How a tick reads: 14:30, Sat 14, 14 Mar, Mar, 2026. */
type TickShape = 'clock' | 'weekday' | 'day' | 'month' | 'year';

export interface TimeTick {
  at: number;
  shape: TickShape;
}

const MINUTE = 60_000;
/** Steps of the clock divide the day, so that ticks fall on the same hours every day. */
const CLOCK_STEPS = [...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE), ...[1, 2, 3, 6, 12].map((n) => n * HOUR)];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MONTH = 30.4 * DAY;
/** Up to here a weekday says more than the month. */
const WEEKDAYS_UP_TO = 10 * DAY;

/**
 * Where an axis from `from` to `to`, `width` pixels wide, has its labels, about nine of them where they have room:
 * at whole hours, midnights, firsts of months of the zone (IANA name), whatever its clocks do between.
 */
export function listTimeTicks({ from, to }: TimeRange, width: number, timeZone: string): TimeTick[] {
  if (!(to > from) || width <= 0) return [];
  const space = Math.min(Math.max(width / 9, 70), 110);
  const least = (space / width) * (to - from);
  const clock = CLOCK_STEPS.find((step) => step >= least);
  if (clock !== undefined) return listClockTicks({ from, to }, clock, timeZone);
  const days = DAY_STEPS.find((step) => step * DAY >= least);
  if (days !== undefined) return listDayTicks({ from, to }, days, timeZone);
  const months = MONTH_STEPS.find((step) => step * MONTH >= least) ?? Math.ceil(least / MONTH / 12) * 12;
  return listMonthTicks({ from, to }, months, timeZone);
}

function listClockTicks({ from, to }: TimeRange, step: number, timeZone: string): TimeTick[] {
  const ticks: TimeTick[] = [];
  const isOneDay = to - from <= DAY + HOUR;
  for (let day = startOfDay(from, timeZone); day < to; day = addDays(day, 1, timeZone)) {
    const wall = readWall(day, timeZone);
    for (let time = 0; time < DAY; time += step) {
      // Reading a wall costs: only near the span.
      if (day + time < from - 3 * HOUR || day + time > to + 3 * HOUR) continue;
      const at = findInstant({ ...wall, hour: 0, minute: time / MINUTE }, timeZone);
      const isRepeat = at <= (ticks.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
      if (at >= from && at < to && !isRepeat) ticks.push({ at, shape: time === 0 && !isOneDay ? 'weekday' : 'clock' });
    }
  }
  return ticks;
}

function listDayTicks({ from, to }: TimeRange, step: number, timeZone: string): TimeTick[] {
  const ticks: TimeTick[] = [];
  const today = startOfDay(from, timeZone);
  const shape = to - from <= WEEKDAYS_UP_TO ? 'weekday' : 'day';
  for (let at = today === from ? today : addDays(today, 1, timeZone); at < to; at = addDays(at, step, timeZone)) ticks.push({ at, shape });
  return ticks;
}

function listMonthTicks({ from, to }: TimeRange, step: number, timeZone: string): TimeTick[] {
  const ticks: TimeTick[] = [];
  const { year } = readWall(from, timeZone);
  const firstYear = step > 12 ? year - (year % (step / 12)) : year;
  for (let n = 0; ; n += step) {
    const at = findInstant({ year: firstYear, month: 1 + n, day: 1, hour: 0, minute: 0 }, timeZone);
    if (at >= to) return ticks;
    if (at >= from) ticks.push({ at, shape: n % 12 === 0 ? 'year' : 'month' });
  }
}

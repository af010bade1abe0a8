import { dayOf, instantOf } from '#contract/query/zone.ts';
import { offsetOf } from '#renderer/lib/zones.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock and a calendar on the wall. Months count from 1; parts may overflow, as in Date.UTC. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the wall shows in a zone (IANA name) at a moment (ms since the epoch). */
export function readWall(at: number, timeZone: string): WallTime {
  const wall = new Date(at + offsetOf(timeZone, new Date(at)));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  };
}

/** The moment at which the wall of a zone shows a time; the first where it shows it twice, the change's other side where it skips it. */
export const findInstant = ({ year, month, day, hour, minute }: WallTime, timeZone: string): number =>
  instantOf(Date.UTC(year, month - 1, day, hour, minute), timeZone).getTime();

export const startOfDay = (at: number, timeZone: string): number => instantOf(dayOf(new Date(at), timeZone), timeZone).getTime();

export const isStartOfDay = (at: number, timeZone: string): boolean => startOfDay(at, timeZone) === at;

/** The same time on the wall some days on, however long the days between are. */
export const addDays = (at: number, days: number, timeZone: string): number =>
  instantOf(at + offsetOf(timeZone, new Date(at)) + days * DAY, timeZone).getTime();

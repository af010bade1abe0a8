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

const readers = new Map<string, Intl.DateTimeFormat>();

function readerOf(timeZone: string): Intl.DateTimeFormat {
  const known = readers.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  readers.set(timeZone, made);
  return made;
}

/** What the wall shows in a zone (IANA name) at a moment (ms since the epoch). */
export function readWall(at: number, timeZone: string): WallTime {
  const wall: WallTime = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of readerOf(timeZone).formatToParts(at)) if (type in wall) wall[type as keyof WallTime] = Number(value);
  return wall;
}

const asUtc = ({ year, month, day, hour, minute }: WallTime): number => Date.UTC(year, month - 1, day, hour, minute);

/** How far the zone's clock is ahead of UTC at a moment, in ms. */
function offsetAt(at: number, timeZone: string): number {
  return asUtc(readWall(at, timeZone)) - Math.floor(at / MINUTE) * MINUTE;
}

/**
 * The moment at which the wall of a zone shows a time. A time that a change of clocks skips gives the moment of the change's other side;
 * a time that it repeats gives the first of the two.
 */
export function findInstant(wall: WallTime, timeZone: string): number {
  const utc = asUtc(wall);
  const before = utc - offsetAt(utc - DAY, timeZone);
  const after = utc - offsetAt(utc + DAY, timeZone);
  const shows = (at: number) => asUtc(readWall(at, timeZone)) === utc;
  if (shows(Math.min(before, after))) return Math.min(before, after);
  return shows(Math.max(before, after)) ? Math.max(before, after) : before;
}

export const startOfDay = (at: number, timeZone: string): number =>
  findInstant({ ...readWall(at, timeZone), hour: 0, minute: 0 }, timeZone);

/** Clocks that change at midnight begin a day at one. */
export const isStartOfDay = (at: number, timeZone: string): boolean =>
  at % MINUTE === 0 && readWall(at, timeZone).hour < 3 && startOfDay(at, timeZone) === at;

/** The same time on the wall some days on, however long the days between are. */
export function addDays(at: number, days: number, timeZone: string): number {
  const wall = readWall(at, timeZone);
  return findInstant({ ...wall, day: wall.day + days }, timeZone) + (at % MINUTE);
}

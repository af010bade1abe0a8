import { offsetOf } from '#renderer/lib/zones.ts';

const DAY = 86_400_000;

/** A moment from which a zone's clocks show another time. */
export interface ClockChange {
  at: Date;
  /** How far its clocks are ahead of UTC, in milliseconds. */
  before: number;
  after: number;
}

/** The first change of a zone's clocks after `from` and at or before `to`; null where there is none. */
export function findClockChange(timeZone: string, from: Date, to: Date): ClockChange | null {
  const before = offsetOf(timeZone, from);
  let low = from.getTime();
  let high = low;
  do {
    low = high;
    high = Math.min(low + DAY, to.getTime());
  } while (high < to.getTime() && offsetOf(timeZone, new Date(high)) === before);
  const after = offsetOf(timeZone, new Date(high));
  if (after === before) return null;
  // Clocks change on a whole second: the first that shows the other time.
  low = Math.floor(low / 1_000);
  high = Math.ceil(high / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(timeZone, new Date(middle * 1_000)) === before) low = middle;
    else high = middle;
  }
  return { at: new Date(high * 1_000), before, after };
}

interface Span {
  from: Date;
  to: Date;
}

/**
 * What to ask the server to see whether a schedule is touched: which times its cron expression names on the walls around the change (asked
 * in UTC, whose clocks never change), and when it really fires.
 */
export function spansAround({ at, before, after }: ClockChange): { walls: Span; firings: Span } {
  const size = Math.abs(after - before);
  const moment = at.getTime();
  const first = moment + Math.min(before, after);
  // A skipped time may be made up for in as long a time after it.
  const isSkip = after > before;
  return {
    walls: { from: new Date(first), to: new Date(first + (isSkip ? 2 * size : size)) },
    firings: { from: new Date(isSkip ? moment : moment - size), to: new Date(moment + size) },
  };
}

/** How the change touches a schedule. Walls are what the zone's clocks show, as moments of a clock in UTC. */
export type Touch =
  | { kind: 'none' }
  /** Times that no clock shows that day; `instead` are firings that make up for them. */
  | { kind: 'skipped'; walls: readonly Date[]; instead: readonly Date[] }
  /** Times that the clocks show twice; `firings` are the runs at them. */
  | { kind: 'repeated'; walls: readonly Date[]; firings: readonly Date[] };

/** Compares what the expression names with when it fires, both over `spansAround` the change. */
export function judgeTouch({ at, before, after }: ClockChange, walls: readonly Date[], firings: readonly Date[]): Touch {
  if (after < before) return walls.length === 0 ? { kind: 'none' } : { kind: 'repeated', walls, firings };
  const end = at.getTime() + after;
  const skipped = walls.filter((wall) => wall.getTime() < end);
  if (skipped.length === 0) return { kind: 'none' };
  const named = new Set(walls.map(Number));
  return { kind: 'skipped', walls: skipped, instead: firings.filter((firing) => !named.has(firing.getTime() + after)) };
}

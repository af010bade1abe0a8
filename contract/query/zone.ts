import { tzOffset } from '@date-fns/tz/tzOffset';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The zone's own name, in its own letters; null where there is no such zone. What is cached by zone then has one entry for each. */
export function canonicalZone(timeZone: string): string | null {
  // Newer engines take an offset for a zone.
  if (!/^[a-z]/i.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** What the zone's clocks say at an instant, as milliseconds of a clock in UTC. */
const wallOf = (instant: number, zone: string): number => instant + Math.round(tzOffset(zone, new Date(instant)) * MINUTE);

/** The day that it is in the zone at an instant, `days` later, as milliseconds of a clock in UTC. */
export function dayOf(instant: Date, zone: string, days = 0): number {
  return Math.floor(wallOf(+instant, zone) / DAY) * DAY + days * DAY;
}

/**
 * The instant at which the zone's clocks say this. Where they say it twice, the first; where they skip it, as much after the change as it is
 * after what was skipped from, so that a day whose midnight is skipped begins with the change.
 */
export function instantOf(wall: number, zone: string): Date {
  const offsets = [wall - DAY, wall + DAY].map((near) => Math.round(tzOffset(zone, new Date(near)) * MINUTE));
  const instants = offsets.map((offset) => wall - offset);
  const [first] = instants.filter((instant) => wallOf(instant, zone) === wall).sort((a, b) => a - b);
  return new Date(first ?? (instants[0] as number));
}

import { readWall } from '#renderer/components/charts/zoned-time.ts';

const MINUTE_MS = 60_000;

/** A moment, to the minute, as the query language reads it: `2026-03-12T14:00+03:00`. It means the same to everybody whom the query is sent to. */
export function writeMoment(at: number, timeZone: string): string {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const wall = readWall(minute, timeZone);
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const offset = Math.round((shown - minute) / MINUTE_MS);
  const digits = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
  return `${new Date(shown).toISOString().slice(0, 16)}${zone}`;
}

/** A span of time as a term: `finished:a..b`, without its end. */
export const writeSpan = (field: 'created' | 'finished', from: number, to: number, timeZone: string): string =>
  `${field}:${writeMoment(from, timeZone)}..${writeMoment(to, timeZone)}`;

import { readDuration } from './durations.ts';

/** A moment as it is written, before anyone knows the zone or the time. Times are given as milliseconds of a clock in UTC. */
export type WrittenMoment =
  /** `2026-03-12`: a whole day of the zone; `today` and `yesterday` are days from now. */
  | { kind: 'day'; wall: number }
  | { kind: 'day from now'; days: number }
  /** `2026-03-12T14:00`: what the zone's clocks say; `unit` is the length of the smallest part that is written. */
  | { kind: 'time'; wall: number; unit: number }
  /** The same with an offset: one instant, whatever the zone. */
  | { kind: 'instant'; at: number; unit: number }
  /** `-2d`. */
  | { kind: 'ago'; ms: number };

const PATTERN = /^([12]\d{3})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** What a date or time means; null where it is none, or there is no such day. */
export function readMoment(raw: string): WrittenMoment | null {
  const word = raw.toLowerCase();
  if (word === 'today') return { kind: 'day from now', days: 0 };
  if (word === 'yesterday') return { kind: 'day from now', days: -1 };
  if (word.startsWith('-')) {
    const ms = readDuration(word.slice(1));
    return ms === null ? null : { kind: 'ago', ms };
  }
  const parts = PATTERN.exec(raw);
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second, fraction, offset] = parts;
  const [y, mo, d, h, mi] = [year, month, day, hour, minute].map(Number) as [number, number, number, number, number];
  const s = Number(second ?? 0);
  const date = new Date(Date.UTC(y, mo - 1, d));
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d || h > 23 || mi > 59 || s > 59) return null;
  if (parts[4] === undefined) return { kind: 'day', wall: +date };
  const wall = Date.UTC(y, mo - 1, d, h, mi, s, Number((fraction ?? '0').padEnd(3, '0')));
  const unit = fraction !== undefined ? 1 : second !== undefined ? 1_000 : 60_000;
  if (offset === undefined) return { kind: 'time', wall, unit };
  const minutes = readOffset(offset);
  return minutes === null ? null : { kind: 'instant', at: wall - minutes * 60_000, unit };
}

/** Minutes ahead of UTC. */
function readOffset(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (hours > 15 || minutes > 59) return null;
  return (offset[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Whether one surely comes after the other; of two that are written in different ways nobody can tell yet. */
export function isSurelyAfter(a: WrittenMoment, b: WrittenMoment): boolean {
  if (a.kind === 'instant' && b.kind === 'instant') return a.at > b.at;
  if (a.kind === 'ago' && b.kind === 'ago') return a.ms < b.ms;
  if (a.kind === 'day from now' && b.kind === 'day from now') return a.days > b.days;
  if (a.kind === 'day' && b.kind === 'day') return a.wall > b.wall;
  return a.kind === 'time' && b.kind === 'time' && a.wall > b.wall;
}

import type { Term, Value } from './ast.ts';
import { readDuration } from './durations.ts';
import { type FieldName, fieldOf } from './fields.ts';
import { readMoment } from './moments.ts';
import { readNumber } from './read-value.ts';
import { canonicalZone, dayOf, instantOf } from './zone.ts';

export type NumberField = 'priority' | 'attempt' | 'progress' | 'took' | 'waited';
export type MomentField = 'created' | 'started' | 'finished' | 'updated';
export type TextField = 'id' | 'name' | 'error';
export type EqualField = 'status' | 'type' | 'by' | 'signature';

/** Both ends belong to it; null is no end. Whole numbers; of times they are milliseconds. */
interface NumberRange {
  min: number | null;
  max: number | null;
}

/** From `from` to before `before`; null is no end. */
interface MomentRange {
  from: Date | null;
  before: Date | null;
}

/** A term with everything in it that depends on the clock and the zone worked out. A job fits if it fits any of the values; negated, if none. */
export type Condition = { negated: boolean } & (
  | { kind: 'equals'; field: EqualField; values: string[] }
  /** Any of the values in any of the fields, in any case. */
  | { kind: 'contains'; fields: readonly TextField[]; values: string[] }
  /** `now` is how far a run in hand counts for `took`. */
  | { kind: 'number'; field: NumberField; ranges: NumberRange[]; now: Date }
  | { kind: 'moment'; field: MomentField; ranges: MomentRange[] }
  /** A string that contains `text`, in any case, or what is exactly `scalar`. */
  | { kind: 'param'; path: string[]; values: { text: string; scalar: number | boolean | null | undefined }[] }
);

export interface QueryClock {
  now: Date;
  /** Whose days are meant. */
  timeZone: string;
}

/** What free words are looked for in. */
export const FREE_TEXT: readonly TextField[] = ['id', 'name', 'error'];

function toNumberRange({ op, raw, to }: Value, read: (raw: string) => number | null): NumberRange {
  const value = Number(read(raw));
  switch (op) {
    case '<':
      return { min: null, max: value - 1 };
    case '<=':
      return { min: null, max: value };
    case '>':
      return { min: value + 1, max: null };
    case '>=':
      return { min: value, max: null };
    case 'range':
      return { min: value, max: Number(read(to ?? raw)) };
    default:
      return { min: value, max: value };
  }
}

/** Where a written moment begins, and where what it names ends: a day, a minute or a second is a stretch of time. */
function toStretch(raw: string, { now, timeZone }: QueryClock): { start: Date; end: Date; isDay: boolean } {
  const written = readMoment(raw);
  switch (written?.kind) {
    case 'day':
    case 'day from now': {
      const wall = written.kind === 'day' ? written.wall : dayOf(now, timeZone, written.days);
      return { start: instantOf(wall, timeZone), end: instantOf(wall + 86_400_000, timeZone), isDay: true };
    }
    case 'time':
    case 'instant': {
      const start = written.kind === 'time' ? instantOf(written.wall, timeZone) : new Date(written.at);
      return { start, end: new Date(+start + written.unit), isDay: false };
    }
    case 'ago': {
      const start = new Date(+now - written.ms);
      return { start, end: start, isDay: false };
    }
    default:
      throw new Error(`A term holds a moment that can’t be read: ${raw}`);
  }
}

/** A day is over when the next one begins; a time is one millisecond, which is how exact the database is. */
function toMomentRange({ op, raw, to }: Value, clock: QueryClock): MomentRange {
  const { start, end, isDay } = toStretch(raw, clock);
  const after = isDay ? end : new Date(+start + 1);
  switch (op) {
    case '<':
      return { from: null, before: start };
    case '<=':
      return { from: null, before: after };
    case '>':
      return { from: after, before: null };
    case '>=':
      return { from: start, before: null };
    case 'range': {
      const last = toStretch(to ?? raw, clock);
      return { from: start, before: last.isDay ? last.end : last.start };
    }
    default:
      return { from: start, before: end };
  }
}

function toScalar(raw: string): number | boolean | null | undefined {
  const word = raw.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^-?\d+(?:\.\d+)?$/.test(word) && Number.isFinite(Number(word)) ? Number(word) : undefined;
}

function resolveTerm({ negated, field, values }: Term, clock: QueryClock): Condition {
  if (field.startsWith('params.')) {
    const path = field.split('.').slice(1);
    return { negated, kind: 'param', path, values: values.map(({ raw }) => ({ text: raw, scalar: toScalar(raw) })) };
  }
  const { kind } = fieldOf(field);
  const name = field as FieldName;
  const raws = values.map(({ raw }) => raw);
  const ages = raws.map((raw) => new Date(+clock.now - Number(readDuration(raw))));
  switch (name) {
    case 'status':
    case 'type':
    case 'by':
    case 'signature':
      return { negated, kind: 'equals', field: name, values: kind === 'exact' ? raws : raws.map((raw) => raw.toLowerCase()) };
    case 'text':
      return { negated, kind: 'contains', fields: FREE_TEXT, values: raws };
    case 'id':
    case 'name':
    case 'error':
      return { negated, kind: 'contains', fields: [name], values: raws };
    case 'older':
      return { negated, kind: 'moment', field: 'created', ranges: ages.map((before) => ({ from: null, before })) };
    case 'newer':
      return { negated, kind: 'moment', field: 'created', ranges: ages.map((from) => ({ from, before: null })) };
    case 'created':
    case 'started':
    case 'finished':
    case 'updated':
      return { negated, kind: 'moment', field: name, ranges: values.map((value) => toMomentRange(value, clock)) };
    default: {
      const read = kind === 'number' ? (raw: string) => readNumber(raw, name) : readDuration;
      return { negated, kind: 'number', field: name, ranges: values.map((value) => toNumberRange(value, read)), now: clock.now };
    }
  }
}

/** Terms as conditions, at this moment and in this zone: what SQL and `matchesJob` both go by. @throws on a zone that does not exist */
export function resolveQuery(terms: readonly Term[], { now, timeZone }: QueryClock): Condition[] {
  const zone = canonicalZone(timeZone);
  if (zone === null) throw new RangeError(`There is no time zone ${timeZone}`);
  return terms.map((term) => resolveTerm(term, { now, timeZone: zone }));
}

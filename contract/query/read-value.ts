import type { Op, Value } from './ast.ts';
import { findClosest } from './closest.ts';
import { readDuration } from './durations.ts';
import type { TermField } from './fields.ts';
import { type Field, fieldOf } from './fields.ts';
import { isSurelyAfter, readMoment } from './moments.ts';
import { type Problem, problem } from './problems.ts';
import type { ScannedValue } from './scan.ts';

/** A whole number, of progress also with a percent sign; null for anything else. */
export function readNumber(raw: string, field: TermField): number | null {
  return (field === 'progress' ? /^\d+%?$/ : /^\d+$/).test(raw) ? Number.parseInt(raw, 10) : null;
}

/** Where the field's first example is written behind the operator that stands there. */
function exampleOf(table: Field, op: Op): string {
  const example = table.values?.[0] ?? '';
  return op === '=' ? example : op + example.replace(/^[<>]=?/, '');
}

function readEnum(field: TermField, table: Field, value: ScannedValue): Value | Problem {
  const allowed = table.values ?? [];
  const raw = value.text.toLowerCase();
  if (allowed.includes(raw)) return { op: '=', raw, start: value.start, end: value.end };
  const suggestion = findClosest(raw.replace(/^[<>=]+/, ''), allowed);
  return suggestion
    ? problem('misspelt-value', value, { field, value: value.text, suggestion })
    : problem('unknown-value', value, { field, value: value.text, allowed: allowed.join(', ') });
}

/** What is wrong with one end of a comparison or range, if anything. */
function judgeEnd(field: TermField, table: Field, end: string, value: ScannedValue): Problem | undefined {
  const { op } = value;
  const { kind, min = 0, max = 0 } = table;
  if (kind === 'number') {
    const number = readNumber(end, field);
    if (number !== null && number >= min && number <= max) return undefined;
    const nearest = number !== null && `${op === '=' ? '' : op}${Math.min(Math.max(number, min), max)}`;
    return problem('bad-number', value, { field, value: end || value.text, min, max, suggestion: nearest || exampleOf(table, op) });
  }
  if (kind === 'moment') {
    if (readMoment(end)) return undefined;
    if (readDuration(end) === null) return problem('bad-moment', value, { field, value: end || value.text });
    const ends = value.text.split('..').map((part) => (readDuration(part) === null ? part : `-${part}`));
    const side = op === '=' && ends.length === 1 ? '>=' : op === '=' ? '' : op;
    return problem('age-as-moment', value, { field, value: end || value.text, suggestion: side + ends.join('..') });
  }
  if (readDuration(end) !== null) return undefined;
  return problem('bad-duration', value, { field, value: end || value.text, suggestion: exampleOf(table, op) });
}

function isReversed(field: TermField, { kind }: Field, from: string, to: string): boolean {
  if (kind === 'number') return Number(readNumber(from, field)) > Number(readNumber(to, field));
  if (kind === 'duration') return Number(readDuration(from)) > Number(readDuration(to));
  const [first, last] = [readMoment(from), readMoment(to)];
  return first !== null && last !== null && isSurelyAfter(first, last);
}

function readCompared(field: TermField, table: Field, value: ScannedValue): Value | Problem {
  const { op, start, end } = value;
  const text = table.kind === 'moment' ? value.text.replace(' ', 'T') : value.text;
  const dots = op === '=' ? text.indexOf('..') : -1;
  const [from, to] = dots < 0 ? [text] : [text.slice(0, dots), text.slice(dots + 2)];
  const judge = (one: string) => judgeEnd(field, table, one, value);
  if (table.kind === 'age' && (op !== '=' || to !== undefined)) {
    const one = from || (to ?? '');
    return judge(one) ?? problem('no-comparison', value, { field, suggestion: one });
  }
  if (to === undefined) {
    const found = judge(from);
    if (found) return found;
    const isPoint = table.kind === 'duration' || (table.kind === 'moment' && from.startsWith('-'));
    if (op !== '=' || !isPoint) return { op, raw: from, start, end };
    return problem('no-side', value, { field, value: from, suggestion: `${table.kind === 'duration' ? '>' : '>='}${from}` });
  }
  if (from === '' || to === '') {
    const only = from || to;
    return judge(only) ?? problem('open-range', value, { field, suggestion: `${from ? '>=' : '<='}${only}` });
  }
  const found = judge(from) ?? judge(to);
  if (found) return found;
  if (isReversed(field, table, from, to)) return problem('reversed-range', value, { field, suggestion: `${to}..${from}` });
  return { op: 'range', raw: from, to, start, end };
}

/** What a value of the field means, or why it means nothing. */
export function readValue(field: TermField, value: ScannedValue): Value | Problem {
  const table = fieldOf(field);
  switch (table.kind) {
    case 'enum':
      return readEnum(field, table, value);
    case 'number':
    case 'moment':
    case 'age':
    case 'duration':
      return readCompared(field, table, value);
    default:
      return { op: '=', raw: value.text, start: value.start, end: value.end };
  }
}

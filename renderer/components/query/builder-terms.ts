import { setTerm } from '#contract/query/edit.ts';
import type { TermField } from '#contract/query/fields.ts';
import { quoteValue } from '#contract/query/quote.ts';
import { type ScannedTerm, scanQuery } from '#contract/query/scan.ts';

const termOf = (query: string, field: TermField): ScannedTerm | undefined =>
  scanQuery(query).find((term) => term.field === field && !term.negated);

/** What the query asks of the field, as it is written behind the colon; an empty text where it asks nothing. */
export function readTerm(query: string, field: TermField): string {
  const term = termOf(query, field);
  return term ? query.slice(term.values[0]?.start, term.end) : '';
}

/** The values that the query asks for, as they are written but without quotes. */
export const readValues = (query: string, field: TermField): string[] => termOf(query, field)?.values.map(({ text }) => text) ?? [];

/** The one of these that is meant by a value, whose capitals mean nothing; itself where it is none of them. */
export const knownAs = (value: string, known: readonly string[]): string =>
  known.find((each) => each.toLowerCase() === value.toLowerCase()) ?? value;

/** The query with a plain text asked of the field; an empty one takes the term away. */
export const setText = (query: string, field: TermField, text: string): string =>
  setTerm(query, field, text.trim() === '' ? null : quoteValue(text.trim()));

export interface Span10 {
  from: number;
  to: number;
}

const MOST = 10;

/** From which to which priority the query asks; null where it asks in another way than a builder can show. */
export function readPriorities(query: string): Span10 | null {
  const raw = readTerm(query, 'priority');
  if (raw === '') return { from: 1, to: MOST };
  const [, op = '', first = '', last] = /^(<=?|>=?)?(\d+)(?:\.\.(\d+))?$/.exec(raw) ?? [];
  const n = Number(first);
  if (first === '' || (op !== '' && last !== undefined)) return null;
  if (last !== undefined) return { from: n, to: Number(last) };
  if (op === '') return { from: n, to: n };
  if (op.startsWith('<')) return { from: 1, to: op === '<' ? n - 1 : n };
  return { from: op === '>' ? n + 1 : n, to: MOST };
}

/** The query with these priorities asked for. */
export function setPriorities(query: string, { from, to }: Span10): string {
  if (from === 1 && to === MOST) return setTerm(query, 'priority', null);
  if (from === to) return setTerm(query, 'priority', String(from));
  if (from === 1) return setTerm(query, 'priority', `<=${to}`);
  return setTerm(query, 'priority', to === MOST ? `>=${from}` : `${from}..${to}`);
}

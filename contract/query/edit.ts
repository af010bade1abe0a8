import type { Span } from './ast.ts';
import type { TermField } from './fields.ts';
import { fieldOf } from './fields.ts';
import { quoteValue, quoteWord } from './quote.ts';
import { type ScannedTerm, type ScannedValue, scanQuery } from './scan.ts';

/** The text with other text in a place. */
const replaceSpan = (text: string, { start, end }: Span, by: string): string => text.slice(0, start) + by + text.slice(end);

/** The text without the term, and without the space that parted it from its neighbours. */
function cutTerm(text: string, { start, end }: Span): string {
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end).trimStart();
  return before && after ? `${before} ${after}` : before + after;
}

const append = (text: string, term: string): string => (text.trim() === '' ? term : `${text.trimEnd()} ${term}`);

const termsOf = (text: string, field: TermField, negated: boolean): ScannedTerm[] =>
  scanQuery(text).filter((term) => term.field === field && term.negated === negated);

/** Whether both are the same to the field. */
function isSame(field: TermField, a: string, b: string): boolean {
  const { kind } = fieldOf(field);
  return kind === 'enum' || kind === 'word' ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/**
 * The query with one term that asks for `raw` of the field, or, given null, with none; the rest stands as it was written. `raw` is written
 * as in a query: with an operator, a list, quotes (`quoteValue`) where they are needed. Terms that exclude are left alone.
 */
export function setTerm(text: string, field: TermField, raw: string | null): string {
  const [first, ...others] = termsOf(text, field, false);
  // From the end, so that what stands before keeps its place.
  const rest = others.reduceRight(cutTerm, text);
  const term = field === 'text' ? raw : `${field}:${raw}`;
  if (raw === null || term === null) return first ? cutTerm(rest, first) : rest;
  return first ? replaceSpan(rest, first, term) : append(rest, term);
}

/**
 * The query that asks for this value of the field too (`negated`: that excludes it too). It joins the field's first term; free words, which
 * must all be there, become a term of their own. The value is plain text: quotes are put where they are needed.
 */
export function addValue(text: string, field: TermField, value: string, negated = false): string {
  const terms = termsOf(text, field, negated);
  if (terms.some(({ values }) => values.some((there) => isSame(field, there.text, value)))) return text;
  const [first] = terms;
  const minus = negated ? '-' : '';
  if (field === 'text') return append(text, minus + quoteWord(value));
  if (!first) return append(text, `${minus}${field}:${quoteValue(value)}`);
  const isOpen = first.values.at(-1)?.text === '';
  return replaceSpan(text, { start: first.end, end: first.end }, `${isOpen ? '' : ','}${quoteValue(value)}`);
}

/** The query without this value of the field; a term that asks for nothing else goes. The value is plain text, as for `addValue`. */
export function removeValue(text: string, field: TermField, value: string, negated = false): string {
  const isIt = (there: ScannedValue) => isSame(field, there.text, value);
  return termsOf(text, field, negated).reduceRight((rest, term) => {
    const kept = term.values.filter((there) => !isIt(there));
    if (kept.length === term.values.length) return rest;
    if (kept.length === 0) return cutTerm(rest, term);
    const span = { start: term.values[0]?.start ?? term.start, end: term.end };
    return replaceSpan(rest, span, kept.map(({ start, end }) => text.slice(start, end)).join(','));
  }, text);
}

import type { Term, Value } from './ast.ts';
import type { TermField } from './fields.ts';
import { fieldOf, isCompared } from './fields.ts';
import { quoteValue, quoteWord } from './quote.ts';

function formatValue(field: TermField, { op, raw, to }: Value): string {
  if (!isCompared(fieldOf(field))) return quoteValue(raw);
  return op === 'range' ? `${raw}..${to}` : `${op === '=' ? '' : op}${raw}`;
}

function formatTerm({ negated, field, values }: Term): string {
  const [first] = values;
  const isWord = field === 'text' && values.length === 1 && first;
  const text = isWord ? quoteWord(first.raw) : `${field}:${values.map((value) => formatValue(field, value)).join(',')}`;
  return negated ? `-${text}` : text;
}

/** Terms as a query; parsed, it gives the same terms again. */
export const formatQuery = (terms: readonly Term[]): string => terms.map(formatTerm).join(' ');

import type { Span } from './ast.ts';
import type { TermField } from './fields.ts';
import { type FieldName, fieldNames, fieldOf, fields } from './fields.ts';
import { quoteValue, unquote } from './quote.ts';
import { type ScannedTerm, type ScannedValue, scanQuery } from './scan.ts';

export interface CompletionOption {
  /** What stands in place of what is completed. */
  insert: string;
  label: string;
  /** Under which a console has words about it. */
  hintKey?: string;
}

/** What could stand at the caret, in place of `start` to `end`. */
export interface Completion extends Span {
  kind: 'field' | 'value';
  /** Whose value it is. */
  field?: TermField;
  /** What is there before the caret, without quotes. */
  typed: string;
  options: CompletionOption[];
  /** Ask `jobs.suggest` for this field, with `typed` as the prefix: for values its `items`, for a param's name its `params`. */
  remote?: 'error' | 'signature' | 'name' | 'by' | 'id' | `params.${string}`;
}

const begins = (text: string, typed: string): boolean => text.toLowerCase().startsWith(typed.toLowerCase());

function fieldOptions(typed: string): CompletionOption[] {
  const isAlias = (name: FieldName) => fieldOf(name).aliases?.some((alias) => begins(alias, typed));
  const direct = fieldNames.filter((name) => begins(name, typed));
  const aliased = fieldNames.filter((name) => !direct.includes(name) && isAlias(name));
  const named = [...direct, ...aliased].map((name) => ({ insert: `${name}:`, label: name, hintKey: `query.field.${name}` }));
  const params = begins('params.', typed) ? [{ insert: 'params.', label: 'params.', hintKey: 'query.field.params' }] : [];
  // A status is often meant by its own name.
  const statuses = typed.length < 2 ? [] : fields.status.values.filter((value) => begins(value, typed));
  return [...named, ...params, ...statuses.map((value) => ({ insert: `status:${value}`, label: `status:${value}` }))];
}

function completeField(span: Span, typed: string): Completion {
  if (begins(typed, 'params.')) return { ...span, kind: 'field', typed: typed.slice('params.'.length), options: [], remote: 'params.' };
  return { ...span, kind: 'field', typed, options: fieldOptions(typed) };
}

function completeValue(text: string, caret: number, term: ScannedTerm, value: ScannedValue, types: readonly string[]): Completion {
  const { field } = term;
  // A quote that is open would take the rest of the query with it.
  const span = { start: value.start, end: value.unclosed ? caret : value.end };
  const written = text.slice(value.quoted ? value.textStart : value.start, caret);
  const typed = value.quoted ? unquote(written.replace(/"$/, '')) : written;
  if (field === undefined) return { ...span, kind: 'value', typed, options: [] };
  const { kind, values = [], suggested } = fieldOf(field);
  const known = field === 'type' ? types : values;
  const others = kind === 'enum' || kind === 'word' ? term.values.filter((other) => other !== value).map((other) => other.text) : [];
  const options = known
    .filter((one) => begins(one, typed) && !others.includes(one))
    .map((one) => ({ insert: field === 'type' ? quoteValue(one) : one, label: one }));
  return { ...span, kind: 'value', field, typed, options, ...(suggested ? { remote: field as NonNullable<Completion['remote']> } : {}) };
}

/** What a person may be about to write at the caret, of the fields and values that are known. `types` are the job types that there are. */
export function completeAt(text: string, caret: number, types: readonly string[] = []): Completion {
  const term = scanQuery(text).find(({ start, end }) => start <= caret && caret <= end);
  if (!term || (term.negated && caret === term.start)) return completeField({ start: caret, end: caret }, '');
  const start = term.start + (term.negated ? 1 : 0);
  if (term.name && caret <= term.name.end) return completeField({ start, end: term.name.end + 1 }, text.slice(start, caret));
  const value = term.values.findLast((one) => one.start <= caret) as ScannedValue;
  if (term.name || value.quoted) return completeValue(text, caret, term, value, types);
  return completeField({ start, end: term.end }, text.slice(start, caret));
}

import type { Term, Value } from './ast.ts';
import { findClosest } from './closest.ts';
import { fieldNames, findField } from './fields.ts';
import { type Problem, problem } from './problems.ts';
import { quote } from './quote.ts';
import { readValue } from './read-value.ts';
import { type ScannedTerm, type ScannedValue, scanQuery } from './scan.ts';

/** Each value is a comparison with every job; more of them in one query is no question of a person. */
const MOST_VALUES = 50;

export interface ParsedQuery {
  /** What could be read. */
  terms: Term[];
  /** What could not, in the order of the text. A query with any is not to be run. */
  problems: Problem[];
}

/** Reads a query. It never throws: what is wrong is told with its place and a way out. */
export function parseQuery(text: string): ParsedQuery {
  const terms: Term[] = [];
  const problems: Problem[] = [];
  let count = 0;
  for (const scanned of scanQuery(text)) {
    const { negated, field, start, end } = scanned;
    const values: Value[] = [];
    if (field === undefined) problems.push(judgeName(scanned));
    for (const [n, value] of scanned.values.entries()) {
      count += 1;
      if (count > MOST_VALUES) {
        problems.push(problem('too-many', value, { most: MOST_VALUES }));
        return { terms, problems };
      }
      const found = judgeWriting(scanned, value, n) ?? (field && readValue(field, value));
      if (found && 'code' in found) problems.push(found);
      else if (found) values.push(found);
    }
    if (field !== undefined && values.length > 0) terms.push({ negated, field, values, start, end });
  }
  return { terms, problems };
}

/** Why there is no field of that name. */
function judgeName({ name }: ScannedTerm): Problem {
  const span = name as NonNullable<ScannedTerm['name']>;
  const field = span.text;
  if (/^params(?:\.|$)/i.test(field)) return problem('bad-param', span, { field });
  const path = /^par[a-z]*\.(.+)$/i.exec(field)?.[1];
  const suggestion = path === undefined ? findClosest(field, fieldNames) : findField(`params.${path}`);
  if (suggestion) return problem('misspelt-field', span, { field, suggestion });
  return problem('unknown-field', span, { field, suggestion: findField(`params.${field}`) ?? 'params.name' });
}

/** What is wrong with how a value is written, whatever its field. */
function judgeWriting(term: ScannedTerm, value: ScannedValue, n: number): Problem | undefined {
  if (value.rest !== undefined) return problem('after-quote', value, { rest: value.rest });
  if (value.text !== '') {
    const op = value.op === '=' ? '' : value.op;
    return value.unclosed ? problem('unclosed-quote', value, { suggestion: op + quote(value.text) }) : undefined;
  }
  if (term.name) return problem('no-value', { start: n === 0 ? term.start : value.start - 1, end: value.end }, { field: term.name.text });
  return value.quoted ? problem('no-text', value, {}) : problem('lone-minus', term, {});
}

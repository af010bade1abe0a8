import fc from 'fast-check';
import type { Term, Value } from '#contract/query/ast.ts';
import type { TermField } from '#contract/query/fields.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';

/** A term but for its place in a text. */
export type BareTerm = Pick<Term, 'negated' | 'field'> & { values: Omit<Value, 'start' | 'end'>[] };

/** Terms as they were written, without where. */
export const withoutPlaces = (terms: readonly Term[]): BareTerm[] =>
  terms.map(({ negated, field, values }) => ({ negated, field, values: values.map(({ start: _start, end: _end, ...value }) => value) }));

/** Words that jobs of the tests are made of too, so that queries find some. Letters beyond ASCII have no case: a database may not know it. */
export const words = [
  'Mecca',
  'mecca',
  'rate limit',
  '429',
  '7',
  '100%',
  'a_b',
  'مكة',
  '"',
  '\\',
  "it's",
  'x,y',
  '-x',
  'a:b',
  '🦀',
  '.*',
  '[',
  'null',
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 5 }) },
);

const durations = ['0s', '500ms', '10s', '90m', '1h30m', '12h', '1d', '2d', '1w', '1.5h'];
const moments = [
  'today',
  'yesterday',
  '2026-03-08',
  '2026-03-11',
  '2026-03-12',
  '2026-03-12T09:30',
  '2026-03-12T09:30:00',
  '2026-03-12T09:30:00.123',
  '2026-03-12T09:30:00.123Z',
  '2026-03-12T12:30+03:00',
];
const agos = durations.map((one) => `-${one}`);

const equals = (raw: fc.Arbitrary<string>) => raw.map((one) => ({ op: '=' as const, raw: one }));
const compared = (raw: fc.Arbitrary<string>) =>
  fc.record({ op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), raw });
/** Ends are drawn from a list that rises. */
const ranges = (rising: readonly string[]) =>
  fc
    .tuple(fc.nat(rising.length - 1), fc.nat(rising.length - 1))
    .map(([a, b]) => ({ op: 'range' as const, raw: rising[Math.min(a, b)] as string, to: rising[Math.max(a, b)] as string }));

const numbers = (rising: readonly string[]) =>
  fc.oneof(equals(fc.constantFrom(...rising)), compared(fc.constantFrom(...rising)), ranges(rising));
const risingDurations = ['0s', '500ms', '10s', '90m', '1.5h', '12h', '1d', '2d', '1w'];
const risingDays = ['2026-03-08', '2026-03-11', '2026-03-12'];

const valuesOf: [TermField, fc.Arbitrary<BareTerm['values'][number]>][] = [
  ['status', equals(fc.constantFrom(...jobStatuses))],
  ['type', equals(fc.constantFrom('quran', 'Quran', 'audio', 'none'))],
  ['priority', numbers(['1', '2', '3', '5', '9', '10'])],
  ['attempt', numbers(['1', '2', '3'])],
  ['progress', numbers(['0', '1%', '50%', '99', '100%'])],
  ['id', equals(text)],
  ['name', equals(text)],
  ['error', equals(text)],
  ['signature', equals(text)],
  ['by', equals(fc.constantFrom('anna', 'ANNA', 'schedule', 'bert b', 'nobody'))],
  ...(['created', 'started', 'finished', 'updated'] as const).map((field): [TermField, fc.Arbitrary<BareTerm['values'][number]>] => [
    field,
    fc.oneof(
      equals(fc.constantFrom(...moments)),
      compared(fc.constantFrom(...moments, ...agos)),
      ranges(risingDays),
      ranges(['-2d', '-12h', '-90m']),
      fc.constant({ op: 'range' as const, raw: 'yesterday', to: '2026-03-12T12:30+03:00' }),
      fc.constant({ op: 'range' as const, raw: '-1w', to: 'today' }),
    ),
  ]),
  ['older', equals(fc.constantFrom(...durations))],
  ['newer', equals(fc.constantFrom(...durations))],
  ['took', fc.oneof(compared(fc.constantFrom(...durations)), ranges(risingDurations))],
  ['waited', fc.oneof(compared(fc.constantFrom(...durations)), ranges(risingDurations))],
  ['params.city', equals(text)],
  ['params.n', equals(fc.constantFrom('7', '7.0', '70', 'true', 'TRUE', 'null', '-1.5', '1e2'))],
  ['params.deep.er', equals(fc.oneof(text, fc.constantFrom('7', 'true', 'null')))],
  ['params.deep', equals(fc.constantFrom('7', 'null'))],
  ['text', equals(text)],
];

/** Terms of every field that a person could write. */
export const someTerm: fc.Arbitrary<BareTerm> = fc.constantFrom(...valuesOf).chain(([field, value]) =>
  fc.record({
    negated: fc.boolean(),
    field: fc.constant(field),
    values: fc.oneof(
      { weight: 3, arbitrary: fc.array(value, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(value, { minLength: 2, maxLength: 3 }) },
    ),
  }),
);

/** As formatQuery takes them. */
export const asTerms = (terms: readonly BareTerm[]): Term[] =>
  terms.map((term) => ({ ...term, start: 0, end: 0, values: term.values.map((value) => ({ ...value, start: 0, end: 0 })) }));

import type { Span } from './ast.ts';

/**
 * What can be wrong with a query. `suggestion`, where a problem has one, is text that mends it in place of what is marked. Messages are
 * for the API; a console says the same in its own language, by code and params.
 */
const messages = {
  'misspelt-field': (p: { field: string; suggestion: string }) => `there is no field "${p.field}"; did you mean ${p.suggestion}?`,
  'unknown-field': (p: { field: string; suggestion: string }) =>
    `there is no field "${p.field}"; a param is written ${p.suggestion}, and text with a colon goes in quotes`,
  'bad-param': (p: { field: string }) =>
    `"${p.field}" names no param; write params. and its name, of letters, digits, _ and -, such as params.city:Mecca`,
  'no-value': (p: { field: string }) => `${p.field} has no value; write one after its colon or comma, or take the term out`,
  'no-text': () => 'there is nothing between the quotes',
  'lone-minus': () => 'nothing follows the minus; write what to leave out, as in -type:quran',
  'unclosed-quote': (p: { suggestion: string }) => `the quote is never closed; write ${p.suggestion}`,
  'after-quote': (p: { rest: string }) => `"${p.rest}" follows a closing quote; put a space between them, or \\" for a quote within quotes`,
  'misspelt-value': (p: { field: string; value: string; suggestion: string }) =>
    `"${p.value}" is no ${p.field}; did you mean ${p.suggestion}?`,
  'unknown-value': (p: { field: string; value: string; allowed: string }) => `"${p.value}" is no ${p.field}; it is one of ${p.allowed}`,
  'bad-number': (p: { field: string; value: string; min: number; max: number; suggestion: string }) =>
    `"${p.value}" is no ${p.field}: it is a whole number from ${p.min} to ${p.max}; did you mean ${p.field}:${p.suggestion}?`,
  'bad-moment': (p: { field: string; value: string }) =>
    `"${p.value}" is no date or time; write 2026-03-12, 2026-03-12T14:00, today, yesterday or -2d, after <, <=, > or >= if need be`,
  'age-as-moment': (p: { field: string; value: string; suggestion: string }) =>
    `a moment that long ago has a minus; did you mean ${p.field}:${p.suggestion}?`,
  'bad-duration': (p: { field: string; value: string; suggestion: string }) =>
    `"${p.value}" is no length of time; write a number with s, m, h, d or w, as in ${p.field}:${p.suggestion}`,
  'no-side': (p: { field: string; value: string; suggestion: string }) =>
    `${p.field}:${p.value} does not say on which side of it; did you mean ${p.field}:${p.suggestion}?`,
  'no-comparison': (p: { field: string; suggestion: string }) =>
    `${p.field} takes one length of time, without <, > or ..; did you mean ${p.field}:${p.suggestion}?`,
  'open-range': (p: { field: string; suggestion: string }) => `the range has one end only; did you mean ${p.field}:${p.suggestion}?`,
  'reversed-range': (p: { field: string; suggestion: string }) =>
    `the range ends before it begins; did you mean ${p.field}:${p.suggestion}?`,
  'too-many': (p: { most: number }) => `a query may ask for ${p.most} values at most`,
} as const;

export type ProblemCode = keyof typeof messages;
type ParamsOf<Code extends ProblemCode> = Parameters<(typeof messages)[Code]> extends [infer Params] ? Params : Record<string, never>;

/** What is wrong at a place of a query, and the way out. */
export interface Problem extends Span {
  code: ProblemCode;
  params: Readonly<Record<string, string | number>>;
  /** In English. */
  message: string;
}

export function problem<Code extends ProblemCode>(code: Code, { start, end }: Span, params: ParamsOf<Code>): Problem {
  const say = messages[code] as (params: ParamsOf<Code>) => string;
  return { code, params: params as Problem['params'], start, end, message: say(params) };
}

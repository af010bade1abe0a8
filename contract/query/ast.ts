import type { TermField } from './fields.ts';

export type Op = '=' | '<' | '<=' | '>' | '>=' | 'range';

/** A place in the text: from `start` to before `end`, counted from 0. */
export interface Span {
  start: number;
  end: number;
}

/** One of the values that a term asks for. `raw` is without quotes, operator and escapes; of a range it is the lower end, and `to` the upper. */
export interface Value extends Span {
  op: Op;
  raw: string;
  to?: string;
}

/** One condition: any of its values, or, negated, none of them. */
export interface Term extends Span {
  negated: boolean;
  field: TermField;
  values: Value[];
}

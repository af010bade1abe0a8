import type { Op, Span } from './ast.ts';
import type { TermField } from './fields.ts';
import { fieldOf, findField, isCompared } from './fields.ts';
import { unquote } from './quote.ts';

/** A value as it stands in the text. */
export interface ScannedValue extends Span {
  op: Exclude<Op, 'range'>;
  /** Without operator, quotes and escapes. */
  text: string;
  /** Where that text begins. */
  textStart: number;
  quoted: boolean;
  /** A quote that is never closed reaches to the end of the text. */
  unclosed?: boolean;
  /** What stands right behind a closing quote, where nothing should. */
  rest?: string;
}

/** A term as it stands in the text, known field or not. */
export interface ScannedTerm extends Span {
  negated: boolean;
  /** What stands before the colon; free words have none. */
  name: (Span & { text: string }) | null;
  field: TermField | undefined;
  /** At least one, though perhaps empty. */
  values: ScannedValue[];
}

const NAME = /(\p{L}[^\s:",]*):/uy;
const OPERATOR = /[<>]=?/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S]?)*)("?)/y;
const WORD = /\S*/y;
const LISTED = /[^\s,]*/y;
const SPACE = /\s*/y;

/** Parts a text into terms. It takes anything, and judges nothing. */
export function scanQuery(text: string): ScannedTerm[] {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };

  function scanValue(compared: boolean, bare: RegExp): ScannedValue {
    const start = at;
    const op = ((compared && take(OPERATOR)?.[0]) || '=') as ScannedValue['op'];
    const quoted = take(QUOTED);
    if (!quoted) {
      const textStart = at;
      const [word] = take(bare) as RegExpExecArray;
      return { op, text: word, textStart, quoted: false, start, end: at };
    }
    const textStart = start + (op === '=' ? 0 : op.length) + 1;
    const value = { op, text: unquote(quoted[1] as string), textStart, quoted: true, start };
    if (quoted[2] === '') return { ...value, end: at, unclosed: true };
    const rest = take(bare)?.[0];
    return { ...value, end: at, ...(rest ? { rest } : {}) };
  }

  const terms: ScannedTerm[] = [];
  for (take(SPACE); at < text.length; take(SPACE)) {
    const start = at;
    const negated = text[at] === '-';
    if (negated) at += 1;
    const nameStart = at;
    const name = take(NAME)?.[1];
    const named = name === undefined ? null : { text: name, start: nameStart, end: nameStart + name.length };
    const field = name === undefined ? 'text' : findField(name);
    const values: ScannedValue[] = [];
    if (!named) values.push(scanValue(false, WORD));
    else {
      const compared = field !== undefined && isCompared(fieldOf(field));
      do values.push(scanValue(compared, LISTED));
      while (text[at] === ',' && ++at);
    }
    terms.push({ negated, name: named, field, values, start, end: at });
  }
  return terms;
}

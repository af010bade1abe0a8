import { describe, expect, test } from 'vitest';
import { completeAt } from '#contract/query/complete.ts';
import { addValue, removeValue, setTerm } from '#contract/query/edit.ts';
import type { TermField } from '#contract/query/fields.ts';
import { quoteValue, quoteWord } from '#contract/query/quote.ts';
import { SuggestInput } from '#contract/schemas/job.ts';

describe('the builder for the mouse leaves the rest of the text as it stands', () => {
  test.each<[string, TermField, string | null, string]>([
    ['', 'status', 'failed', 'status:failed'],
    ['  ', 'status', 'failed', 'status:failed'],
    ['type:quran ', 'priority', '<3', 'type:quran priority:<3'],
    ['x STATUS:running,paused  type:a', 'status', 'failed', 'x status:failed  type:a'],
    ['status:a -status:b status:c x', 'status', 'failed', 'status:failed -status:b x'],
    ['a status:failed b', 'status', null, 'a b'],
    ['status:failed', 'status', null, ''],
    ['-status:failed', 'status', null, '-status:failed'],
    ['a', 'status', null, 'a'],
    ['priority:<9 "two words"', 'text', '"three words now"', 'priority:<9 "three words now"'],
    ['bad:x status:', 'status', 'failed', 'bad:x status:failed'],
  ])('setTerm(%j, %s, %j)', (text, field, raw, expected) => {
    expect(setTerm(text, field, raw)).toBe(expected);
  });

  test.each<[string, TermField, string, boolean, string]>([
    ['', 'error', 'rate limit', false, 'error:"rate limit"'],
    ['status:failed  x', 'status', 'running', false, 'status:failed,running  x'],
    ['status:failed,', 'status', 'running', false, 'status:failed,running'],
    ['status:Failed', 'status', 'failed', false, 'status:Failed'],
    ['params.city:Mecca', 'params.city', 'a, b', false, 'params.city:Mecca,"a, b"'],
    ['status:failed', 'type', 'quran', true, 'status:failed -type:quran'],
    ['-type:audio', 'type', 'quran', true, '-type:audio,quran'],
    ['a', 'text', 'b:c', false, 'a "b:c"'],
    ['a', 'text', 'a', false, 'a'],
    ['', 'text', '-x', true, '-"-x"'],
  ])('addValue(%j, %s, %j, %s)', (text, field, value, negated, expected) => {
    expect(addValue(text, field, value, negated)).toBe(expected);
  });

  test.each<[string, TermField, string, boolean, string]>([
    ['status:failed,running x', 'status', 'failed', false, 'status:running x'],
    ['status:failed,"running" x', 'status', 'running', false, 'status:failed x'],
    ['a status:FAILED x', 'status', 'failed', false, 'a x'],
    ['status:failed -status:failed', 'status', 'failed', true, 'status:failed'],
    ['error:"a, b",c error:"a, b"', 'error', 'a, b', false, 'error:c'],
    ['error:x', 'error', 'X', false, 'error:x'],
    ['a b a', 'text', 'a', false, 'b'],
  ])('removeValue(%j, %s, %j, %s)', (text, field, value, negated, expected) => {
    expect(removeValue(text, field, value, negated)).toBe(expected);
  });

  test('values are quoted where they would be read as something else', () => {
    expect(['a', 'a b', 'a,b', '"', 'a\\', '', '<3', '-x', 'a:b'].map(quoteValue)).toEqual([
      'a',
      '"a b"',
      '"a,b"',
      '"\\""',
      'a\\',
      '""',
      '<3',
      '-x',
      'a:b',
    ]);
    expect(['a', 'a,b', '-x', 'x-', 'a:b', ''].map(quoteWord)).toEqual(['a', 'a,b', '"-x"', 'x-', '"a:b"', '""']);
  });
});

describe('completion', () => {
  /** The caret stands at the bar. */
  const at = (marked: string, types?: readonly string[]) => {
    const caret = marked.indexOf('|');
    const text = marked.slice(0, caret) + marked.slice(caret + 1);
    const { options, start, end, ...rest } = completeAt(text, caret, types);
    const done = options.map(({ insert }) => text.slice(0, start) + insert + text.slice(end));
    return { ...rest, done };
  };

  test('offers fields, and statuses by their own names', () => {
    expect(at('type:quran sta|')).toEqual({ kind: 'field', typed: 'sta', done: ['type:quran status:', 'type:quran started:'] });
    expect(at('-pri|')).toEqual({ kind: 'field', typed: 'pri', done: ['-priority:'] });
    expect(at('fail|')).toMatchObject({ done: ['status:failed'] });
    expect(at('ended|')).toMatchObject({ done: ['finished:'] });
    expect(at('st|us:failed x')).toMatchObject({ typed: 'st', done: ['status:failed x', 'started:failed x'] });
    expect(at('|')).toMatchObject({ kind: 'field', typed: '' });
    expect(at('|').done).toContain('params.');
    expect(at('status:failed |').done).toContain('status:failed priority:');
    expect(at('x|').done).toEqual([]);
  });

  test('says under which key a console has words about a field', () => {
    expect(completeAt('prio', 4).options).toEqual([{ insert: 'priority:', label: 'priority', hintKey: 'query.field.priority' }]);
  });

  test('offers values of what is known, but none twice', () => {
    expect(at('status:|')).toEqual({
      kind: 'value',
      field: 'status',
      typed: '',
      done: ['pending', 'running', 'paused', 'completed', 'failed', 'cancelled'].map((status) => `status:${status}`),
    });
    expect(at('status:failed,p| x')).toMatchObject({ typed: 'p', done: ['status:failed,pending x', 'status:failed,paused x'] });
    expect(at('status:pending,p|').done).toEqual(['status:pending,paused']);
    expect(at('type:q|x', ['quran', 'audio'])).toMatchObject({ field: 'type', done: ['type:quran'] });
    expect(at('created:>=|').done).toContain('created:>=-1d');
    expect(at('took:|').done).toContain('took:>10m');
    expect(at('stauts:fa|')).toEqual({ kind: 'value', typed: 'fa', done: [] });
  });

  test('says what to ask the server for', () => {
    expect(at('error:"rate li|')).toEqual({ kind: 'value', field: 'error', typed: 'rate li', done: [], remote: 'error' });
    expect(at('error:"rate" x|')).toMatchObject({ kind: 'field' });
    expect(at('by:a|')).toMatchObject({ remote: 'by', typed: 'a' });
    expect(at('params.city:Me|')).toMatchObject({ kind: 'value', field: 'params.city', typed: 'Me', remote: 'params.city' });
    expect(at('Params.ci|')).toEqual({ kind: 'field', typed: 'ci', done: [], remote: 'params.' });
    for (const field of ['error', 'signature', 'name', 'by', 'id', 'params.', 'params.a.b'])
      expect(SuggestInput.parse({ field }).field).toBe(field);
  });

  test('leaves what follows an open quote alone', () => {
    const { start, end } = completeAt('error:"ra status:failed', 9);
    expect([start, end]).toEqual([6, 9]);
  });

  test('has nothing to offer within a quoted word', () => {
    expect(at('"free wo|rds"')).toEqual({ kind: 'value', field: 'text', typed: 'free wo', done: [] });
  });
});

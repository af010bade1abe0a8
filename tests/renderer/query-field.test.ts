import { describe, expect, test } from 'vitest';
import { completeAt } from '#contract/query/complete.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { knownAs, readPriorities, readTerm, readValues, setPriorities, setText } from '#renderer/components/query/builder-terms.ts';
import { firstChoice, isHalfWritten, optionsOf, takeOption } from '#renderer/components/query/query-completion.ts';
import { cutQuery, mendQuery } from '#renderer/components/query/query-parts.ts';

const types = ['quran', 'prayer'];
const at = (text: string) => completeAt(text, text.length, types);
const labels = (text: string) => optionsOf(at(text), undefined).map(({ label }) => label);

describe('a query that is drawn', () => {
  test('is the same text, piece by piece', () => {
    const text = 'status:failed  -error:"rate limit" Mecca  ';
    expect(
      cutQuery(text, null, [])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  test('marks the term at the caret, and what is wrong in another', () => {
    const text = 'priority:<urgent type:quran';
    const pieces = cutQuery(text, text.length, parseQuery(text).problems).filter(({ parts }) => parts);
    expect(pieces.map(({ isEdited, isBad }) => [isEdited, isBad])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(pieces[0]?.parts?.filter(({ isBad }) => isBad).map((part) => part.text)).toEqual(['<urgent']);
  });

  test('is mended where a problem says how', () => {
    const text = 'priority:<urgent type:quran';
    const [problem] = parseQuery(text).problems;
    expect(problem && mendQuery(text, problem)).toEqual({ text: 'priority:<3 type:quran', term: 'priority:<3' });
  });
});

describe('completion', () => {
  test('waits with half of a name or of one of a fixed set, and not with words', () => {
    expect(['pri', 'type:qu', 'params.'].map((text) => isHalfWritten(at(text)))).toEqual([true, true, true]);
    expect(['Mecca', 'type:quran', 'error:rate'].map((text) => isHalfWritten(at(text)))).toEqual([false, false, false]);
  });

  test('chooses the first by itself where it begins with what is written, and none where it is written out', () => {
    const choice = (text: string) => firstChoice(at(text), optionsOf(at(text), undefined));
    expect(['pri', 'type:qu', 'type:quran', 'type:', 'error:rate'].map(choice)).toEqual([0, 0, -1, -1, -1]);
  });

  test('takes a name and goes on to its value, takes a value and goes on to the next term', () => {
    const name = optionsOf(at('pri'), undefined)[0];
    expect(name && takeOption('pri', at('pri'), name)).toEqual({ text: 'priority:', caret: 9, isOpen: true });
    const value = optionsOf(at('type:qu'), undefined)[0];
    expect(value && takeOption('type:qu', at('type:qu'), value)).toEqual({ text: 'type:quran ', caret: 11, isOpen: false });
    expect(labels('type:')).toEqual(types);
  });

  test('offers of errors what those of one cause share, counted together', () => {
    const items = [
      { value: '<n> rate limit, GET api.quran.com page <n>', count: 80 },
      { value: 'rate limit, GET api.quran.com page <n> of <n>', count: 3 },
      { value: 'ETag mismatch', count: 9 },
    ];
    expect(optionsOf(at('error:rate'), { items, params: [] })).toEqual([
      { insert: '"rate limit, GET api.quran.com page"', label: 'rate limit, GET api.quran.com page', count: 83 },
    ]);
  });
});

describe('the builder', () => {
  test('reads and sets priorities as a person would write them', () => {
    expect(['', 'priority:<3', 'priority:>=8', 'priority:5', 'priority:2..4', 'priority:1,5'].map(readPriorities)).toEqual([
      { from: 1, to: 10 },
      { from: 1, to: 2 },
      { from: 8, to: 10 },
      { from: 5, to: 5 },
      { from: 2, to: 4 },
      null,
    ]);
    expect(setPriorities('type:quran', { from: 1, to: 3 })).toBe('type:quran priority:<=3');
    expect(setPriorities('type:quran priority:<=3', { from: 1, to: 10 })).toBe('type:quran');
  });

  test('puts text in quotes where it needs them, and takes an empty one away', () => {
    const query = setText('status:failed', 'error', 'rate limit');
    expect(query).toBe('status:failed error:"rate limit"');
    expect(readValues(query, 'error')).toEqual(['rate limit']);
    expect(readTerm(query, 'error')).toBe('"rate limit"');
    expect(setText(query, 'error', ' ')).toBe('status:failed');
  });

  test('knows a value in other capitals, and keeps what is written where it knows none', () => {
    expect(readValues('by:OMAR error:"Rate Limit"', 'error')).toEqual(['Rate Limit']);
    expect(['OMAR', 'zaynab', 'Nobody'].map((name) => knownAs(name, ['omar', 'Zaynab']))).toEqual(['omar', 'Zaynab', 'Nobody']);
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { syncs } from '#backend/sync/index.ts';
import { diffParams } from '#renderer/components/form/diff-params.ts';
import { defaultsOf, issuesBelow, issuesElsewhere, readJson, withField } from '#renderer/components/form/form-values.ts';
import { readNumber } from '#renderer/components/form/read-number.ts';
import { type Field, readField } from '#renderer/components/form/read-schema.ts';

/** As the server tells a type's params. */
const fieldOf = (schema: z.ZodType): Field =>
  readField(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);

describe('a field of a schema', () => {
  it('is a text, with its length and its description', () => {
    expect(fieldOf(z.string().max(10).describe('A name'))).toEqual({ kind: 'text', maxLength: 10, description: 'A name' });
  });

  it('is a date', () => {
    expect(fieldOf(z.iso.date())).toEqual({ kind: 'text', isDate: true });
  });

  it('is a number, whole or not, within its limits', () => {
    expect(fieldOf(z.number().positive().max(100))).toEqual({ kind: 'number', isWhole: false, min: 0, max: 100 });
    expect(fieldOf(z.number().int().min(1).default(4))).toEqual({ kind: 'number', isWhole: true, min: 1, default: 4 });
  });

  it('is yes or no', () => {
    expect(fieldOf(z.boolean().default(false))).toEqual({ kind: 'boolean', default: false });
  });

  it('is a choice, however it is declared', () => {
    expect(fieldOf(z.enum(['a', 'b']))).toEqual({ kind: 'choice', options: ['a', 'b'] });
    expect(fieldOf(z.literal(3))).toEqual({ kind: 'choice', options: [3] });
    expect(fieldOf(z.union([z.literal('x'), z.literal(2), z.enum(['y'])]))).toEqual({ kind: 'choice', options: ['x', 2, 'y'] });
  });

  it('is what it is when it may be null too', () => {
    expect(fieldOf(z.string().nullable().describe('Perhaps'))).toEqual({ kind: 'text', description: 'Perhaps' });
  });

  it('is a text with words that may stand for one', () => {
    expect(fieldOf(z.union([z.literal('latest'), z.iso.date()]))).toEqual({ kind: 'text', isDate: true, options: ['latest'] });
  });

  it('is a list of known values, of free ones, or of both', () => {
    expect(fieldOf(z.array(z.enum(['en', 'fr'])))).toEqual({ kind: 'list', options: ['en', 'fr'] });
    expect(fieldOf(z.array(z.number().int().min(1)))).toEqual({
      kind: 'list',
      options: [],
      item: { kind: 'number', isWhole: true, min: 1 },
    });
    expect(fieldOf(z.array(z.union([z.enum(['Cairo']), z.object({ name: z.string() })])))).toEqual({
      kind: 'list',
      options: ['Cairo'],
      item: { kind: 'group', members: [{ name: 'name', field: { kind: 'text' }, isRequired: true }] },
    });
  });

  it('is a group, and knows what is required', () => {
    expect(fieldOf(z.object({ a: z.string(), b: z.object({ c: z.boolean().optional() }).optional() }))).toEqual({
      kind: 'group',
      members: [
        { name: 'a', field: { kind: 'text' }, isRequired: true },
        { name: 'b', field: { kind: 'group', members: [{ name: 'c', field: { kind: 'boolean' }, isRequired: false }] }, isRequired: false },
      ],
    });
  });

  it('is JSON where no form can show it', () => {
    expect(fieldOf(z.any()).kind).toBe('json');
    expect(fieldOf(z.record(z.string(), z.number())).kind).toBe('json');
    expect(fieldOf(z.union([z.string(), z.number()])).kind).toBe('json');
    expect(fieldOf(z.array(z.array(z.string()))).kind).toBe('json');
    expect(fieldOf(z.array(z.union([z.string(), z.number()]))).kind).toBe('json');
    expect(fieldOf(z.array(z.any())).kind).toBe('json');
    expect(fieldOf(z.tuple([z.string()])).kind).toBe('json');
    expect(readField({}).kind).toBe('json');
  });

  it('shows every param of every job type that there is, without JSON', () => {
    for (const { type, params } of syncs) {
      const root = fieldOf(params as z.ZodType);
      if (root.kind !== 'group') throw new Error(`${type} is no group`);
      expect(root.members.filter(({ field }) => field.kind === 'json')).toEqual([]);
      // What the form begins with is what the type takes.
      expect((params as z.ZodType).safeParse(defaultsOf(root) ?? {}).success).toBe(true);
    }
  });
});

describe('values of a form', () => {
  it('begin with the defaults that are told', () => {
    expect(
      defaultsOf(
        fieldOf(z.object({ a: z.number().default(3), b: z.string().optional(), c: z.object({ d: z.boolean().default(true) }).optional() })),
      ),
    ).toEqual({
      a: 3,
      c: { d: true },
    });
    expect(defaultsOf(fieldOf(z.object({ a: z.string() })))).toBeUndefined();
  });

  it('keep their order when one changes, and lose what is emptied', () => {
    expect(Object.entries(withField({ a: 1, b: 2 }, 'a', 5))).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
    expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
    expect(withField({ a: 1 }, 'c', 0)).toEqual({ a: 1, c: 0 });
  });

  it('are numbers where a text is one, and the text where it is none', () => {
    expect(readNumber(' 12.5 ')).toBe(12.5);
    expect(readNumber('')).toBeUndefined();
    expect(readNumber('12 apples')).toBe('12 apples');
    expect(readNumber('Infinity')).toBe('Infinity');
  });

  it('are read from JSON, an object where one is wanted', () => {
    expect(readJson('{"a": 1}', true)).toEqual({ value: { a: 1 } });
    expect(readJson('[1]', true)).toBeNull();
    expect(readJson('[1]', false)).toEqual({ value: [1] });
    expect(readJson('{"a":', false)).toBeNull();
    expect(readJson('  ', false)).toEqual({ value: undefined });
    expect(readJson('', true)).toEqual({ value: {} });
  });
});

describe('messages of the server', () => {
  const issues = {
    'params.days': 'Too small',
    'params.cities.2.latitude': 'Too big',
    'params.cities': 'Too few',
    params: 'Unrecognized key',
    runAt: 'Past',
  };

  it('go to their fields, at any depth', () => {
    const params = issuesBelow(issues, 'params');
    expect(params).toEqual({ days: 'Too small', 'cities.2.latitude': 'Too big', cities: 'Too few', '': 'Unrecognized key' });
    expect(issuesBelow(params, 'cities')).toEqual({ '2.latitude': 'Too big', '': 'Too few' });
    expect(issuesBelow(issuesBelow(params, 'cities'), 2)).toEqual({ latitude: 'Too big' });
  });

  it('are told above the form where no field stands for them', () => {
    expect(issuesElsewhere(issuesBelow(issues, 'params'), ['days', 'cities'])).toEqual(['Unrecognized key']);
    expect(issuesElsewhere(issuesBelow(issues, 'params'), [])).toEqual([
      'days: Too small',
      'cities.2.latitude: Too big',
      'cities: Too few',
      'Unrecognized key',
    ]);
  });
});

describe('the difference between params', () => {
  it('has the old and the new of what changed, and nothing else', () => {
    expect(diffParams({ days: 30, method: 'A', madhab: 'shafi' }, { days: 7, method: 'A', from: '2026-01-01' })).toEqual([
      {
        name: 'days',
        parts: [
          { text: '30', tone: 'old' },
          { text: '7', tone: 'new' },
        ],
      },
      { name: 'madhab', parts: [{ text: 'shafi', tone: 'old' }] },
      { name: 'from', parts: [{ text: '2026-01-01', tone: 'new' }] },
    ]);
    expect(diffParams({ a: [1] }, { a: [1] })).toEqual([]);
  });

  it('marks what came and went in a list', () => {
    const [change] = diffParams({ list: ['en', 'fr', 'tr'] }, { list: ['en', 'tr', 'ur'] });
    expect(change?.parts).toEqual([
      { text: 'en', tone: 'same' },
      { text: 'fr', tone: 'old' },
      { text: 'tr', tone: 'same' },
      { text: 'ur', tone: 'new' },
    ]);
  });

  it('marks words in a long text, and lines in what has a shape', () => {
    const text = 'a text that is long enough to be compared word by word, and not as a whole';
    const [long] = diffParams({ text }, { text: text.replace('long', 'short') });
    expect(long?.parts.filter(({ tone }) => tone !== 'same')).toEqual([
      { text: 'long', tone: 'old' },
      { text: 'short', tone: 'new' },
    ]);
    const [shape] = diffParams({ o: { a: 1, b: 2 } }, { o: { a: 1, b: 3 } });
    expect(shape?.parts.filter(({ tone }) => tone !== 'same').map(({ text }) => text.trim())).toEqual(['"b": 2', '"b": 3']);
  });
});

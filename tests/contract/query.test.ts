import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findField } from '#contract/query/fields.ts';
import { formatQuery } from '#contract/query/format.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import { BulkInput } from '#contract/schemas/bulk.ts';
import { JobFilter, ListInput } from '#contract/schemas/job.ts';
import { asTerms, someTerm, withoutPlaces } from '#tests/support/query-terms.ts';

const is = (raw: string) => ({ op: '=', raw });

describe('a good query', () => {
  test.each<[string, unknown[]]>([
    ['', []],
    ['  \n ', []],
    ['status:failed', [{ negated: false, field: 'status', values: [is('failed')] }]],
    ['STATUS:Failed', [{ negated: false, field: 'status', values: [is('failed')] }]],
    ['status:running,paused', [{ negated: false, field: 'status', values: [is('running'), is('paused')] }]],
    ['jobType:quran', [{ negated: false, field: 'type', values: [is('quran')] }]],
    ['priority:<3', [{ negated: false, field: 'priority', values: [{ op: '<', raw: '3' }] }]],
    ['priority:>="8"', [{ negated: false, field: 'priority', values: [{ op: '>=', raw: '8' }] }]],
    ['priority:1..3,9', [{ negated: false, field: 'priority', values: [{ op: 'range', raw: '1', to: '3' }, is('9')] }]],
    ['progress:<=50%', [{ negated: false, field: 'progress', values: [{ op: '<=', raw: '50%' }] }]],
    ['params.City:Mecca', [{ negated: false, field: 'params.City', values: [is('Mecca')] }]],
    ['PARAMS.a-b.c_1:x', [{ negated: false, field: 'params.a-b.c_1', values: [is('x')] }]],
    ['error:"rate limit"', [{ negated: false, field: 'error', values: [is('rate limit')] }]],
    ['error:"say \\"no\\" \\\\ \\n"', [{ negated: false, field: 'error', values: [is('say "no" \\ \\n')] }]],
    ['error:a"b', [{ negated: false, field: 'error', values: [is('a"b')] }]],
    ['error:<n>', [{ negated: false, field: 'error', values: [is('<n>')] }]],
    ['error:"a,b",c', [{ negated: false, field: 'error', values: [is('a,b'), is('c')] }]],
    ['-name:test', [{ negated: true, field: 'name', values: [is('test')] }]],
    ['"free words"', [{ negated: false, field: 'text', values: [is('free words')] }]],
    [
      '-"a:b" x,y',
      [
        { negated: true, field: 'text', values: [is('a:b')] },
        { negated: false, field: 'text', values: [is('x,y')] },
      ],
    ],
    ['text:a,b', [{ negated: false, field: 'text', values: [is('a'), is('b')] }]],
    ['12:30', [{ negated: false, field: 'text', values: [is('12:30')] }]],
    ['created:2026-03-12', [{ negated: false, field: 'created', values: [is('2026-03-12')] }]],
    ['created:>="2026-03-12 14:00"', [{ negated: false, field: 'created', values: [{ op: '>=', raw: '2026-03-12T14:00' }] }]],
    [
      'created:2026-03-12..2026-03-14',
      [{ negated: false, field: 'created', values: [{ op: 'range', raw: '2026-03-12', to: '2026-03-14' }] }],
    ],
    ['ended:-2d..-1d', [{ negated: false, field: 'finished', values: [{ op: 'range', raw: '-2d', to: '-1d' }] }]],
    ['older:1h30m', [{ negated: false, field: 'older', values: [is('1h30m')] }]],
    ['took:>10m', [{ negated: false, field: 'took', values: [{ op: '>', raw: '10m' }] }]],
  ])('%s', (text, terms) => {
    const parsed = parseQuery(text);
    expect(parsed.problems).toEqual([]);
    expect(withoutPlaces(parsed.terms)).toEqual(terms);
  });

  test('says where each term and value stands', () => {
    const text = ' -error:"rate limit",x  priority:<3 word';
    const { terms } = parseQuery(text);
    expect(terms.map(({ start, end }) => text.slice(start, end))).toEqual(['-error:"rate limit",x', 'priority:<3', 'word']);
    expect(terms.flatMap(({ values }) => values.map(({ start, end }) => text.slice(start, end)))).toEqual([
      '"rate limit"',
      'x',
      '<3',
      'word',
    ]);
  });
});

/** What is marked between the brackets, and why, and what would stand there instead. */
describe('a bad query marks the place and says why and the way out', () => {
  test.each<[string, string, string?]>([
    ['type:quran [stauts]:failed', 'misspelt-field', 'status'],
    ['[sta]:failed', 'misspelt-field', 'status'],
    ['[param.city]:x', 'misspelt-field', 'params.city'],
    ['[city]:Mecca', 'unknown-field', 'params.city'],
    ['see [http]://x', 'unknown-field', 'params.http'],
    ['[params]:x', 'bad-param'],
    ['[params.]:x', 'bad-param'],
    ['[params.a..b]:x', 'bad-param'],
    ['[params.a[0]]:x', 'bad-param'],
    ['x [status:]', 'no-value'],
    ['[-status:""] x', 'no-value'],
    ['status:failed[,] x', 'no-value'],
    ['x [""]', 'no-text'],
    ['x [-]', 'lone-minus'],
    ['error:["rate limit]', 'unclosed-quote', '"rate limit"'],
    ['took:[>"1h]', 'unclosed-quote', '>"1h"'],
    ['["a"b]', 'after-quote'],
    ['error:["a"b],c', 'after-quote'],
    ['status:[fialed]', 'misspelt-value', 'failed'],
    ['status:running,[canceled]', 'misspelt-value', 'cancelled'],
    ['status:[<failed]', 'misspelt-value', 'failed'],
    ['status:[done]', 'unknown-value'],
    ['priority:[<urgent]', 'bad-number', '<3'],
    ['priority:[11]', 'bad-number', '10'],
    ['priority:[>=0]', 'bad-number', '>=1'],
    ['priority:[1.5]', 'bad-number', '<3'],
    ['progress:[101%]', 'bad-number', '100'],
    ['priority:[3..]', 'open-range', '>=3'],
    ['priority:[..3]', 'open-range', '<=3'],
    ['priority:[3..1]', 'reversed-range', '1..3'],
    ['created:[2026-03-12..2026-03-10]', 'reversed-range', '2026-03-10..2026-03-12'],
    ['created:[-1d..-2d]', 'reversed-range', '-2d..-1d'],
    ['created:[today..yesterday]', 'reversed-range', 'yesterday..today'],
    ['took:[2h..90m]', 'reversed-range', '90m..2h'],
    ['created:[2026-02-30]', 'bad-moment'],
    ['created:[2026-03-12T25:00]', 'bad-moment'],
    ['created:[2026-03-12T10:00+99:00]', 'bad-moment'],
    ['created:[tomorow]', 'bad-moment'],
    ['created:[2d]', 'age-as-moment', '>=-2d'],
    ['created:[<2d]', 'age-as-moment', '<-2d'],
    ['created:[2d..1d]', 'age-as-moment', '-2d..-1d'],
    ['created:[-2d]', 'no-side', '>=-2d'],
    ['took:[10m]', 'no-side', '>10m'],
    ['took:[>10]', 'bad-duration', '>1m'],
    ['older:[2days]', 'bad-duration', '2d'],
    ['older:[200000w]', 'bad-duration', '2d'],
    ['older:[>2d]', 'no-comparison', '2d'],
    ['older:[1d..2d]', 'no-comparison', '1d'],
  ])('%s: %s', (marked, code, suggestion) => {
    const start = marked.indexOf('[');
    const end = marked.lastIndexOf(']') - 1;
    const text = marked.slice(0, start) + marked.slice(start + 1, end + 1) + marked.slice(end + 2);
    const { problems } = parseQuery(text);
    expect(problems).toMatchObject([{ code, start, end }]);
    expect(problems[0]?.message).toMatch(/\w/);
    if (suggestion === undefined) return;
    expect(problems[0]?.params).toMatchObject({ suggestion });
    // A suggestion mends what is marked, where it stands.
    const mended = parseQuery(text.slice(0, start) + suggestion + text.slice(end));
    expect(mended.problems).toEqual([]);
  });

  test('tells every problem in the order of the text, and keeps what could be read', () => {
    const { terms, problems } = parseQuery('stauts:failed type:quran status:fialed,running priority:0');
    expect(problems.map(({ code }) => code)).toEqual(['misspelt-field', 'misspelt-value', 'bad-number']);
    expect(formatQuery(terms)).toBe('type:quran status:running');
  });

  test('asks for fifty values at most', () => {
    expect(parseQuery('x '.repeat(50)).problems).toEqual([]);
    expect(parseQuery(`${'x '.repeat(50)}y`).problems).toMatchObject([{ code: 'too-many', start: 100, end: 101, params: { most: 50 } }]);
    expect(parseQuery(`id:${'x,'.repeat(60)}y`).problems).toMatchObject([{ code: 'too-many' }]);
  });

  test('never throws, and every problem lies in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'-:,"\\<>.% \n',
        'status',
        'created',
        'params',
        'older',
        'took',
        'priority',
        '..',
        '2d',
        '9',
        '2026-03-12',
        '\ud800',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { terms, problems } = parseQuery(text);
        for (const { start, end } of [...terms, ...problems]) expect(0 <= start && start < end && end <= text.length).toBe(true);
        resolveQuery(terms, { now: new Date(), timeZone: 'Asia/Riyadh' });
      }),
      { numRuns: 3_000 },
    );
  });
});

test('what is written by formatQuery is read as the same', () => {
  fc.assert(
    fc.property(fc.array(someTerm, { maxLength: 6 }), (terms) => {
      const text = formatQuery(asTerms(terms));
      const parsed = parseQuery(text);
      expect(parsed.problems).toEqual([]);
      expect(withoutPlaces(parsed.terms)).toEqual(terms);
      expect(formatQuery(parsed.terms)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

describe('the schema of a query', () => {
  const issuesOf = (schema: z.ZodType, input: unknown) =>
    schema.safeParse(input).error?.issues.map(({ path, message }) => ({ path, message }));

  test('refuses a bad one with the place, the reason and the way out', () => {
    const issues = (path: string[]) => [{ path, message: 'at 8: there is no field "stauts"; did you mean status?' }];
    expect(issuesOf(ListInput, { query: 'type:x stauts:failed' })).toEqual(issues(['query']));
    expect(issuesOf(BulkInput, { action: 'cancel', filter: { query: 'type:x stauts:failed' } })).toEqual(issues(['filter', 'query']));
  });

  test('does not look into one that is too long', () => {
    expect(issuesOf(JobFilter, { query: 'x:'.repeat(10_000) })).toHaveLength(1);
  });

  test.each(['Asia/Riyadh', 'UTC', 'america/new_york'])('takes the zone %s', (timeZone) => {
    expect(JobFilter.parse({ timeZone })).toEqual({ timeZone });
  });
  test.each(['Mars/Base', '', '+03:00', 'local'])('refuses the zone %j', (timeZone) => {
    expect(issuesOf(JobFilter, { timeZone })).toMatchObject([{ path: ['timeZone'] }]);
  });

  test('keeps its JSON schema and example', () => {
    expect(z.toJSONSchema(JobFilter.shape.query)).toMatchObject({ type: 'string', maxLength: 1_000, examples: ['status:failed older:2d'] });
  });
});

test('a param is known by any path of plain names', () => {
  expect(['params.a', 'params.a.b-c', 'Params.A'].map(findField)).toEqual(['params.a', 'params.a.b-c', 'params.A']);
  expect(['params.', 'params.a.', 'params..a', 'params.a b', 'paramsx.a'].map(findField)).toEqual(Array(5).fill(undefined));
});

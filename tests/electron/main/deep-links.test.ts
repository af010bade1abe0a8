import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLink } from '#electron/deep-links/find-link.ts';
import { linkedTabs, parseDeepLink } from '#electron/deep-links/parse-deep-link.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { pages } from '#renderer/pages/registry.ts';

describe('a link that is understood', () => {
  test.each([
    ['syncdeck://open/local', '/e/local/overview', 'local'],
    ['syncdeck://open/local/', '/e/local/overview', 'local'],
    ['SYNCDECK://open/customer-4/bulk', '/e/customer-4/bulk', 'customer-4'],
    ['syncdeck://open/local?job=quran-1', '/e/local/control?job=quran-1', 'local'],
    ['syncdeck://open/local/history?q=status%3Afailed', '/e/local/history?q=status%3Afailed', 'local'],
    ['syncdeck://open/local?q=a%26job%3Db&job=x', '/e/local/control?q=a%26job%3Db&job=x', 'local'],
    ['syncdeck://job/production/prayer-6f1.x', '/e/production/control?job=prayer-6f1.x', 'production'],
    ['syncdeck://job/production/a%2F..%2F..%2Ffleet', '/e/production/control?job=a%2F..%2F..%2Ffleet', 'production'],
    ['syncdeck://fleet', '/fleet', null],
    ['syncdeck://fleet/', '/fleet', null],
  ])('%s', (link, path, environmentId) => {
    expect(parseDeepLink(link)).toEqual({ kind: 'open', environmentId, path });
  });

  test('that offers an environment', () => {
    expect(
      parseDeepLink('syncdeck://add?url=https%3A%2F%2Fsync.example.com%2F&name=Production%20EU&production=1&color=teal&tags=eu,live'),
    ).toEqual({
      kind: 'add',
      draft: { url: 'https://sync.example.com', name: 'Production EU', isProduction: true, color: 'teal', tags: ['eu', 'live'] },
    });
    expect(parseDeepLink('syncdeck://add?url=http://10.0.0.4:4747/deck')).toEqual({
      kind: 'add',
      draft: { url: 'http://10.0.0.4:4747/deck' },
    });
  });
});

describe('a link that is refused', () => {
  test.each([
    ['https://open/local', 'malformed'],
    ['syncdeck:open/local', 'malformed'],
    ['syncdeck://', 'malformed'],
    [' syncdeck://fleet', 'malformed'],
    ['syncdeck://open/local#/fleet', 'malformed'],
    ['syncdeck://open:80/local', 'malformed'],
    ['syncdeck://job/local/%', 'malformed'],
    ['syncdeck://anna:secret@open/local', 'credentials'],
    ['syncdeck://settings', 'unknown action'],
    ['syncdeck://constructor/local', 'unknown action'],
    ['syncdeck://open', 'environment'],
    ['syncdeck://open/../Fleet', 'environment'],
    ['syncdeck://open/Local', 'environment'],
    ['syncdeck://open//control', 'environment'],
    ['syncdeck://open/lo%63al', 'environment'],
    ['syncdeck://open/local/nowhere', 'page'],
    ['syncdeck://open/local/constructor', 'page'],
    ['syncdeck://open/local/control/deeper', 'page'],
    ['syncdeck://fleet/local', 'page'],
    ['syncdeck://open/local/control?tab=logs', 'unknown parameter'],
    ['syncdeck://open/local/control?job=a&job=b', 'unknown parameter'],
    ['syncdeck://open/local/analytics?q=x', 'unknown parameter'],
    ['syncdeck://open/local/control?__proto__=b', 'unknown parameter'],
    ['syncdeck://job/local', 'job'],
    ['syncdeck://job/local/', 'job'],
    ['syncdeck://job/local/a/b', 'job'],
    ['syncdeck://job/local/%20', 'job'],
    [`syncdeck://job/local/${'x'.repeat(256)}`, 'job'],
    [`syncdeck://open/local/control?q=${'x'.repeat(1001)}`, 'query'],
    ['syncdeck://job/local/a%0Ab', 'control characters'],
    ['syncdeck://open/local/control?q=%00', 'control characters'],
    ['syncdeck://add?url=https://a.example&name=%E2%80%AEmoc.elpmaxe', 'control characters'],
    ['syncdeck://open/lo\ncal', 'control characters'],
    [`syncdeck://open/local/control?q=${'x'.repeat(2000)}`, 'too long'],
    ['syncdeck://add', 'url'],
    ['syncdeck://add?url=javascript:alert(1)', 'url'],
    ['syncdeck://add?url=file:///etc/passwd', 'url'],
    ['syncdeck://add?url=sync.example.com', 'url'],
    ['syncdeck://add?url=https%3A%2F%2Fa.example%2F%3Ftoken%3Dx', 'url'],
    ['syncdeck://add?url=https%3A%2F%2Fanna%3Asecret%40a.example', 'credentials'],
    ['syncdeck://add?url=https://a.example&token=x', 'unknown parameter'],
    ['syncdeck://add?url=https://a.example&name=', 'name'],
    ['syncdeck://add?url=https://a.example&color=magenta', 'color'],
    ['syncdeck://add?url=https://a.example&production=yes', 'production'],
    [`syncdeck://add?url=https://a.example&tags=${Array(11).fill('x').join(',')}`, 'tags'],
  ])('%s', (link, why) => {
    expect(parseDeepLink(link)).toEqual({ kind: 'refused', why });
    for (const language of ['en', 'ar'] as const) expect(createTexts(language).links).toHaveProperty([why]);
  });
});

test('the pages that links know are those that there are', () => {
  expect([...linkedTabs].sort()).toEqual(pages.map(({ id, path }) => (path === `/${id}` ? id : path)).sort());
});

const isKnownPath = (path: string): boolean => {
  if (path === '/fleet') return true;
  const url = new URL(path, 'app://syncdeck');
  const [, environment, tab, more] = /^\/e\/([a-z0-9][a-z0-9-]{0,39})\/([a-z]+)(.*)$/.exec(url.pathname) ?? [];
  return (
    `${url.pathname}${url.search}` === path &&
    environment !== undefined &&
    more === '' &&
    (linkedTabs as readonly string[]).includes(tab as string) &&
    [...url.searchParams.keys()].every((name) => name === 'q' || name === 'job')
  );
};

const piece = fc.oneof(
  fc.constantFrom(
    'open',
    'job',
    'fleet',
    'add',
    'local',
    'control',
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '\\',
    '//',
    '?',
    '#',
    '@',
    ':',
    '&',
    '=',
    'q',
    'url=',
    'https://a.example',
    'http://a:b@c',
    'javascript:',
    'desktop',
    'e',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

test('no link whatever leads outside of the known pages', () => {
  const link = fc.tuple(
    fc.constantFrom('syncdeck://', 'syncdeck://open/', 'syncdeck://open/local/', 'syncdeck://job/local/', 'syncdeck://add?', ''),
    fc.array(fc.tuple(piece, fc.constantFrom('', '/', '?', '&')), { maxLength: 8 }),
  );
  fc.assert(
    fc.property(link, ([begin, pieces]) => {
      const parsed = parseDeepLink(begin + pieces.flat().join(''));
      if (parsed.kind === 'open') expect(parsed.path).toSatisfy(isKnownPath);
      if (parsed.kind === 'add')
        expect(new URL(parsed.draft.url)).toMatchObject({
          protocol: expect.stringMatching(/^https?:$/),
          username: '',
          password: '',
          search: '',
        });
    }),
    { numRuns: 5_000 },
  );
});

test('any job of any environment comes back as it was', () => {
  const job = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter(
      (text) => text.trim() === text && !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text) && text !== '.' && text !== '..',
    );
  fc.assert(
    fc.property(job, (jobId) => {
      const parsed = parseDeepLink(`syncdeck://job/local/${encodeURIComponent(jobId)}`);
      expect(parsed.kind).toBe('open');
      if (parsed.kind === 'open') expect(new URL(parsed.path, 'app://syncdeck').searchParams.get('job')).toBe(jobId);
    }),
  );
});

test('the link is found among arguments', () => {
  expect(findLink(['/opt/syncdeck', '--hidden', 'syncdeck://fleet'])).toBe('syncdeck://fleet');
  expect(findLink(['syncdeck', '/work/app', 'SyncDeck://fleet'])).toBe('SyncDeck://fleet');
  expect(findLink(['/opt/syncdeck', '.'])).toBeUndefined();
});

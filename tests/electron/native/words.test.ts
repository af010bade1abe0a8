import { describe, expect, test } from 'vitest';
import { parseQuery } from '#contract/query/parse.ts';
import type { GroupNotice, Notice, SumNotice } from '#electron/native/notifications/notice.ts';
import { incidentQuery } from '#electron/native/notifications/word-notice.ts';
import { sayDuration, sayTime } from '#electron/native/say-time.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { HOUR, MINUTE, play, start } from './play-notifications.ts';

const app = play();
const incident = (change: Partial<GroupNotice> = {}): GroupNotice => ({
  key: 'failed-1',
  hasSound: false,
  kind: 'incident',
  environmentId: 'staging',
  signature: '<n> rate limit',
  jobTypes: ['quran'],
  newest: { jobId: 'quran-1', jobName: 'Uthmani text', jobType: 'quran' },
  message: '429 rate limit, GET api.quran.com',
  count: 18,
  open: 17,
  since: start - HOUR,
  last: start,
  ...change,
});
const sum = (change: Partial<SumNotice> = {}): SumNotice => ({
  key: 'sum-1',
  hasSound: false,
  kind: 'sum',
  because: 'sleep',
  environmentIds: ['staging'],
  incidents: 2,
  failures: 41,
  completed: 1_204,
  longRuns: 0,
  from: start - 160 * MINUTE,
  to: start,
  ...change,
});

describe('an incident in words', () => {
  test('says what failed, why, since when, and leads to its jobs', () => {
    const notice = app.words(incident({ environmentId: 'production-eu' }));
    expect(notice).toMatchObject({
      title: 'Production EU: 18 quran jobs failed',
      body: '429 rate limit, GET api.quran.com\nSince 10:42, last 11:42.',
      isSilent: true,
      actions: [
        { action: 'retry', label: 'Retry 17…' },
        { action: 'mute', label: 'Mute 1 h' },
        { action: 'acknowledge', label: 'Acknowledge' },
      ],
    });
    const url = new URL(notice.path, 'app://syncdeck');
    expect(url.pathname).toBe('/e/production-eu/control');
    expect(parseQuery(url.searchParams.get('q') ?? '').problems).toEqual([]);
    expect(url.searchParams.get('q')).toBe('status:failed signature:"<n> rate limit"');
  });

  test('of one job leads to the job', () => {
    expect(app.words(incident({ count: 1, open: 1 }))).toMatchObject({
      title: 'Staging: Uthmani text failed',
      body: '429 rate limit, GET api.quran.com',
      path: '/e/staging/control?job=quran-1',
    });
  });

  test('has no retry where nothing is failed any more, or nothing may be changed', () => {
    for (const notice of [incident({ open: 0 }), incident({ environmentId: 'cairo' }), incident({ environmentId: 'removed' })]) {
      expect(app.words(notice).actions.map(({ action }) => action)).toEqual(['mute', 'acknowledge']);
    }
  });

  test('a message of pages becomes a line', () => {
    const { body } = app.words(incident({ count: 1, message: `first\n  second ${'long '.repeat(200)}` }));
    expect(body).toMatch(/^first second long/);
    expect(body.length).toBe(180);
    expect(body.endsWith('…')).toBe(true);
  });

  test.each(['with "quotes" and \\ in it', 'a, b', 'status:failed'])('the query finds the signature %s', (signature) => {
    const { terms, problems } = parseQuery(incidentQuery(signature));
    expect(problems).toEqual([]);
    expect(JSON.stringify(terms)).toContain(JSON.stringify(signature));
  });

  test('of failures without a signature leads to all that failed', () => {
    expect(app.words(incident({ signature: '' })).path).toBe('/e/staging/control?q=status%3Afailed');
  });
});

describe('a sum in words', () => {
  test.each([
    [sum(), 'While this computer slept, 2h 40m', '2 new incidents, 41 jobs failed, 1,204 jobs completed.\nIn Staging.'],
    [sum({ because: 'gap' }), 'Staging: much happened since 09:02', '2 new incidents, 41 jobs failed, 1,204 jobs completed.'],
    [
      sum({ because: 'muted', completed: 0, longRuns: 1 }),
      'While notifications were muted',
      '2 incidents, 41 jobs failed, 1 job runs for long.\nIn Staging.',
    ],
    [
      sum({ because: 'quiet hours', incidents: 1, failures: 1, completed: 1, environmentIds: ['staging', 'cairo'] }),
      'In the quiet hours',
      '1 incident, 1 job failed, 1 job completed.\nIn Staging and Cairo schools.',
    ],
    [sum({ because: 'limit', incidents: 5, completed: 0 }), '5 more incidents in the last hour', '41 jobs failed.\nIn Staging.'],
    [
      sum({ because: 'limit', incidents: 0, failures: 0, environmentIds: ['a', 'b', 'c', 'd'] }),
      'More in the last hour',
      '1,204 jobs completed.\nIn 4 environments.',
    ],
  ])('%#', (notice, title, body) => {
    expect(app.words(notice)).toMatchObject({ title, body, actions: [] });
  });
});

describe('in Arabic', () => {
  const arabic = /[\u0600-\u06ff]/;
  const notices: Notice[] = [
    incident(),
    incident({ count: 1 }),
    ...(['completed', 'long run'] as const).flatMap((kind) => [incident({ kind }), incident({ kind, count: 1 })]),
    ...(['sleep', 'gap', 'muted', 'quiet hours', 'limit'] as const).map((because) => sum({ because })),
    { kind: 'lost', key: 'lost-1', hasSound: false, environmentIds: ['staging'], since: start, reason: '' },
    { kind: 'lost', key: 'lost-1', hasSound: false, environmentIds: ['staging', 'cairo'], since: start, reason: '' },
    { kind: 'sign in', key: 'sign-in-1', hasSound: false, environmentId: 'staging' },
  ];

  test('every notification is said, with Latin digits as on the page', () => {
    for (const notice of notices) {
      const { title, actions } = app.words(notice, 'ar');
      expect(title).toMatch(arabic);
      expect(title).not.toMatch(/[\u0660-\u0669]/);
      for (const { label } of actions) expect(label).toMatch(arabic);
    }
    expect(app.words(incident(), 'ar').title).toBe('Staging: فشلت 18 مهمة من النوع quran');
    expect(app.words(incident({ count: 2 }), 'ar').title).toBe('Staging: فشلت مهمتان من النوع quran');
  });

  test('every text is there, and is another than in English', () => {
    const [en, ar] = [createTexts('en'), createTexts('ar')];
    const same = new Set(['tray.app', 'notifications.list']);
    for (const theme of ['notifications', 'tray'] as const) {
      expect(Object.keys(ar[theme])).toEqual(Object.keys(en[theme]));
      for (const [name, text] of Object.entries(en[theme])) {
        const other = ar[theme][name as keyof (typeof ar)[typeof theme]] as unknown;
        expect(typeof other).toBe(typeof text);
        if (typeof other === 'string' && !same.has(`${theme}.${name}`)) expect(other).toMatch(arabic);
      }
    }
    // Each form that a count has.
    for (const count of [1, 2, 3, 11, 100, 1_204]) {
      for (const say of [ar.notifications.jobsFailed, ar.notifications.newIncidents, ar.tray.failed, ar.notifications.lostMany]) {
        expect(say(count)).toMatch(arabic);
        expect(say(count)).not.toContain('undefined');
      }
    }
    expect(ar.notifications.jobsCompleted(1_204)).toContain('1,204');
  });
});

describe('times', () => {
  test('have their day where it is not today', () => {
    expect(sayTime(start, start, 'en')).toBe('11:42');
    expect(sayTime(start - 24 * HOUR, start, 'en')).toBe('9 Mar, 11:42');
    expect(sayTime(start, start, 'ar')).toBe('11:42');
  });
  test.each([
    [10_000, '1m'],
    [59 * MINUTE, '59m'],
    [HOUR, '1h'],
    [160 * MINUTE, '2h 40m'],
    [50 * HOUR, '2d 2h'],
  ])('a duration of %d ms is %s', (ms, text) => {
    expect(sayDuration(ms, 'en')).toBe(text);
  });
});

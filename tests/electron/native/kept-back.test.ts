import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, play, rule, SECOND, settings } from './play-notifications.ts';

/** From now, 11:42, on. */
const quietNow = { isOn: true, from: '11:00', to: '12:42' };
const always = rule({ id: 'always', jobTypes: ['audio'], deliver: 'always' });

describe('in quiet hours', () => {
  test('nothing is shown, and after them one tells what was kept back', () => {
    const app = play(settings({ quietHours: quietNow }));
    for (const signature of ['A', 'B', 'C']) app.fails('staging', { signature });
    app.fails('cairo', { signature: 'A' });
    app.fails('staging', { signature: 'A' });
    app.pass(59 * MINUTE);
    expect(app.told()).toEqual([]);
    expect(app.open).toEqual({ staging: 4, cairo: 1 });
    app.pass(2 * MINUTE);
    expect(app.told()).toEqual(['show: In the quiet hours']);
    expect(app.last).toMatchObject({ kind: 'sum', incidents: 4, failures: 5 });
    expect(app.words(app.last)).toMatchObject({ body: '4 incidents, 5 jobs failed.\nIn Staging and Cairo schools.', path: '/fleet' });
  });

  test('one alone is told as it is, with its buttons', () => {
    const app = play(settings({ quietHours: quietNow }));
    app.fails('staging');
    app.fails('staging');
    app.pass(61 * MINUTE);
    expect(app.told()).toEqual(['show: Staging: 2 quran jobs failed']);
    expect(app.words(app.last).actions.map(({ action }) => action)).toEqual(['retry', 'mute', 'acknowledge']);
  });

  test('what was mended or acknowledged meanwhile is not told', () => {
    const app = play(settings({ quietHours: quietNow }));
    app.fails('staging', { job: 'a', signature: 'A' });
    app.fails('staging', { signature: 'B' });
    app.retried('staging', 'a');
    app.feed({ kind: 'acknowledge', environmentId: 'staging', signature: 'B' });
    app.pass(61 * MINUTE);
    expect(app.told()).toEqual([]);
  });

  test('what is always told passes them, and so does what becomes so', () => {
    const app = play(settings({ rules: [always, rule()], quietHours: quietNow }));
    app.fails('staging', { type: 'audio', signature: 'A' });
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed']);
    app.fails('staging', { signature: 'B' });
    expect(app.told()).toEqual([]);
    app.fails('staging', { type: 'audio', signature: 'B' });
    expect(app.told()).toEqual(['show: Staging: 2 jobs failed']);
  });

  test('an incident that was told before them waits with its count', () => {
    const app = play(settings({ quietHours: { isOn: true, from: '11:43', to: '12:43' } }));
    app.fails('staging');
    app.told();
    app.pass(MINUTE);
    app.fails('staging');
    app.pass(30 * MINUTE);
    expect(app.told()).toEqual([]);
    app.pass(32 * MINUTE);
    expect(app.told()).toEqual(['update: Staging: 2 quran jobs failed']);
  });
});

describe('muted', () => {
  test('nothing passes, always neither; at its end one tells what was kept back', () => {
    const app = play(settings({ rules: [always, rule()] }));
    app.feed({ kind: 'mute', until: app.now + HOUR });
    app.fails('staging', { type: 'audio', signature: 'A' });
    app.fails('staging', { signature: 'B' });
    app.pass(59 * MINUTE);
    expect(app.told()).toEqual([]);
    app.pass(2 * MINUTE);
    // What is always told is told by itself.
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed', 'show: Staging: Uthmani text failed']);
    expect(app.state.mutedUntil).toBeNull();
  });

  test('ends at once where a person says so', () => {
    const app = play();
    app.feed({ kind: 'mute', until: app.now + HOUR });
    for (const signature of ['A', 'B']) app.fails('staging', { signature });
    app.feed({ kind: 'mute', until: null });
    expect(app.told()).toEqual(['show: While notifications were muted']);
    expect(app.words(app.last)).toMatchObject({
      body: '2 incidents, 2 jobs failed.\nIn Staging.',
      path: '/e/staging/control?q=status%3Afailed',
    });
  });
});

describe('more than so many an hour', () => {
  test('are told in sum, once, when there is room again', () => {
    const app = play(settings({ mostPerHour: 3 }));
    for (const signature of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
      app.fails('staging', { signature });
      app.pass(SECOND);
    }
    expect(app.told()).toHaveLength(3);
    app.pass(59 * MINUTE);
    expect(app.told()).toEqual([]);
    app.pass(2 * MINUTE);
    expect(app.told()).toEqual(['show: 5 more incidents in the last hour']);
    app.pass(3 * HOUR);
    expect(app.told()).toEqual([]);
    // Told in sum, they have no notification to count on in.
    app.fails('staging', { signature: 'H' });
    app.pass(MINUTE);
    expect(app.told()).toEqual([]);
    expect(app.open).toEqual({ staging: 9 });
  });

  test('does not keep an incident from counting on', () => {
    const app = play(settings({ mostPerHour: 1 }));
    app.fails('staging');
    app.fails('staging');
    app.pass(12 * SECOND);
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed', 'update: Staging: 2 quran jobs failed']);
  });

  test('what is always told passes, and leaves the others their room', () => {
    const app = play(settings({ rules: [always, rule()], mostPerHour: 1 }));
    for (const signature of ['A', 'B', 'C']) app.fails('staging', { type: 'audio', signature });
    app.fails('staging', { signature: 'D' });
    app.fails('staging', { signature: 'E' });
    expect(app.told()).toHaveLength(4);
  });
});

import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, play, rule, SECOND, settings } from './play-notifications.ts';

/** 2 h 40 min of sleep, with two environments connected before. */
function slept(chosen = settings({ rules: [rule(), rule({ event: 'completed' })] }), ms = 2 * HOUR + 40 * MINUTE) {
  const app = play(chosen);
  app.live('staging');
  app.live('production-eu');
  app.pass(MINUTE);
  app.feed({ kind: 'sleep' });
  app.jump(ms);
  const happenedAt = app.now - MINUTE;
  app.feed({ kind: 'wake' });
  app.offline('staging');
  app.offline('production-eu');
  app.told();
  return { app, happenedAt };
}

describe('after a sleep', () => {
  test('one tells what was missed, once the environments are back', () => {
    const { app, happenedAt } = slept();
    for (const signature of ['A', 'B', 'A', 'A']) app.fails('production-eu', { signature, happenedAt });
    for (let n = 0; n < 1_204; n++) app.completes('staging', { happenedAt });
    app.pass(4 * SECOND);
    app.live('staging');
    expect(app.told()).toEqual([]);
    app.live('production-eu');
    expect(app.told()).toEqual(['show: While this computer slept, 2h 40m']);
    expect(app.words(app.last).body).toBe('2 new incidents, 4 jobs failed, 1,204 jobs completed.\nIn Production EU and Staging.');
    expect(app.open).toEqual({ 'production-eu': 4 });
    app.pass(10 * MINUTE);
    expect(app.told()).toEqual([]);
  });

  test('what happens from then on is told as ever', () => {
    const { app } = slept();
    app.live('staging');
    app.live('production-eu');
    app.pass(SECOND);
    app.fails('staging');
    expect(app.told()).toEqual(['show: Staging: Uthmani text failed']);
  });

  test('nothing missed tells nothing', () => {
    const { app } = slept();
    app.live('staging');
    app.live('production-eu');
    app.pass(5 * MINUTE);
    expect(app.told()).toEqual([]);
    expect(app.state.sleep).toBeNull();
  });

  test('does not wait longer than a minute for one that stays away, which tells later what it missed', () => {
    const { app, happenedAt } = slept();
    app.fails('staging', { happenedAt });
    app.live('staging');
    app.pass(50 * SECOND);
    expect(app.told()).toEqual([]);
    app.pass(15 * SECOND);
    expect(app.told()).toEqual(['show: While this computer slept, 2h 40m']);
    app.pass(20 * MINUTE);
    for (const signature of ['A', 'B']) app.fails('production-eu', { signature, happenedAt });
    app.completes('production-eu', { happenedAt });
    app.live('production-eu');
    expect(app.told()).toEqual(['show: While this computer slept, 2h 40m']);
    expect(app.words(app.last).body).toBe('2 new incidents, 2 jobs failed, 1 job completed.\nIn Production EU.');
  });

  test('a connection that seems to have outlived it is believed after a while', () => {
    const app = play();
    app.live('staging');
    app.pass(MINUTE);
    app.feed({ kind: 'sleep' });
    app.jump(HOUR);
    const happenedAt = app.now - MINUTE;
    app.feed({ kind: 'wake' });
    app.pass(10 * SECOND);
    app.fails('staging', { happenedAt });
    app.pass(4 * SECOND);
    expect(app.told()).toEqual([]);
    app.pass(4 * SECOND);
    expect(app.told()).toEqual(['show: While this computer slept, 1h']);
  });

  test('an incident from before counts on in place; what was acknowledged meanwhile is not told', () => {
    const app = play();
    app.live('staging');
    app.fails('staging', { signature: 'A' });
    app.feed({ kind: 'sleep' });
    app.jump(HOUR);
    const happenedAt = app.now - MINUTE;
    app.feed({ kind: 'wake' });
    app.offline('staging');
    app.told();
    app.fails('staging', { signature: 'A', happenedAt });
    app.fails('staging', { signature: 'B', happenedAt });
    app.feed({ kind: 'acknowledge', environmentId: 'staging', signature: 'B' });
    app.live('staging');
    app.pass(MINUTE);
    expect(app.told()).toEqual(['update: Staging: 2 quran jobs failed']);
  });

  test('is told as it came, where a person does not want the sum, or slept too shortly', () => {
    for (const { app, happenedAt } of [slept(settings({ tellsAfterSleep: false })), slept(settings(), MINUTE)]) {
      app.fails('staging', { happenedAt });
      expect(app.told()).toEqual(['show: Staging: Uthmani text failed']);
    }
  });

  test('waits for the end of quiet hours and of a mute', () => {
    const { app, happenedAt } = slept(settings({ quietHours: { isOn: true, from: '11:00', to: '16:00' } }));
    for (const signature of ['A', 'B']) app.fails('staging', { signature, happenedAt });
    app.live('staging');
    app.live('production-eu');
    app.pass(HOUR);
    expect(app.told()).toEqual([]);
    app.pass(HOUR);
    expect(app.told()).toEqual(['show: While this computer slept, 2h 40m']);
  });
});

describe('a gap in the events', () => {
  const gap = (app: ReturnType<typeof play>) =>
    app.feed({
      kind: 'gap',
      environmentId: 'staging',
      from: app.now - 3 * HOUR,
      to: app.now,
      completed: 12_204,
      failures: [
        {
          signature: 'A',
          jobs: 40,
          jobTypes: ['quran', 'audio'],
          message: 'A it was',
          firstAt: app.now - 2 * HOUR,
          lastAt: app.now - HOUR,
          sampleJobId: 'a',
        },
        { signature: 'B', jobs: 0, jobTypes: ['quran'], message: 'B', firstAt: 0, lastAt: 0, sampleJobId: 'b' },
      ],
    });

  test('is told in counts', () => {
    const app = play();
    gap(app);
    expect(app.told()).toEqual(['show: Staging: much happened since 08:42']);
    expect(app.words(app.last)).toMatchObject({ body: '1 new incident, 40 jobs failed, 12,204 jobs completed.' });
    expect(app.open).toEqual({ staging: 40 });
  });

  test('that belongs to a sleep is told with it', () => {
    const { app } = slept(settings());
    gap(app);
    app.live('staging');
    app.live('production-eu');
    expect(app.told()).toEqual(['show: While this computer slept, 2h 40m']);
    expect(app.last).toMatchObject({ incidents: 1, failures: 40, completed: 12_204 });
  });

  test('counts an incident on that was told already', () => {
    const app = play();
    app.fails('staging', { signature: 'A' });
    gap(app);
    app.pass(12 * SECOND);
    expect(app.told()).toEqual([
      'show: Staging: Uthmani text failed',
      'show: Staging: much happened since 08:42',
      'update: Staging: 41 jobs failed',
    ]);
  });
});

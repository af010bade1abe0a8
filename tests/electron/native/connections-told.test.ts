import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, play, rule, SECOND, settings } from './play-notifications.ts';

const afterTwo = settings({ rules: [rule({ event: 'connection lost', afterMinutes: 2 })] });

describe('a lost connection', () => {
  test('is told once, and taken back when it is live', () => {
    const app = play(afterTwo);
    app.live('cairo');
    app.offline('cairo');
    app.pass(110 * SECOND);
    expect(app.told()).toEqual([]);
    app.pass(20 * SECOND);
    expect(app.told()).toEqual(['show: Cairo schools can’t be reached']);
    expect(app.words(app.last)).toMatchObject({ body: 'The server refused the connection\nSince 11:42.', path: '/e/cairo/overview' });
    app.pass(5 * HOUR);
    expect(app.told()).toEqual([]);
    app.live('cairo');
    expect(app.told()).toEqual(['close']);
    app.offline('cairo');
    app.pass(3 * MINUTE);
    expect(app.told()).toEqual(['show: Cairo schools can’t be reached']);
  });

  test('that comes back in time is none, nor is trying again a return', () => {
    const app = play(afterTwo);
    app.live('cairo');
    app.offline('cairo');
    app.pass(MINUTE);
    app.live('cairo');
    app.offline('cairo');
    app.pass(MINUTE);
    app.feed({
      kind: 'connection',
      environmentId: 'cairo',
      state: 'connecting',
      at: app.now,
      needsSignIn: false,
      reason: '',
      isOff: false,
    });
    app.pass(30 * SECOND);
    app.offline('cairo');
    expect(app.told()).toEqual([]);
    app.pass(40 * SECOND);
    expect(app.told()).toEqual(['show: Cairo schools can’t be reached']);
  });

  test('of several environments is told as one, which goes with the last', () => {
    const app = play(afterTwo);
    for (const id of ['cairo', 'staging', 'production-eu']) app.live(id);
    app.offline('cairo');
    app.offline('staging');
    app.pass(20 * SECOND);
    app.offline('production-eu');
    app.pass(3 * MINUTE);
    expect(app.told()).toEqual(['show: 2 environments can’t be reached', 'update: 3 environments can’t be reached']);
    expect(app.words(app.last)).toMatchObject({ body: 'In Cairo schools, Staging, and Production EU. Since 11:42.', path: '/fleet' });
    app.live('cairo');
    app.live('production-eu');
    expect(app.told()).toEqual(['update: 2 environments can’t be reached', 'update: Staging can’t be reached']);
    app.live('staging');
    expect(app.told()).toEqual(['close']);
  });

  test('is not told in quiet hours; after them it is, if it lasts', () => {
    const app = play({ ...afterTwo, quietHours: { isOn: true, from: '11:00', to: '12:42' } });
    app.live('cairo');
    app.live('staging');
    app.offline('cairo');
    app.offline('staging');
    app.pass(50 * MINUTE);
    app.live('staging');
    expect(app.told()).toEqual([]);
    app.pass(11 * MINUTE);
    expect(app.told()).toEqual(['show: Cairo schools can’t be reached']);
  });

  test('is none of a local backend that was not to start, nor where no rule says so', () => {
    const app = play(afterTwo);
    app.feed({ kind: 'connection', environmentId: 'local', state: 'offline', at: app.now, needsSignIn: false, reason: '', isOff: true });
    app.pass(HOUR);
    expect(app.told()).toEqual([]);
    const other = play(settings({ rules: [rule({ event: 'connection lost', environments: 'production' })] }));
    other.offline('cairo');
    other.pass(HOUR);
    expect(other.told()).toEqual([]);
  });

  test('in a sleep has its minutes from the wake on', () => {
    const app = play(afterTwo);
    app.live('cairo');
    app.offline('cairo');
    app.pass(MINUTE);
    app.feed({ kind: 'sleep' });
    app.jump(3 * HOUR);
    app.feed({ kind: 'tick' });
    app.feed({ kind: 'wake' });
    app.pass(110 * SECOND);
    expect(app.told()).toEqual([]);
    app.pass(20 * SECOND);
    expect(app.told()).toEqual(['show: Cairo schools can’t be reached']);
  });
});

describe('an environment that asks for a sign-in', () => {
  test('is told at once as such, and once', () => {
    const app = play(afterTwo);
    app.live('cairo');
    app.pass(5 * MINUTE);
    app.offline('cairo', { needsSignIn: true });
    expect(app.told()).toEqual(['show: Cairo schools asks you to sign in']);
    app.pass(HOUR);
    expect(app.told()).toEqual([]);
    app.live('cairo');
    expect(app.told()).toEqual(['close']);
  });

  test('leaves a person who just added it a minute', () => {
    const app = play(afterTwo);
    app.offline('cairo', { needsSignIn: true });
    app.pass(50 * SECOND);
    expect(app.told()).toEqual([]);
    app.pass(20 * SECOND);
    expect(app.told()).toEqual(['show: Cairo schools asks you to sign in']);
  });

  test('after it could not be reached, takes that back', () => {
    const app = play(afterTwo);
    app.live('cairo');
    app.offline('cairo');
    app.pass(3 * MINUTE);
    app.told();
    app.offline('cairo', { needsSignIn: true });
    expect(app.told()).toEqual(['close', 'show: Cairo schools asks you to sign in']);
  });
});

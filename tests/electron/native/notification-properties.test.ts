import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isQuiet } from '#electron/native/notifications/quiet-hours.ts';
import { HOUR, MINUTE, play, rule, SECOND, settings, start } from './play-notifications.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      in: fc.constantFrom('staging', 'cairo'),
      signature: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      isUrgent: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: SECOND, max: 40 * MINUTE }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mute' as const), ms: fc.integer({ min: MINUTE, max: 3 * HOUR }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.integer({ min: SECOND, max: 5 * HOUR }) }) },
);
const chosen = fc.record({
  mostPerHour: fc.integer({ min: 1, max: 4 }),
  tellsAfterSleep: fc.boolean(),
  quietHours: fc.record({
    isOn: fc.boolean(),
    from: fc.constantFrom('11:30', '13:00', '22:00'),
    to: fc.constantFrom('12:15', '15:00', '06:00'),
  }),
});

/** Urgent failures have signatures of their own, so that a notification is either urgent or not. */
function run(
  settingsChosen: typeof chosen extends fc.Arbitrary<infer T> ? T : never,
  steps: (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
) {
  const app = play(settings({ ...settingsChosen, rules: [rule({ jobTypes: ['audio'], deliver: 'always' }), rule()] }));
  for (const id of ['staging', 'cairo']) app.live(id);
  let failures = 0;
  const shown: { at: number; isUrgent: boolean; isNew: boolean; wasMuted: boolean }[] = [];
  let counted = 0;
  const watch = (act: () => void) => {
    act();
    for (const effect of app.effects.slice(counted)) {
      if (effect.kind !== 'show' && effect.kind !== 'update') continue;
      const { notice } = effect;
      const isUrgent =
        notice.kind === 'incident' ? notice.signature.startsWith('urgent') : notice.kind === 'sum' && urgentKeys(notice.incidents);
      shown.push({ at: app.now, isUrgent, isNew: effect.kind === 'show', wasMuted: app.state.mutedUntil !== null });
    }
    counted = app.effects.length;
  };
  // A sum holds urgent ones only after a sleep.
  const urgentKeys = (incidents: number) => incidents > 0 && app.state.groups.some(({ told, isUrgent }) => told === 'summed' && isUrgent);
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= MINUTE) watch(() => app.pass(Math.min(left, MINUTE)));
  };
  for (const one of steps) {
    if (one.do === 'fail') {
      failures += 1;
      const signature = `${one.isUrgent ? 'urgent ' : ''}${one.signature}`;
      watch(() => app.fails(one.in, { signature, type: one.isUrgent ? 'audio' : 'quran' }));
    } else if (one.do === 'pass') pass(one.ms);
    else if (one.do === 'mute') watch(() => app.feed({ kind: 'mute', until: app.now + one.ms }));
    else {
      watch(() => app.feed({ kind: 'sleep' }));
      app.jump(one.ms);
      watch(() => app.feed({ kind: 'wake' }));
      for (const id of ['staging', 'cairo']) watch(() => app.live(id));
    }
  }
  return { app, failures, shown, pass };
}

describe('whatever fails, and whenever', () => {
  test('every failure is counted in what is told in the end, and in the badge', () => {
    fc.assert(
      fc.property(chosen, fc.array(step, { maxLength: 40 }), (settingsChosen, steps) => {
        const { app, failures, pass } = run(settingsChosen, steps);
        app.choose(settings({ rules: [rule({ jobTypes: ['audio'], deliver: 'always' }), rule()], mostPerHour: 1_000 }));
        pass(4 * HOUR);
        const told = new Map<string, number>();
        let inSums = 0;
        for (const effect of app.effects) {
          if (effect.kind !== 'show' && effect.kind !== 'update') continue;
          if (effect.notice.kind === 'incident') told.set(effect.notice.key, effect.notice.count);
          if (effect.notice.kind === 'sum') inSums += effect.notice.failures;
        }
        // What was told in sum counts on for the badge alone.
        const summedSince = app.state.groups.filter(({ told }) => told === 'summed').reduce((sum, { count }) => sum + count, 0) - inSums;
        expect(summedSince).toBeGreaterThanOrEqual(0);
        expect([...told.values()].reduce((sum, count) => sum + count, 0) + inSums + summedSince).toBe(failures);
        expect(app.state.groups.filter(({ told }) => told !== 'shown' && told !== 'summed')).toEqual([]);
        expect(Object.values(app.open).reduce((sum, count) => sum + count, 0)).toBe(failures);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('no more than so many new ones an hour, none in quiet hours but what is always told, and none at all while muted', () => {
    fc.assert(
      fc.property(chosen, fc.array(step, { maxLength: 40 }), (settingsChosen, steps) => {
        const { shown } = run(settingsChosen, steps);
        const limited = shown.filter(({ isNew, isUrgent }) => isNew && !isUrgent);
        for (const { at } of limited) {
          expect(limited.filter((other) => other.at > at - HOUR && other.at <= at).length).toBeLessThanOrEqual(settingsChosen.mostPerHour);
        }
        for (const { at, isUrgent, wasMuted } of shown) {
          expect(wasMuted).toBe(false);
          if (!isUrgent) expect(isQuiet(settingsChosen.quietHours, at)).toBe(false);
        }
        expect(start).toBeLessThanOrEqual(shown[0]?.at ?? start);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

import { describe, expect, test } from 'vitest';
import { defaultNotifications, NotificationSettings } from '#electron/bridge/notification-rules.ts';
import { tomorrowMorning } from '#electron/bridge/tomorrow-morning.ts';
import { asksForPriority, findRule, type Occurrence } from '#electron/native/notifications/find-rule.ts';
import { isQuiet } from '#electron/native/notifications/quiet-hours.ts';
import { play, rule, settings } from './play-notifications.ts';

const occurrence = (change: Partial<Occurrence> = {}): Occurrence => ({
  event: 'failed',
  environmentId: 'staging',
  isProduction: false,
  jobType: 'quran',
  priority: 5,
  ...change,
});

describe('the rule that decides', () => {
  const urgent = rule({ id: 'urgent', environments: 'production', priority: { from: 1, to: 3 }, deliver: 'always' });
  const audio = rule({ id: 'audio', jobTypes: ['audio', 'hadith'] });
  const named = rule({ id: 'named', environments: ['cairo'], deliver: 'never' });
  const off = rule({ id: 'off', isOn: false });
  const rest = rule({ id: 'rest' });
  const lost = rule({ id: 'lost', event: 'connection lost', jobTypes: ['audio'], priority: { from: 1, to: 1 } });
  const rules = [off, urgent, audio, named, rest, lost];

  test.each([
    ['production, urgent', { isProduction: true, priority: 3 }, 'urgent'],
    ['production, not urgent', { isProduction: true, priority: 4 }, 'rest'],
    ['production, a priority that nobody could tell', { isProduction: true, priority: null }, 'rest'],
    ['urgent, not production', { priority: 1 }, 'rest'],
    ['a named type', { jobType: 'audio' }, 'audio'],
    ['the first of two that fit', { jobType: 'hadith', environmentId: 'cairo' }, 'audio'],
    ['a named environment', { environmentId: 'cairo' }, 'named'],
    ['an event that no rule is for', { event: 'completed' }, undefined],
    [
      'a lost connection, whatever the rule says of types and priorities',
      { event: 'connection lost', jobType: null, priority: null },
      'lost',
    ],
  ] as [string, Partial<Occurrence>, string | undefined][])('for %s', (_, change, id) => {
    expect(findRule(rules, occurrence(change))?.id).toBe(id);
  });

  test('needs the priority only where the first that may fit asks for it', () => {
    expect(asksForPriority(rules, occurrence({ isProduction: true }))).toBe(true);
    expect(asksForPriority(rules, occurrence())).toBe(false);
    expect(asksForPriority([rest, urgent], occurrence({ isProduction: true }))).toBe(false);
    expect(asksForPriority([], occurrence())).toBe(false);
  });

  test('never, or none: it is no incident either', () => {
    const app = play(settings({ rules: [rule({ jobTypes: ['audio'], deliver: 'never' }), rule({ jobTypes: ['audio', 'hadith'] })] }));
    app.fails('staging', { type: 'audio' });
    app.fails('staging', { type: 'quran' });
    expect(app.effects).toEqual([]);
    app.fails('staging', { type: 'hadith' });
    expect(app.open).toEqual({ staging: 1 });
  });

  test('the rules that come with the app fit their schema', () => {
    expect(NotificationSettings.parse(defaultNotifications)).toEqual(defaultNotifications);
  });
});

describe('quiet hours', () => {
  const at = (hours: number, minutes = 0) => new Date(2026, 2, 10, hours, minutes).getTime();
  test.each([
    ['22:00', '06:00', at(22), true],
    ['22:00', '06:00', at(21, 59), false],
    ['22:00', '06:00', at(3), true],
    ['22:00', '06:00', at(6), false],
    ['12:30', '13:30', at(12, 30), true],
    ['12:30', '13:30', at(13, 30), false],
    ['12:30', '13:30', at(3), false],
    ['09:00', '09:00', at(9), false],
  ])('from %s to %s', (from, to, now, quiet) => {
    expect(isQuiet({ isOn: true, from, to }, now)).toBe(quiet);
    expect(isQuiet({ isOn: false, from, to }, now)).toBe(false);
  });

  test('tomorrow begins at eight; in the small hours that is today', () => {
    expect(tomorrowMorning(at(14))).toEqual(new Date(2026, 2, 11, 8));
    expect(tomorrowMorning(at(23, 59))).toEqual(new Date(2026, 2, 11, 8));
    expect(tomorrowMorning(at(1))).toEqual(new Date(2026, 2, 10, 8));
    expect(tomorrowMorning(new Date(2026, 11, 31, 12).getTime())).toEqual(new Date(2027, 0, 1, 8));
  });
});

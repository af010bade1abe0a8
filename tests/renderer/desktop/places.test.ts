import { beforeEach, describe, expect, test, vi } from 'vitest';
import { initialsOf } from '#renderer/desktop/initials.ts';
import { firstPlace, pathInto, pathToOther, readPlace, rememberPlace } from '#renderer/desktop/places.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

describe('an address of the window', () => {
  test('has an environment and a page of its console', () => {
    expect(readPlace('/e/staging/control')).toEqual({ id: 'staging', page: '/control' });
    expect(readPlace('/e/staging')).toEqual({ id: 'staging', page: '' });
    expect(readPlace('/fleet')).toBeNull();
    expect(readPlace('/e/No/control')).toBeNull();
  });

  test('of another environment is at the same page', () => {
    expect(pathToOther('eu', '/e/staging/schedules')).toBe('/e/eu/schedules');
    expect(pathToOther('eu', '/fleet')).toBe('/e/eu/overview');
    expect(pathToOther('eu', '/e/staging/nowhere')).toBe('/e/eu/overview');
    expect(pathInto('eu', '/control?job=a')).toBe('/e/eu/control?job=a');
  });
});

describe('a window begins', () => {
  test('with this machine’s overview at first', () => {
    expect(firstPlace(['staging', 'local'])).toBe('/e/local/overview');
  });

  test('where the person was last, where that is still there', () => {
    rememberPlace('/e/staging/history');
    expect(firstPlace(['local', 'staging'])).toBe('/e/staging/history');
    expect(firstPlace(['local'])).toBe('/e/local/overview');
    rememberPlace('/fleet');
    expect(firstPlace(['local'])).toBe('/fleet');
    rememberPlace('/e/local/of-another-version');
    expect(firstPlace(['local'])).toBe('/e/local/overview');
  });
});

test.for([
  ['Local', 'Lo'],
  ['Production EU', 'EU'],
  ['Al-Noor Foundation', 'AN'],
  ['Cairo schools', 'CS'],
  ['staging', 'st'],
  ['مدينة الرياض', 'ما'],
  ['10.8.0.14', '14'],
  ['–', '–'],
])('%s is %s for short', ([name, initials]) => expect(initialsOf(name as string)).toBe(initials));

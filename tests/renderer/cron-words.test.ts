import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { showTextsOf, startTexts } from '#renderer/i18n/i18n.ts';
import { describeCron } from '#renderer/lib/cron-words.ts';

beforeAll(async () => {
  // What showTextsOf sets on the page.
  Object.assign(globalThis, { document: { documentElement: {} } });
  await startTexts('en');
});

describe('a cron expression', () => {
  test.each([
    ['0 3 * * *', 'Every day at 03:00'],
    ['5 14 * * *', 'Every day at 14:05'],
    ['0 2 * * 0', 'Every Sunday at 02:00'],
    ['30 9 * * 7', 'Every Sunday at 09:30'],
    ['0 */6 * * *', 'Every 6 hours'],
    ['  */15   * * * * ', 'Every 15 minutes'],
    ['0 9 * * 1-5', 'At 09:00, Monday through Friday'],
    ['0 0 1 * *', 'At 00:00, on day 1 of the month'],
    ['nonsense', 'nonsense'],
  ])('%s is told as people say it', (cron, words) => {
    expect(describeCron(cron)).toBe(words);
  });

  test('is told in Arabic with its own plurals', async () => {
    await showTextsOf('ar');
    expect(['0 3 * * *', '0 */2 * * *', '0 */6 * * *', '*/15 * * * *', '0 2 * * 0'].map(describeCron)).toEqual([
      'كل يوم 03:00',
      'كل ساعتين',
      'كل 6 ساعات',
      'كل 15 دقيقة',
      'كل الأحد 02:00',
    ]);
    await i18next.changeLanguage('en');
  });
});

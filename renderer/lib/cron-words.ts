import cronstrue from 'cronstrue';
import 'cronstrue/locales/ar';
import i18next, { t } from 'i18next';

const two = (digits: string): string => digits.padStart(2, '0');

/** 2026-01-04 is a Sunday, as is 0 in cron. */
const weekdayOf = (digit: string): string =>
  new Intl.DateTimeFormat(i18next.resolvedLanguage ?? 'en', { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + (Number(digit) % 7)),
  );

const DAILY = /^(\d{1,2}) (\d{1,2}) \* \* \*$/;
const WEEKLY = /^(\d{1,2}) (\d{1,2}) \* \* ([0-7])$/;
const HOURS = /^0 \*\/(\d{1,2}) \* \* \*$/;
const MINUTES = /^\*\/(\d{1,2}) \* \* \* \*$/;

/** A cron expression in words: the usual ones as people say them, the others as cronstrue does. A wrong one stays as it is. */
export function describeCron(expression: string): string {
  const cron = expression.trim().replace(/\s+/g, ' ');
  const [, dailyMinute, dailyHour] = DAILY.exec(cron) ?? [];
  if (dailyMinute && dailyHour) return t('cron.daily', { time: `${two(dailyHour)}:${two(dailyMinute)}` });
  const [, minute, hour, day] = WEEKLY.exec(cron) ?? [];
  if (minute && hour && day) return t('cron.weekly', { day: weekdayOf(day), time: `${two(hour)}:${two(minute)}` });
  const [, hours] = HOURS.exec(cron) ?? [];
  if (hours && Number(hours) > 1) return t('cron.hours', { count: Number(hours) });
  const [, minutes] = MINUTES.exec(cron) ?? [];
  if (minutes && Number(minutes) > 1) return t('cron.minutes', { count: Number(minutes) });
  try {
    return cronstrue.toString(cron, { locale: i18next.resolvedLanguage ?? 'en', use24HourTimeFormat: true }).trim();
  } catch {
    return expression;
  }
}

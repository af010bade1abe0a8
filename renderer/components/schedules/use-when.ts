import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { dateIn, isFarOff } from './month-days.ts';

const WEEK_MS = 6 * 86_400_000;

/** A moment as people say it from now: today 18:00, Sun 03:00, 8 Mar, 03:00, 29 Feb 2028. In the person's zone. */
export function useWhen(): (at: Date) => string {
  const { t } = useTranslation('schedules');
  const timeZone = useTimeZone();
  const now = useNow(60_000);
  return (at) => {
    if (dateIn(at, timeZone) === dateIn(new Date(now), timeZone)) return t('today', { time: formatTime(at, 'minutes', timeZone) });
    if (isFarOff(at, now)) return formatTime(at, 'date', timeZone);
    return formatTime(at, Math.abs(at.getTime() - now) < WEEK_MS ? 'weekTime' : 'dayTime', timeZone);
  };
}

import { useTranslation } from 'react-i18next';
import { formatAge, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** How long ago, for the many rows of a list: `12m`, or, with `words`, `12m ago` and `in 3h`. The exact moment is its title. */
export function Age({ at, words }: { at: Date; words?: boolean }) {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  const difference = useNow() - at.getTime();
  const duration = formatAge(Math.abs(difference));
  const text = words ? t(difference < 0 ? 'in' : 'ago', { duration }) : duration;
  return (
    <time dateTime={at.toISOString()} title={formatTime(at, 'exact', timeZone)}>
      {text}
    </time>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreviewAnswer } from '#contract/schemas/schedule.ts';
import { RelativeTime } from '#renderer/components/Time.tsx';
import { issuesOf } from '#renderer/lib/errors.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { cityOf } from '#renderer/lib/zones.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { ClockChangeNote } from './ClockChangeNote.tsx';
import { dateIn, isFarOff } from './month-days.ts';

function Run({ at, timeZone, mine }: { at: Date; timeZone: string; mine: string }) {
  const now = useNow(60_000);
  const isSameDay = dateIn(at, timeZone) === dateIn(at, mine);
  return (
    <li>
      <span className="mid">{formatTime(at, isFarOff(at, now) ? 'weekdayDate' : 'weekday', timeZone)}</span>
      <span className="w5">{formatTime(at, 'minutes', timeZone)}</span>
      <span className="dim">{timeZone !== mine && formatTime(at, isSameDay ? 'minutes' : 'weekTime', mine)}</span>
      <span className="dim num">
        <RelativeTime at={at} precise />
      </span>
    </li>
  );
}

/** The next five firings, in the schedule's zone and in the person's, and what the next change of clocks does to them. */
export function NextRuns(props: { cronExpression: string; timeZone: string; enabled: boolean; preview: UseQueryResult<PreviewAnswer> }) {
  const { t } = useTranslation('schedules');
  const { timeZone, preview } = props;
  const mine = useTimeZone();
  const runs = preview.data?.runs;
  const isWrong = Object.keys(issuesOf(preview.error)).length > 0;
  return (
    <section className="stack gap-4">
      <div className="row">
        <h3 className="lab">{t('next.title')}</h3>
        <span className="t11 dim end">
          {timeZone === mine
            ? t('next.where', { city: cityOf(timeZone) })
            : t('next.whereBoth', { city: cityOf(timeZone), mine: cityOf(mine) })}
        </span>
      </div>
      {runs && runs.length > 0 ? (
        <ul className="next-runs">
          {runs.map((at) => (
            <Run key={at.getTime()} at={at} timeZone={timeZone} mine={mine} />
          ))}
        </ul>
      ) : (
        <p className="next-runs t12 dim">{isWrong ? t('next.wrong') : runs && t('next.none')}</p>
      )}
      {!props.enabled && <p className="t11 mid">{t('next.off')}</p>}
      {runs && <ClockChangeNote cronExpression={props.cronExpression} timeZone={timeZone} lastRun={runs.at(-1)} />}
    </section>
  );
}

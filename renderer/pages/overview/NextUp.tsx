import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { describeCron } from '#renderer/lib/cron-words.ts';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { makePath } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { type Firing, useNextFirings } from './use-next-firings.ts';

const SHOWN = 3;
const WEEK_MS = 6 * 86_400_000;

function FiringRow({ firing }: { firing: Firing }) {
  const { t } = useTranslation();
  const now = useNow();
  const timeZone = useTimeZone();
  const left = firing.at.getTime() - now;
  const isToday = formatTime(firing.at, 'day', timeZone) === formatTime(new Date(now), 'day', timeZone);
  return (
    <li className="gr">
      <Link className="row-link" href={makePath('/schedules', { type: firing.jobType })}>
        <JobKind jobType={firing.jobType} />
      </Link>
      <span className="el t12 mid">{describeCron(firing.cronExpression)}</span>
      <ClockTime className="t12 w5 num nw" at={firing.at} shape={isToday ? 'minutes' : left < WEEK_MS ? 'weekTime' : 'dayTime'} />
      <span className="num t12 dim">{left <= 0 ? t('now') : t('in', { duration: formatDuration(left) })}</span>
    </li>
  );
}

/** What the schedules start next. */
export function NextUp() {
  const { t } = useTranslation(['overview', 'common']);
  const timeZone = useTimeZone();
  const { firings, isKnown, error } = useNextFirings();
  return (
    <>
      <div className="ph line-top">
        <h2>{t('next.title')}</h2>
        <span className="dim el">{timeZone}</span>
      </div>
      <ul className="grid next-up">
        {!isKnown && !error && (
          <li>
            <SkeletonRows rows={SHOWN} columns="inherit" count={4} />
          </li>
        )}
        {firings.slice(0, SHOWN).map((firing) => (
          <FiringRow key={firing.jobType} firing={firing} />
        ))}
        {isKnown && firings.length === 0 && <li className="quiet-line">{t('next.none')}</li>}
        {error && <li className="quiet-line">{t('common:error.title', { what: t('next.title') })}</li>}
      </ul>
    </>
  );
}

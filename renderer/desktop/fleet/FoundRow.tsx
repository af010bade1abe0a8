import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Job } from '#contract/schemas/job.ts';
import type { Environment } from '#electron/bridge/environment.ts';
import { Status } from '#renderer/components/Status.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { pathInto } from '../places.ts';
import { momentOf } from './search-result.ts';

/** A job that a search found, with the environment that it is in. */
export function FoundRow({ environment, job, now }: { environment: Environment; job: Job; now: Date }) {
  const { t } = useTranslation('desktop');
  const timeZone = useTimeZone();
  const at = momentOf(job);
  const isToday = formatTime(at, 'day', timeZone) === formatTime(now, 'day', timeZone);
  const text = job.errorMessage ?? job.progress.message ?? '';
  return (
    <li className="gr">
      <span className="t12 w5 el">{environment.name}</span>
      <Status status={job.status} />
      <span className="t12 w5 el">{job.jobName}</span>
      <span className="mono t11 mid el ltr" title={text}>
        {text}
      </span>
      <ClockTime className="num t12 dim" at={at} shape={isToday ? 'time' : 'dayTime'} />
      <Link
        className="btn sm"
        href={pathInto(environment.id, pathToJobs('', job.jobId))}
        aria-label={t('fleet.openJobOf', { name: job.jobName, environment: environment.name })}
      >
        {t('fleet.openJob')}
      </Link>
    </li>
  );
}

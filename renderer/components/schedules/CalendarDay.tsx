import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { JobStatus } from '#contract/schemas/job.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import type { StatusCounts } from './month-runs.ts';

/** What a day shows first, of what it has no room for in all. */
const byWeight: readonly JobStatus[] = ['failed', 'cancelled', 'paused', 'running', 'pending', 'completed'];
const MARKS = 3;

function Mark({ status }: { status: JobStatus }) {
  return (
    <span className="c" data-s={status}>
      <Icon name={status} size={12} />
    </span>
  );
}

/** A day of the calendar: how its runs stand, or that there will be some. It leads to its runs, where there are any. */
export function CalendarDay(props: {
  day: number;
  /** The date in words. */
  name: string;
  when: 'past' | 'today' | 'future';
  counts: StatusCounts;
  isPlanned: boolean;
  /** What ran is not known yet. */
  isLoading: boolean;
  /** What ran was not read, as there is too much of it. */
  isUnread: boolean;
  href: string;
}) {
  const { t } = useTranslation('schedules');
  const { t: word } = useTranslation();
  const { when, counts, isPlanned, isLoading } = props;
  const told = [
    ...(when === 'today' ? [t('month.today')] : []),
    ...jobStatuses.flatMap((status) =>
      counts[status] ? [t('month.status', { count: counts[status], status: word(`status.${status}`) })] : [],
    ),
    ...(isPlanned ? [t('month.planned')] : []),
  ];
  const label = t('month.day', {
    day: props.name,
    what: told.join(', ') || (isLoading ? word('loading') : t(props.isUnread ? 'month.unread' : 'month.nothing')),
  });
  const shown = byWeight.filter((status) => counts[status]).slice(0, MARKS);
  const inside = (
    <>
      {props.day}
      <span className="cd-marks">
        {isLoading && <span className="skel" />}
        {shown.map((status) => (
          <Mark key={status} status={status} />
        ))}
        {isPlanned && <Mark status="pending" />}
      </span>
    </>
  );
  return shown.length > 0 ? (
    <Link className={`cd ${when}`} href={props.href} aria-label={label} title={label}>
      {inside}
    </Link>
  ) : (
    <span className={`cd ${when}`} role="img" aria-label={label} title={label}>
      {inside}
    </span>
  );
}

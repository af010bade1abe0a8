import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { quoteValue } from '#contract/query/quote.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { RelativeTime } from '#renderer/components/Time.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { actionLooks } from '#renderer/lib/job-actions.ts';
import { writeMoment } from '#renderer/lib/query-moment.ts';
import { makePath, pathToJobs } from '#renderer/lib/url-state.ts';
import { closeOverlay } from '#renderer/stores/dialogs.ts';
import type { Notice } from '#renderer/stores/notices.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

const isAction = (action: string | undefined): action is ControlAction => action !== undefined && Object.hasOwn(actionLooks, action);

function iconOf({ kind, action }: Notice): IconName {
  if (kind === 'failed') return 'failed';
  if (kind === 'schedule') return 'schedules';
  if (kind === 'connection') return 'offline';
  return isAction(action) ? actionLooks[action].icon : 'user';
}

/** Where it is seen: the job, which if it is deleted still has its trail, or all jobs that it is about. */
function usePathOf(notice: Notice): string | undefined {
  const timeZone = useTimeZone();
  const { kind, jobId, jobType, count, firstAt } = notice;
  if (kind === 'schedule') return makePath('/schedules', { type: jobType });
  if (!jobId) return undefined;
  if (count === 1 || !jobType) return pathToJobs('', jobId);
  return pathToJobs(`status:failed type:${quoteValue(jobType)} finished:>=${writeMoment(firstAt.getTime(), timeZone)}`);
}

function useTextOf(notice: Notice): string {
  const { t } = useTranslation(['shell', 'common']);
  const { kind, jobId = '', jobName, jobType = '', action, performedBy = '', count } = notice;
  const name = jobName ?? jobId;
  if (kind === 'failed')
    return count === 1 ? t('notices.failed', { name }) : t('notices.failedMany', { count, n: formatNumber(count), type: jobType });
  if (kind === 'schedule') return t('notices.schedule', { who: performedBy, type: jobType });
  if (kind === 'connection') return t('notices.connection');
  return t('notices.action', { who: performedBy, did: isAction(action) ? t(`common:did.${action}`) : (action ?? ''), name });
}

/** One thing that happened. */
export function NoticeRow({ notice, isNew }: { notice: Notice; isNew: boolean }) {
  const { t } = useTranslation('shell');
  const text = useTextOf(notice);
  const path = usePathOf(notice);
  const tone = notice.kind === 'failed' ? 'failed' : notice.kind === 'connection' ? 'paused' : undefined;
  return (
    <li className="notice">
      <span className="c" data-s={tone}>
        <Icon name={iconOf(notice)} />
      </span>
      <span className="stack">
        {path ? (
          <Link className="row-link w5" href={path} onClick={closeOverlay}>
            {text}
          </Link>
        ) : (
          <span className="w5">{text}</span>
        )}
        {notice.message && <span className="sub el ltr">{notice.message}</span>}
      </span>
      <span className="notice-at t11 dim nw">
        <RelativeTime at={notice.at} />
        {isNew && (
          <span className="notice-new" title={t('notices.unread')}>
            <span className="sr">{t('notices.unread')}</span>
          </span>
        )}
      </span>
    </li>
  );
}

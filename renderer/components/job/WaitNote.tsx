import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { RelativeTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { findWaitReason, type WaitReason } from './wait-reason.ts';

/** Jobs of its type that go before it: of a lower number, or of the same and older. */
function useAhead({ jobType, priority, createdAt }: Job): number | null {
  const { queries } = useConsole();
  const waiting = { status: ['pending' as const], jobType: [jobType] };
  const urgent = useQuery({ ...queries.jobCounts({ ...waiting, query: `priority:<${priority}` }), enabled: priority > 1 });
  const older = useQuery(queries.jobCounts({ ...waiting, priority, to: createdAt }));
  if (!older.data || (priority > 1 && !urgent.data)) return null;
  return older.data.total + (priority > 1 ? (urgent.data?.total ?? 0) : 0);
}

function WaitText({ reason, jobType }: { reason: WaitReason; jobType: string }) {
  const { t } = useTranslation('job');
  switch (reason.kind) {
    case 'later':
    case 'backoff':
      return (
        <>
          {t(`wait.${reason.kind}`)} <RelativeTime at={reason.at} />
        </>
      );
    case 'noWorkers':
      return t('wait.noWorkers', { type: jobType });
    case 'slots':
      return (
        <>
          {t('wait.slots', { count: reason.slots })}{' '}
          {reason.ahead !== null && t('wait.ahead', { count: reason.ahead, n: formatNumber(reason.ahead) })}
        </>
      );
    case 'turn':
      return t('wait.ahead', { count: reason.ahead, n: formatNumber(reason.ahead) });
    case 'next':
      return t('wait.next');
  }
}

/** Why a pending job has not begun. */
export function WaitNote({ job }: { job: Job }) {
  const { queries } = useConsole();
  const { data } = useQuery(queries.queueStatus());
  const workers = useConnection((store) => store.environment?.workers);
  const ahead = useAhead(job);
  const now = useNow();
  const queue = data?.items.find((each) => each.jobType === job.jobType);
  const reason = findWaitReason(job, { queue, workers, ahead, now });
  return (
    <p className="pad-x row t12 job-wait" data-s="pending">
      {reason && (
        <>
          <Icon name={reason.kind === 'noWorkers' ? 'warn' : 'pending'} size={14} />
          <span>
            <WaitText reason={reason} jobType={job.jobType} />
          </span>
        </>
      )}
    </p>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { RelativeTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { AuditTab } from './tabs/AuditTab.tsx';

/** A job that is not there any more, and what is left of it; or that never was. */
export function GoneJob({ jobId, jobName }: { jobId: string; jobName: string | undefined }) {
  const { t } = useTranslation('job');
  const { queries } = useConsole();
  const id = useId();
  const { data, isPending } = useQuery(queries.jobAudit(jobId));
  if (isPending) return <SkeletonBlock height={160} />;
  const deleted = data?.items.find((entry) => entry.action === 'delete');
  if (!data || data.items.length === 0) return <EmptyState title={t('gone.never')} text={t('gone.neverText', { id: jobId })} />;
  return (
    <div className="job-scroll">
      <div className="pad stack gap-4 job-gone">
        <h2 className="job-name">{jobName ?? jobId}</h2>
        <p className="strong">{t('gone.title')}</p>
        {deleted && (
          <p className="mid">
            {t('gone.by', { who: deleted.performedBy })} <RelativeTime at={deleted.performedAt} />
          </p>
        )}
        <p className="mid">{t('gone.text')}</p>
      </div>
      <section aria-labelledby={id}>
        <h3 id={id} className="pad-x lab">
          {t('tab.audit')}
        </h3>
        <AuditTab audit={data.items} />
      </section>
    </div>
  );
}

import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { useProgress } from '#renderer/stores/progress.ts';

/** A job's progress as it is now: the live value while it runs, what is committed otherwise. */
export function useJobProgress(job: Pick<Job, 'jobId' | 'status' | 'progressPercentage' | 'progress'>) {
  const live = useProgress(job.jobId);
  const committed = { percentage: job.progressPercentage, ...job.progress };
  // A page read after the last report may know more than that report.
  if (job.status !== 'running' || !live || live.done < committed.done) return committed;
  const ratePerSecond = live.ratePerSecond ?? committed.ratePerSecond;
  const left = live.total === null ? null : Math.max(0, live.total - live.done);
  return {
    percentage: live.progressPercentage,
    done: live.done,
    total: live.total,
    message: live.message ?? committed.message,
    ratePerSecond,
    etaSeconds: left === null || !ratePerSecond ? null : Math.ceil(left / ratePerSecond),
  };
}

/** The bar with its percentage; striped while paused, notched where it failed. Of a running job what is done beyond `safe` items is pale. */
export function JobProgressBar({
  job,
  tall,
  percent = true,
  safe,
}: {
  job: Pick<Job, 'jobId' | 'status' | 'progressPercentage' | 'progress'>;
  tall?: boolean;
  percent?: boolean;
  safe?: number;
}) {
  const { t } = useTranslation();
  const { percentage, total } = useJobProgress(job);
  const isPale = job.status === 'running' && safe !== undefined && total !== null && total > 0;
  const committed = isPale ? Math.min(percentage, Math.floor((safe / total) * 100)) : percentage;
  const bar = (
    <span
      className={tall ? 'bar tall' : 'bar'}
      data-s={job.status}
      role="progressbar"
      aria-label={t('progress')}
      aria-valuenow={percentage}
      aria-valuemin={0}
      aria-valuemax={100}
      style={{ '--at': `${percentage}%` } as CSSProperties}
    >
      {committed < percentage && <i className="live" style={{ width: `${percentage}%` }} />}
      <i style={{ width: `${committed}%` }} />
    </span>
  );
  if (!percent) return bar;
  return (
    <span className="prog">
      {bar}
      <span className="pct">{formatNumber(percentage)} %</span>
    </span>
  );
}

/** `3,914 of 6,236 verses`, live. */
export function JobProgressText({
  job,
  unit,
}: {
  job: Pick<Job, 'jobId' | 'status' | 'progressPercentage' | 'progress'>;
  unit?: string | undefined;
}) {
  const { t } = useTranslation();
  const { done, total } = useJobProgress(job);
  if (total === null) return <>{done > 0 ? formatNumber(done) : t('nothing')}</>;
  const values = { done: formatNumber(done), total: formatNumber(total) };
  return <>{unit ? t('ofUnit', { ...values, unit }) : t('of', values)}</>;
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job, JobStatus } from '#contract/schemas/job.ts';
import { JobProgressText } from '#renderer/components/JobProgressBar.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { RunningTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { toCallError } from '#renderer/lib/errors.ts';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import type { BulkResult } from './use-results.ts';

/** The job as it is now; events keep it so while its row is in view. Null: deleted, or never there. */
function useJobNow({ jobId, currentStatus }: BulkResult): Job | null | undefined {
  const { queries } = useConsole();
  const job = useQuery({ ...queries.job(jobId), enabled: currentStatus !== null });
  const isGone = currentStatus === null || (job.isError && toCallError(job.error).code === 'NOT_FOUND');
  return isGone ? null : job.data;
}

export function NowCell({ result }: { result: BulkResult }) {
  const { t } = useTranslation('bulk');
  const job = useJobNow(result);
  if (job === null)
    return <span className="t12 mid">{t(result.error?.code === 'NOT_FOUND' ? 'operation.unknown' : 'operation.gone')}</span>;
  const status = job?.status ?? result.currentStatus;
  return status && <Status status={status} />;
}

export function TookCell({ result }: { result: BulkResult }) {
  const job = useJobNow(result);
  if (!job?.startedAt) return null;
  return job.runningSince ? <RunningTime since={job.runningSince} baseMs={job.runMs} /> : formatDuration(job.runMs);
}

function Written({ job }: { job: Job }) {
  const { t } = useTranslation('bulk');
  if (!job.result) return <>{t('nothing', { ns: 'common' })}</>;
  const { created, updated, unchanged } = job.result;
  const parts = Object.entries({ created, updated, unchanged }).filter(([, n]) => n > 0) as ['created' | 'updated' | 'unchanged', number][];
  return <>{parts.length > 0 ? parts.map(([what, n]) => t(`operation.${what}`, { n: formatNumber(n) })).join(', ') : formatNumber(0)}</>;
}

/** Why it was refused; otherwise what has become of the job since. */
export function OutcomeCell({ result }: { result: BulkResult }) {
  const { t } = useTranslation('bulk');
  const job = useJobNow(result);
  const { error, status } = result;
  if (error) {
    const text = status ? t('operation.isNow', { status: t(`status.${status}`, { ns: 'common' }) }) : error.message;
    return (
      <span className="outcome el t12 c" data-s="failed" title={error.message}>
        {text}
      </span>
    );
  }
  if (!job) return null;
  if (job.status === 'failed')
    return (
      <span className="outcome el t12 c ltr" data-s="failed" title={job.errorMessage ?? undefined}>
        {job.errorMessage}
      </span>
    );
  const texts: Partial<Record<JobStatus, React.ReactNode>> = { completed: <Written job={job} />, pending: t('operation.waiting') };
  return <span className="outcome el t12 mid">{texts[job.status] ?? <JobProgressText job={job} />}</span>;
}

import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Age } from '#renderer/components/grid/Age.tsx';
import { JobProgressBar, JobProgressText, useJobProgress } from '#renderer/components/JobProgressBar.tsx';
import { formatDuration } from '#renderer/lib/format.ts';
import { useGoneRows } from './gone-rows.ts';

function GoneMark({ jobId }: { jobId: string }) {
  const { t } = useTranslation('control');
  const isGone = useGoneRows((store) => store.jobIds.has(jobId));
  return isGone ? <span className="gone-mark">{t('noLongerFits')}</span> : null;
}

/** The name; under it the id, and why it failed. */
export function NameCell({ job }: { job: Job }) {
  const isFailed = job.status === 'failed' && job.errorMessage;
  return (
    <>
      <span className="el w5" title={job.jobName}>
        {job.jobName}
      </span>
      <span className="sub row wide">
        <span className={isFailed ? 'mono ltr nw' : 'mono ltr el'}>{job.jobId}</span>
        {isFailed && (
          <span className="el c ltr" data-s="failed" title={job.errorMessage ?? ''}>
            {job.errorMessage}
          </span>
        )}
        <GoneMark jobId={job.jobId} />
      </span>
    </>
  );
}

export function ProgressCell({ job }: { job: Job }) {
  return (
    <>
      <JobProgressBar job={job} />
      <span className="sub wide">
        <JobProgressText job={job} />
      </span>
    </>
  );
}

/** When the status that it has began. */
const sinceOf = (job: Job): Date => job.runningSince ?? job.pausedAt ?? job.endedAt ?? job.createdAt;

function Left({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { etaSeconds } = useJobProgress(job);
  if (job.status === 'running' && etaSeconds !== null) return <>{formatDuration(etaSeconds * 1_000)}</>;
  if (job.status === 'pending' && job.nextAttemptAt) return <Age at={job.nextAttemptAt} words />;
  return <span className="dim">{t('nothing')}</span>;
}

/** What is left at the rate of now, or until it may start. On a phone this place tells how much is done. */
export function LeftCell({ job }: { job: Job }) {
  return (
    <>
      <span className="wide">
        <Left job={job} />
      </span>
      <span className="only-narrow el">
        <JobProgressText job={job} />
      </span>
    </>
  );
}

function NarrowSince({ job }: { job: Job }) {
  const { t } = useTranslation('control');
  const { etaSeconds } = useJobProgress(job);
  if (job.status === 'running' && etaSeconds !== null) return <>{t('left', { time: formatDuration(etaSeconds * 1_000) })}</>;
  return <Age at={sinceOf(job)} words />;
}

export function SinceCell({ job }: { job: Job }) {
  return (
    <>
      <span className="wide">
        <Age at={sinceOf(job)} />
      </span>
      <span className="only-narrow">
        <NarrowSince job={job} />
      </span>
    </>
  );
}

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

/** The name; under it, where there is room, the id and why it failed. */
export function NameCell({ job, isNarrow }: { job: Job; isNarrow: boolean }) {
  const name = (
    <span className="el w5" title={job.jobName}>
      {job.jobName}
    </span>
  );
  if (isNarrow) return name;
  const error = job.status === 'failed' ? job.errorMessage : null;
  return (
    <>
      {name}
      <span className="sub row">
        <span className={error ? 'mono ltr nw' : 'mono ltr el'}>{job.jobId}</span>
        {error && (
          <span className="el c ltr" data-s="failed" title={error}>
            {error}
          </span>
        )}
        <GoneMark jobId={job.jobId} />
      </span>
    </>
  );
}

export function ProgressCell({ job, isNarrow }: { job: Job; isNarrow: boolean }) {
  if (isNarrow) return <JobProgressBar job={job} />;
  return (
    <>
      <JobProgressBar job={job} />
      <span className="sub">
        <JobProgressText job={job} />
      </span>
    </>
  );
}

/** When the status that it has began. */
export const sinceOf = (job: Job): Date => job.runningSince ?? job.pausedAt ?? job.endedAt ?? job.createdAt;

function RunningLeft({ job }: { job: Job }) {
  const { etaSeconds } = useJobProgress(job);
  return <>{etaSeconds === null ? '–' : formatDuration(etaSeconds * 1_000)}</>;
}

/** What is left at the rate of now, or until it may start. */
export function LeftCell({ job }: { job: Job }) {
  if (job.status === 'running') return <RunningLeft job={job} />;
  if (job.status === 'pending' && job.nextAttemptAt) return <Age at={job.nextAttemptAt} words />;
  return <span className="dim">–</span>;
}

/** On a phone what is left and since when share a place. */
export function NarrowTimeCell({ job }: { job: Job }) {
  const { t } = useTranslation('control');
  const { etaSeconds } = useJobProgress(job);
  if (job.status === 'running' && etaSeconds !== null) return <>{t('left', { time: formatDuration(etaSeconds * 1_000) })}</>;
  return <Age at={sinceOf(job)} words />;
}

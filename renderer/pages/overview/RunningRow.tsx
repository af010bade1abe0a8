// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be three lines on a phone; the link has the focus.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Job } from '#contract/schemas/job.ts';
import { JobProgressBar, JobProgressText, useJobProgress } from '#renderer/components/JobProgressBar.tsx';
import { Priority } from '#renderer/components/Priority.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { RunningTime } from '#renderer/components/Time.tsx';
import { formatDuration, formatRate } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';

/** What moves many times a second: only these two render again for it. */
function Rate({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { ratePerSecond } = useJobProgress(job);
  return <>{ratePerSecond === null ? t('nothing') : formatRate(ratePerSecond)}</>;
}
function Left({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { etaSeconds } = useJobProgress(job);
  return <>{etaSeconds === null ? t('nothing') : formatDuration(etaSeconds * 1_000)}</>;
}

/** A running job; it leads to its panel in the list of what runs. */
export function RunningRow({ job, unit }: { job: Job; unit: string | undefined }) {
  return (
    <div className="gr job" role="row">
      <span className="a-i" role="cell">
        <Status status={job.status} />
      </span>
      <span className="a-name el w5" role="cell">
        <Link className="row-link" href={pathToJobs('status:running', job.jobId)}>
          {job.jobName}
        </Link>
      </span>
      <span className="a-prio" role="cell">
        <Priority priority={job.priority} word={false} />
      </span>
      <span className="a-bar" role="cell">
        <JobProgressBar job={job} />
      </span>
      <span className="a-meta el num t12 mid" role="cell">
        <JobProgressText job={job} unit={unit} />
      </span>
      <span className="wide num t12 mid" role="cell">
        <Rate job={job} />
      </span>
      <span className="a-eta num t12 w5" role="cell">
        <Left job={job} />
      </span>
      <span className="wide x1 num t12 dim" role="cell">
        {job.runningSince ? <RunningTime since={job.runningSince} baseMs={job.runMs} /> : formatDuration(job.runMs)}
      </span>
    </div>
  );
}

import './job.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { toCallError } from '#renderer/lib/errors.ts';
import { useProgressOf } from '#renderer/lib/use-progress-of.ts';
import { GoneJob } from './GoneJob.tsx';
import { JobTabs } from './JobTabs.tsx';
import { PanelActions } from './PanelActions.tsx';
import { PanelError } from './PanelError.tsx';
import { PanelHead, PanelSteps } from './PanelHead.tsx';
import { PanelProgress } from './PanelProgress.tsx';
import { WaitNote } from './WaitNote.tsx';

/** Forms and diffs are loaded when somebody retries. */
const RetryDialog = lazy(() => import('./retry/RetryDialog.tsx'));

function Shown({ job, steps }: { job: Job; steps: React.ReactNode }) {
  const { queries } = useConsole();
  const [retryFrom, setRetryFrom] = useState<'checkpoint' | 'start' | null>(null);
  const { data: types } = useQuery(queries.types());
  const unit = types?.items.find((type) => type.jobType === job.jobType)?.unit;
  useProgressOf([job.jobId]);
  return (
    <>
      <PanelHead job={job} steps={steps}>
        <PanelActions job={job} onRetry={setRetryFrom} />
      </PanelHead>
      <PanelProgress job={job} unit={unit} />
      {job.status === 'pending' && <WaitNote job={job} />}
      <PanelError job={job} />
      <JobTabs job={job} unit={unit} />
      <Suspense fallback={null}>{retryFrom && <RetryDialog job={job} from={retryFrom} onClose={() => setRetryFrom(null)} />}</Suspense>
    </>
  );
}

/** Everything about one job: where it stands, what may be done, what happened, what it logged. */
export function JobControlPanel({ jobId, onClose, onStep }: { jobId: string; onClose(): void; onStep?(by: 1 | -1): void }) {
  const { t } = useTranslation('job');
  const { queries } = useConsole();
  const job = useQuery(queries.job(jobId));
  const steps = <PanelSteps onStep={onStep} onClose={onClose} />;
  const isGone = job.isError && toCallError(job.error).code === 'NOT_FOUND';
  const content = () => {
    if (isGone) return <GoneJob jobId={jobId} jobName={job.data?.jobName} />;
    if (job.isError) return <ErrorState what={t('what')} error={job.error} onRetry={() => void job.refetch()} />;
    return <SkeletonBlock height={240} />;
  };
  return (
    <aside className="stack job-panel" aria-label={t('panel')}>
      {job.data && !isGone ? (
        <Shown key={jobId} job={job.data} steps={steps} />
      ) : (
        <>
          <div className="pad row">{steps}</div>
          {content()}
        </>
      )}
    </aside>
  );
}

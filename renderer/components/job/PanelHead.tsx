import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { CopyText } from '#renderer/components/CopyText.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';

/** Attempts that the type's schedule grants. */
function useMostAttempts(jobType: string): number | undefined {
  const { queries } = useConsole();
  const { data } = useQuery(queries.schedules());
  return data?.items.find((schedule) => schedule.jobType === jobType)?.retryAttempts;
}

/** The buttons that lead to the jobs around and back to the list. */
export function PanelSteps({ onStep, onClose }: { onStep?: ((by: 1 | -1) => void) | undefined; onClose(): void }) {
  const { t } = useTranslation('job');
  return (
    <span className="end row row-4">
      {onStep && <Button size="small" look="quiet" square icon="up" aria-label={t('previous')} onClick={() => onStep(-1)} />}
      {onStep && <Button size="small" look="quiet" square icon="dn" aria-label={t('next')} onClick={() => onStep(1)} />}
      <Button size="small" look="quiet" square icon="x" aria-label={t('close')} onClick={onClose} />
    </span>
  );
}

function Origin({ job }: { job: Job }) {
  const { t } = useTranslation('job');
  const { triggeredBy } = job.metadata;
  const who = typeof triggeredBy === 'string' ? triggeredBy : '';
  const isSchedule = job.metadata.origin === 'schedule' || who === 'schedule';
  return (
    <>
      <span className="el">· {isSchedule ? t('bySchedule') : t('by', { who })}</span>
      <ClockTime at={job.createdAt} className="nw" />
    </>
  );
}

/** What the job is called, where it stands and who wanted it. `children` are its actions. */
export function PanelHead({ job, steps, children }: { job: Job; steps: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('job');
  const most = useMostAttempts(job.jobType);
  return (
    <div className="pad stack gap-8 job-head">
      <div className="row">
        <Status status={job.status} pill />
        <span className="t12 dim nw">
          {most === undefined
            ? t('attempt', { attempt: job.attempt })
            : t('attemptOf', { attempt: job.attempt, most: Math.max(most, job.attempt) })}
        </span>
        {steps}
      </div>
      <div>
        <h2 className="job-name" title={job.jobName}>
          {job.jobName}
        </h2>
        <div className="row row-4 t11 dim">
          <CopyText text={job.jobId} what={t('id')} />
          <Origin job={job} />
        </div>
      </div>
      {children}
    </div>
  );
}

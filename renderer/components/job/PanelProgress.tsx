import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { JobProgressBar, JobProgressText, useJobProgress } from '#renderer/components/JobProgressBar.tsx';
import { RunningTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatDuration, formatFigure, formatNumber } from '#renderer/lib/format.ts';

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="stack">
      <dt className="sub">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Rate({ job }: { job: Job }) {
  const { t } = useTranslation(['job', 'common']);
  const { ratePerSecond, done } = useJobProgress(job);
  const average = job.runMs > 0 && done > 0 ? (done * 1_000) / job.runMs : null;
  const rate = job.status === 'running' ? ratePerSecond : average;
  const limit = job.params.ratePerSecond;
  const shown = rate === null ? t('common:nothing') : t('common:unit.perSecond', { n: formatFigure(rate) });
  if (typeof limit !== 'number') return shown;
  return t('rateLimit', { rate: shown, limit: t('common:unit.perSecond', { n: formatFigure(limit) }) });
}

function Rows({ result }: { result: Job['result'] }) {
  const { t } = useTranslation(['job', 'common']);
  if (!result) return t('notYet');
  const { created, updated, unchanged } = result;
  const parts = [
    created > 0 && t('rowsNew', { n: formatNumber(created) }),
    updated > 0 && t('rowsChanged', { n: formatNumber(updated) }),
    unchanged > 0 && t('rowsSame', { n: formatNumber(unchanged) }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('common:none');
}

/** What is safe: committed at the newest checkpoint that is known here. */
function useSafe(job: Job): number {
  const { queries } = useConsole();
  const { data } = useQuery(queries.checkpoints(job.jobId));
  const last = data?.items.at(-1);
  const noted = last && last.attempt === job.attempt ? last.done : 0;
  return Math.max(job.progress.done, noted);
}

/** How far the job is, how fast, and what it has written. */
export function PanelProgress({ job, unit }: { job: Job; unit: string | undefined }) {
  const { t } = useTranslation('job');
  const { percentage, etaSeconds } = useJobProgress(job);
  const safe = useSafe(job);
  const isRunning = job.status === 'running';
  const elapsed = <RunningTime since={job.runningSince ?? new Date()} baseMs={job.runMs} />;
  return (
    <div className="pad job-progress">
      <div className="row job-percent">
        <span className="job-figure">
          {formatNumber(percentage)}
          <span className="t12 dim"> %</span>
        </span>
        <span className="t12 mid el">
          <JobProgressText job={job} unit={unit} />
        </span>
        {isRunning && etaSeconds !== null && (
          <span className="end t12 mid nw">
            <Trans t={t} i18nKey="left" values={{ time: formatDuration(etaSeconds * 1_000) }} components={{ b: <b className="w5" /> }} />
          </span>
        )}
      </div>
      <div className="job-bar">
        <JobProgressBar job={job} tall percent={false} safe={safe} />
      </div>
      <dl className="job-figures t12">
        <Figure name={t('elapsed')}>{job.runningSince ? elapsed : formatDuration(job.runMs)}</Figure>
        <Figure name={t('rate')}>
          <Rate job={job} />
        </Figure>
        <Figure name={t('safe')}>{safe > 0 ? `${formatNumber(safe)}${unit ? ` ${unit}` : ''}` : t('notYet')}</Figure>
        <Figure name={t('rows')}>
          <Rows result={job.result} />
        </Figure>
      </dl>
    </div>
  );
}

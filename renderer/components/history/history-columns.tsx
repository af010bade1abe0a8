import type { TFunction } from 'i18next';
import type { Job } from '#contract/schemas/job.ts';
import { CopyText } from '#renderer/components/CopyText.tsx';
import { DurationRange } from '#renderer/components/charts/DurationRange.tsx';
import type { GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { RunningTime } from '#renderer/components/Time.tsx';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { DatedTime } from './DatedTime.tsx';
import { StartedBy } from './StartedBy.tsx';

/** In milliseconds. */
export interface UsualDuration {
  p5: number;
  p50: number;
  p95: number;
}

type Columns = GridColumn<Job>[];

function Written({ job, what }: { job: Job; what: 'created' | 'updated' | 'unchanged' }) {
  const n = job.result?.[what];
  if (n === undefined) return <span className="dim">–</span>;
  return <span className={n === 0 ? 'dim' : undefined}>{formatNumber(n)}</span>;
}

function Against({ job, usual, t }: { job: Job; usual: UsualDuration | undefined; t: TFunction<'history'> }) {
  if (!usual || job.startedAt === null) return <span className="dim">–</span>;
  const words = {
    took: formatDuration(job.runMs),
    type: job.jobType,
    p5: formatDuration(usual.p5),
    p50: formatDuration(usual.p50),
    p95: formatDuration(usual.p95),
  };
  return <DurationRange valueMs={job.runMs} {...usual} status={job.status} label={t('table.usual', words)} />;
}

/** Some go where there is no room for all. */
export function makeColumns(t: TFunction<'history'>, usual: ReadonlyMap<string, UsualDuration>, isTight: boolean): Columns {
  const written = (what: 'created' | 'updated' | 'unchanged', width: string): GridColumn<Job> => ({
    id: what,
    label: t(`table.${what}`),
    width,
    align: 'end',
    className: 't12',
    cell: (job) => <Written job={job} what={what} />,
  });
  const all: Columns = [
    {
      id: 'finished',
      label: t('table.finished'),
      width: '116px',
      className: 't12 mid a-meta',
      cell: ({ endedAt }) => endedAt && <DatedTime at={endedAt} />,
    },
    { id: 'status', label: t('table.status'), width: '104px', className: 'a-prio', cell: ({ status }) => <Status status={status} /> },
    { id: 'job', label: t('table.job'), width: 'minmax(0,1fr)', className: 'el w5 a-name', cell: ({ jobName }) => jobName },
    {
      id: 'id',
      label: t('table.id'),
      width: '106px',
      className: 't11 dim',
      cell: ({ jobId }) => <CopyText text={jobId} what={t('table.theId')} short />,
    },
    {
      id: 'took',
      label: t('table.took'),
      width: '66px',
      align: 'end',
      className: 't12 w5 a-eta',
      cell: (job) =>
        job.runningSince ? (
          <RunningTime since={job.runningSince} baseMs={job.runMs} />
        ) : job.startedAt ? (
          formatDuration(job.runMs)
        ) : (
          <span className="dim">–</span>
        ),
    },
    {
      id: 'against',
      label: t('table.against'),
      width: '108px',
      className: 'a-bar',
      cell: (job) => <Against job={job} usual={usual.get(job.jobType)} t={t} />,
    },
    written('created', '68px'),
    written('updated', '68px'),
    written('unchanged', '82px'),
    {
      id: 'tries',
      label: t('table.tries'),
      width: '40px',
      align: 'end',
      className: 't12 mid',
      cell: ({ attempt }) => formatNumber(attempt),
    },
    { id: 'by', label: t('table.by'), width: isTight ? '88px' : '130px', className: 'el t12 mid', cell: (job) => <StartedBy job={job} /> },
  ];
  return isTight ? all.filter(({ id }) => !['id', 'unchanged', 'tries'].includes(id)) : all;
}

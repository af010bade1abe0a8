import type { TFunction } from 'i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Age } from '#renderer/components/grid/Age.tsx';
import type { GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { Moment } from '#renderer/components/grid/Moment.tsx';
import { JobProgressText } from '#renderer/components/JobProgressBar.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { LeftCell, NameCell, NarrowTimeCell, ProgressCell, sinceOf } from './job-cells.tsx';
import { PriorityCell } from './PriorityCell.tsx';

/** The list's columns. With a panel beside it there is no room for when a job was created; its panel says it. */
export function makeJobColumns(
  t: TFunction<'control'>,
  { hasPanel, isNarrow }: { hasPanel: boolean; isNarrow: boolean },
): GridColumn<Job>[] {
  const created: GridColumn<Job> = {
    id: 'createdAt',
    label: t('column.created'),
    width: '112px',
    align: 'end',
    sortable: true,
    className: 't12 dim',
    cell: (job) => <Moment at={job.createdAt} />,
  };
  return [
    { id: 'status', label: t('column.status'), width: '98px', className: 'a-i', cell: (job) => <Status status={job.status} /> },
    {
      id: 'name',
      label: t('column.job'),
      width: 'minmax(0, 1fr)',
      className: 'a-name stack',
      cell: (job) => <NameCell job={job} isNarrow={isNarrow} />,
    },
    {
      id: 'priority',
      label: t('column.priority'),
      width: '104px',
      sortable: true,
      ascendingFirst: true,
      className: 'a-prio',
      cell: (job) => <PriorityCell job={job} />,
    },
    {
      id: 'progress',
      label: t('column.progress'),
      width: '172px',
      className: 'a-bar stack',
      cell: (job) => <ProgressCell job={job} isNarrow={isNarrow} />,
    },
    {
      id: 'left',
      label: t('column.left'),
      width: '68px',
      align: 'end',
      className: 'a-meta el t12 mid',
      cell: (job) => (isNarrow ? <JobProgressText job={job} /> : <LeftCell job={job} />),
    },
    {
      id: 'updatedAt',
      label: t('column.since'),
      width: '62px',
      align: 'end',
      sortable: true,
      className: 'a-eta t12 dim',
      cell: (job) => (isNarrow ? <NarrowTimeCell job={job} /> : <Age at={sinceOf(job)} />),
    },
    ...(hasPanel ? [] : [created]),
  ];
}

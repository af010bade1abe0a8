import type { AuditEntry } from '#contract/schemas/records.ts';
import type { GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { DatedTime } from '#renderer/components/history/DatedTime.tsx';
import { Action, Change, Origin, Reason, Target, type Texts, Who } from './audit-cells.tsx';
import { ChangeSide } from './ChangeSide.tsx';

/** `tight`: some columns go; `narrow`: rows have three lines. */
export type Room = 'wide' | 'tight' | 'narrow';

type Columns = GridColumn<AuditEntry>[];

/** Columns of the audit log, as many as there is room for. */
export function makeAuditColumns(t: Texts, room: Room): Columns {
  const widths = room === 'wide' ? { action: '148px', who: '140px', target: '190px' } : { action: '122px', who: '104px', target: '170px' };
  const column = (id: 'before' | 'after', width: string): GridColumn<AuditEntry> => ({
    id,
    label: t(`log.${id}`),
    width,
    className: 'el t12',
    cell: (entry) => <ChangeSide entry={entry} side={id} />,
  });
  const common: Columns = [
    {
      id: 'when',
      label: t('log.when'),
      width: '116px',
      className: 't12 mid a-eta',
      cell: ({ performedAt }) => <DatedTime at={performedAt} />,
    },
    {
      id: 'action',
      label: t('log.action'),
      width: widths.action,
      className: 'a-name',
      cell: ({ action }) => <Action action={action} t={t} />,
    },
    { id: 'who', label: t('log.who'), width: widths.who, className: 'a-prio', cell: ({ performedBy }) => <Who name={performedBy} /> },
    {
      id: 'target',
      label: t('log.target'),
      width: widths.target,
      className: 'el t11 mid a-bar',
      cell: ({ jobId }) => <Target jobId={jobId} />,
    },
  ];
  const origin: GridColumn<AuditEntry> = {
    id: 'from',
    label: t('log.from'),
    width: '96px',
    className: 't12',
    cell: ({ metadata }) => <Origin origin={metadata.origin} t={t} />,
  };
  if (room === 'narrow')
    return [
      ...common,
      { id: 'change', label: t('log.after'), width: '1fr', className: 'a-meta', cell: (entry) => <Change entry={entry} /> },
    ];
  return [
    ...(room === 'wide' ? common.toSpliced(3, 0, origin) : common),
    column('before', '106px'),
    column('after', '122px'),
    {
      id: 'reason',
      label: t('log.reason'),
      width: 'minmax(0,1fr)',
      className: 'el t12',
      cell: ({ metadata }) => <Reason reason={metadata.reason} />,
    },
  ];
}

import type { TFunction } from 'i18next';
import { Link } from 'wouter';
import type { AuditEntry } from '#contract/schemas/records.ts';
import type { GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { iconOfAuditAction, nameAuditAction } from './audit-actions.ts';
import { readTarget } from './audit-target.ts';
import { ChangeSide } from './ChangeSide.tsx';

type Texts = TFunction<readonly ['history', 'common']>;

const origins = { rest: 'code', socket: 'globe', ipc: 'desk', schedule: 'schedules', system: 'bolt' } as const satisfies Record<
  string,
  IconName
>;

function Origin({ origin, t }: { origin: string | undefined; t: Texts }) {
  if (origin === undefined) return null;
  const known = Object.hasOwn(origins, origin) ? (origin as keyof typeof origins) : undefined;
  return (
    <span className="row row-4 mid">
      <Icon name={known ? origins[known] : 'info'} size={14} />
      {known ? t(`origin.${known}`) : origin}
    </span>
  );
}

function Target({ jobId }: { jobId: string }) {
  const { text, path } = readTarget(jobId);
  const words = <span className="mono ltr">{text}</span>;
  return path ? (
    <Link href={path} className="target">
      {words}
    </Link>
  ) : (
    words
  );
}

/** Some go where there is no room for all. */
export function makeAuditColumns(t: Texts, isTight: boolean): readonly GridColumn<AuditEntry>[] {
  const all: GridColumn<AuditEntry>[] = [
    {
      id: 'when',
      label: t('log.when'),
      width: '116px',
      className: 't12 mid a-eta',
      cell: ({ performedAt }) => (
        <span className="row finished-at">
          <ClockTime at={performedAt} shape="time" />
          <span className="dim">
            <ClockTime at={performedAt} shape="day" />
          </span>
        </span>
      ),
    },
    {
      id: 'action',
      label: t('log.action'),
      width: '148px',
      className: 'a-name',
      cell: ({ action }) => (
        <span className="row t12 w5">
          <Icon name={iconOfAuditAction(action)} size={14} />
          <span className="el">{nameAuditAction(action, t)}</span>
        </span>
      ),
    },
    {
      id: 'who',
      label: t('log.who'),
      width: '140px',
      className: 'a-prio',
      cell: ({ performedBy }) => (
        <span className="row t12">
          <span className="avatar" aria-hidden="true">
            {performedBy.slice(0, 2).toUpperCase()}
          </span>
          <span className="el">{performedBy}</span>
        </span>
      ),
    },
    {
      id: 'from',
      label: t('log.from'),
      width: '92px',
      className: 't12',
      cell: ({ metadata }) => <Origin origin={metadata.origin} t={t} />,
    },
    { id: 'target', label: t('log.target'), width: '200px', className: 'el t11 mid a-bar', cell: ({ jobId }) => <Target jobId={jobId} /> },
    {
      id: 'before',
      label: t('log.before'),
      width: '120px',
      className: 'el t12',
      cell: (entry) => <ChangeSide entry={entry} side="before" />,
    },
    {
      id: 'after',
      label: t('log.after'),
      width: '130px',
      className: 'el t12 a-meta',
      cell: (entry) => <ChangeSide entry={entry} side="after" />,
    },
    {
      id: 'reason',
      label: t('log.reason'),
      width: 'minmax(0,1fr)',
      className: 'el t12',
      cell: ({ metadata }) => metadata.reason && <span title={metadata.reason}>{metadata.reason}</span>,
    },
  ];
  return isTight ? all.filter(({ id }) => id !== 'from') : all;
}

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { DataGrid, type GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { clearSelection, removeSelected, type SelectedJob, useSelection } from '#renderer/stores/selection.ts';

const ROW = 30;
const HEAD = 28;
const MOST_ROWS = 6;

function useColumns(): readonly GridColumn<SelectedJob>[] {
  const { t } = useTranslation('bulk');
  return useMemo(
    () => [
      { id: 'status', label: t('hand.status'), width: '104px', cell: ({ status }) => <Status status={status} /> },
      { id: 'name', label: t('hand.name'), width: 'minmax(0,1fr)', className: 'el t12 w5', cell: ({ jobName }) => jobName },
      {
        id: 'id',
        label: t('hand.id'),
        width: '190px',
        className: 'el',
        cell: ({ jobId }) => <span className="mono ltr t11 dim">{jobId}</span>,
      },
      {
        id: 'remove',
        label: '',
        width: '28px',
        cell: ({ jobId, jobName }) => (
          <Button
            look="quiet"
            size="small"
            square
            icon="x"
            aria-label={t('hand.remove', { name: jobName })}
            onClick={() => removeSelected([jobId])}
          />
        ),
      },
    ],
    [t],
  );
}

/** Jobs that were chosen one by one in Control; each can be taken out again. */
export function ByHand() {
  const { t } = useTranslation('bulk');
  const byId = useSelection((store) => store.jobs);
  const jobs = useMemo(() => [...byId.values()], [byId]);
  const columns = useColumns();
  const rowAt = useCallback((index: number) => jobs[index], [jobs]);
  if (jobs.length === 0)
    return (
      <EmptyState title={t('hand.emptyTitle')} text={t('hand.emptyText')}>
        <Link className="btn main" href="/control">
          {t('hand.toControl')}
        </Link>
      </EmptyState>
    );
  return (
    <>
      <div className="stack by-hand" style={{ height: HEAD + ROW * Math.min(jobs.length, MOST_ROWS) + 1 }}>
        <DataGrid
          label={t('hand.list')}
          columns={columns}
          count={jobs.length}
          rowAt={rowAt}
          keyOf={({ jobId }) => jobId}
          rowHeight={ROW}
          minWidth={480}
        />
      </div>
      <div className="row pad-x hand-clear">
        <Button size="small" look="quiet" onClick={clearSelection}>
          {t('hand.clear')}
        </Button>
      </div>
    </>
  );
}

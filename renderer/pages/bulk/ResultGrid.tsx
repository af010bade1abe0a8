import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { DataGrid, type GridColumn } from '#renderer/components/grid/DataGrid.tsx';
import { usePagedRows } from '#renderer/lib/paged-rows.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useProgressOf } from '#renderer/lib/use-progress-of.ts';
import { NowCell, OutcomeCell, TookCell } from './ResultCells.tsx';
import { type BulkResult, countShown, type Shown, useResults } from './use-results.ts';

function useColumns(): readonly GridColumn<BulkResult>[] {
  const { t } = useTranslation('bulk');
  return useMemo(
    () => [
      { id: 'now', label: t('operation.now'), width: '96px', cell: (result) => <NowCell result={result} />, className: 'a-prio' },
      {
        id: 'job',
        label: t('operation.job'),
        width: 'minmax(0,1fr)',
        className: 'a-name',
        cell: ({ jobId, jobName }) => (
          <span className="stack">
            {jobName && <span className="el t12 w5">{jobName}</span>}
            <span className="sub el">
              <span className="mono ltr">{jobId}</span>
            </span>
          </span>
        ),
      },
      {
        id: 'took',
        label: t('operation.took'),
        width: '56px',
        align: 'end',
        className: 't12 mid a-eta',
        cell: (result) => <TookCell result={result} />,
      },
      {
        id: 'outcome',
        label: t('operation.outcome'),
        width: '196px',
        cell: (result) => <OutcomeCell result={result} />,
        className: 'a-meta',
      },
    ],
    [t],
  );
}

/** What the operation did to each job, in the order of the work, and what the job is now. */
export function ResultGrid({ operation, shown }: { operation: BulkOperation; shown: Shown }) {
  const { t } = useTranslation('bulk');
  const [, navigate] = useLocation();
  const columns = useColumns();
  const query = useResults(operation, shown);
  const { rows, count, rowAt, onVisible } = usePagedRows(query, countShown(operation, shown));
  const [[first, last], setView] = useState<[number, number]>([0, 0]);
  const onView = useCallback(
    (from: number, to: number) => {
      onVisible(from, to);
      setView([from, to]);
    },
    [onVisible],
  );
  const inView = rows.slice(first, last + 1).filter(({ currentStatus }) => currentStatus !== null);
  useProgressOf(inView.map(({ jobId }) => jobId));
  if (query.isError && !query.data) return <ErrorState what={t('operation.results')} error={query.error} onRetry={() => query.refetch()} />;
  const empty = { all: t('operation.noResults'), done: t('operation.noneDone'), refused: t('operation.noneRefused') }[shown];
  return (
    <DataGrid
      label={t('operation.result')}
      columns={columns}
      count={query.isPending ? Math.min(countShown(operation, shown), 20) : count}
      rowAt={rowAt}
      keyOf={({ jobId }) => jobId}
      rowHeight={41}
      narrowRowHeight={84}
      listKey={`${operation.bulkId} ${shown}`}
      onVisible={onView}
      onOpen={({ jobId }) => navigate(pathToJobs(`id:${jobId}`, jobId))}
      empty={query.isPending ? null : <EmptyState title={empty} />}
    />
  );
}

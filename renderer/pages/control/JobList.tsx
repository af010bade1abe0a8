import { useMediaQuery } from '@mantine/hooks';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { DataGrid, type GridHandle } from '#renderer/components/grid/DataGrid.tsx';
import { useLiveList } from '#renderer/lib/live-list/use-live-list.ts';
import { useProgressOf } from '#renderer/lib/use-progress-of.ts';
import { FirstRun } from './FirstRun.tsx';
import { setGoneRows } from './gone-rows.ts';
import { JobKeys } from './JobKeys.tsx';
import { makeJobColumns } from './job-columns.tsx';
import { ChangesNote, OrderMenu } from './ListBar.tsx';
import { NothingFits } from './NothingFits.tsx';
import { choosePriority } from './PriorityCell.tsx';
import { useCalmShow } from './use-calm-show.ts';
import { useJobSelection } from './use-job-selection.ts';
import type { ListPage } from './use-list-question.ts';
import { useRowHeight } from './use-row-height.ts';
import type { SelectionActions } from './use-selection-actions.tsx';

const NARROW = '(max-width: 900px)';
const NARROW_ROW = 84;
/** Rows that stand in for the list while nothing is known of it. */
const PLACEHOLDERS = 20;
const keyOf = (job: Job): string => job.jobId;

export interface JobListHandle {
  /** Puts the keys on the next row, or the one before. */
  step(by: 1 | -1): void;
}

/** The rows with what has changed about them, and the keys that act on them. Scrolling renders nothing outside of it. */
export function JobList({ page, actions, ref }: { page: ListPage; actions: SelectionActions; ref: Ref<JobListHandle> }) {
  const { t } = useTranslation('control');
  const { question, jobId, isReadable } = page;
  const list = useLiveList(question, { enabled: isReadable });
  const grid = useRef<GridHandle>(null);
  const [current, setCurrent] = useState<{ jobId: string; index: number } | null>(null);
  const rowHeight = useRowHeight();
  const isNarrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches, { getInitialValueInEffect: false });
  const selection = useJobSelection(list);
  const hasPanel = jobId !== undefined;
  const columns = useMemo(() => makeJobColumns(t, { hasPanel, isNarrow }), [t, hasPanel, isNarrow]);
  const { gone } = list.changes;
  useEffect(() => setGoneRows(gone), [gone]);
  useProgressOf(list.visible.filter(({ status }) => status === 'running').map(keyOf));
  const calm = useCalmShow(list, rowHeight);

  // The row as it is now, not as it was when the keys came to it.
  const row = current ? list.rowAt(current.index) : undefined;
  const job = row?.jobId === current?.jobId ? row : undefined;
  useImperativeHandle(ref, () => ({
    // The grid knows where the open job stands, also where the address opened it and no key or click did.
    step: (by) => grid.current?.moveBy(by, { focus: false }),
  }));

  function onCurrent(next: Job, index: number) {
    setCurrent({ jobId: next.jobId, index });
    if (jobId !== undefined && jobId !== next.jobId) page.openJob(next.jobId, { replace: true });
  }
  const isEmpty = list.count === 0 && list.snapshot !== undefined && !list.isOld;
  const empty = () => {
    if (!isReadable) return <EmptyState title={t('unreadable.title')} text={t('unreadable.text')} />;
    if (!isEmpty) return null;
    return question.query === '' ? <FirstRun /> : <NothingFits question={question} onQuery={page.setQuery} />;
  };
  return (
    <>
      <div className="row t12 list-bar">
        <ChangesNote changes={list.changes} onShow={list.show} />
        <span className="end">
          <OrderMenu question={question} onOrder={page.setOrder} />
        </span>
      </div>
      {list.error && !list.snapshot ? (
        <div className="list-error">
          <ErrorState what={t('what')} error={list.error} onRetry={list.retry} />
        </div>
      ) : (
        <div className="list-rows" {...calm} aria-busy={list.isOld || list.isLoading || undefined}>
          <DataGrid
            ref={grid}
            label={t('label')}
            columns={columns}
            count={list.isLoading ? PLACEHOLDERS : list.count}
            rowAt={list.rowAt}
            keyOf={keyOf}
            rowHeight={rowHeight}
            narrowRowHeight={NARROW_ROW}
            sort={{ id: question.sort, descending: question.order === 'desc' }}
            onSort={page.setSort}
            current={jobId ?? current?.jobId ?? null}
            onCurrent={onCurrent}
            onOpen={(opened) => page.openJob(opened.jobId)}
            onVisible={list.onVisible}
            selection={selection}
            rowClassName={(each) => (gone.has(each.jobId) ? 'two gone' : 'two')}
            keys
            listKey={JSON.stringify(list.snapshot?.question)}
            empty={empty()}
          />
        </div>
      )}
      <JobKeys
        job={job}
        isPanelOpen={hasPanel}
        actions={actions}
        onPriority={(chosen) => {
          if (current) grid.current?.moveTo(current.index);
          choosePriority(chosen.jobId);
        }}
      />
    </>
  );
}

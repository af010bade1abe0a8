import './control.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { DataGrid, type GridHandle, type GridSort } from '#renderer/components/grid/DataGrid.tsx';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { filterOf } from '#renderer/lib/live-list/snapshot.ts';
import { useLiveList } from '#renderer/lib/live-list/use-live-list.ts';
import { useProgressOf } from '#renderer/lib/use-progress-of.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { clearSelection, useSelection } from '#renderer/stores/selection.ts';
import { FirstRun } from './FirstRun.tsx';
import { setGoneRows } from './gone-rows.ts';
import { JobKeys } from './JobKeys.tsx';
import { JobSide } from './JobSide.tsx';
import { makeJobColumns } from './job-columns.tsx';
import { ChangesNote, OrderMenu } from './ListBar.tsx';
import { ListTools } from './ListTools.tsx';
import { NothingFits } from './NothingFits.tsx';
import { choosePriority } from './PriorityCell.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useCalmShow } from './use-calm-show.ts';
import { useJobSelection } from './use-job-selection.ts';
import { useListQuestion } from './use-list-question.ts';
import { useRowHeight } from './use-row-height.ts';
import { useSelectionActions } from './use-selection-actions.tsx';

const NARROW_ROW = 84;
const keyOf = (job: Job): string => job.jobId;
type JobSort = 'createdAt' | 'updatedAt' | 'priority' | 'completedAt';

/** `32 of 100,412`, now. */
function Total({ question }: { question: ReturnType<typeof useListQuestion>['question'] }) {
  const { t } = useTranslation();
  const { queries } = useConsole();
  const all = useQuery(queries.jobCounts({})).data?.total;
  const found = useQuery({ ...queries.jobCounts(filterOf(question)), enabled: question.query !== '' }).data?.total;
  if (all === undefined) return null;
  if (question.query === '' || found === undefined) return <>{formatNumber(all)}</>;
  return <>{t('of', { done: formatNumber(found), total: formatNumber(all) })}</>;
}

export default function ControlPage() {
  const { t } = useTranslation('control');
  const page = useListQuestion();
  const { question, jobId, isReadable } = page;
  const list = useLiveList(question, { enabled: isReadable });
  const grid = useRef<GridHandle>(null);
  const [current, setCurrent] = useState<{ job: Job; index: number } | null>(null);
  const rowHeight = useRowHeight();
  const selection = useJobSelection(list);
  const actions = useSelectionActions();
  const hasPanel = jobId !== undefined;
  const columns = useMemo(() => makeJobColumns(t, hasPanel), [t, hasPanel]);
  const { gone } = list.changes;
  useEffect(() => setGoneRows(gone), [gone]);
  useProgressOf(list.visible.filter(({ status }) => status === 'running').map(keyOf));
  const calm = useCalmShow(list, rowHeight);

  // The row as it is now, not as it was when the keys came to it.
  const row = current && list.rowAt(current.index);
  const currentJob = row && row.jobId === current.job.jobId ? row : undefined;
  const place = current?.index ?? null;

  const setQuery = (query: string, options?: { replace: boolean }) => page.setQuery(query, options);
  const close = () => page.openJob(undefined);
  useShortcut({ keys: 'Escape', label: t('closeOrClear'), group: 'list' }, () => {
    // A menu that is open takes this key for itself.
    if (document.querySelector('[role="menu"], [role="listbox"]')) return;
    if (jobId !== undefined) close();
    else if (useSelection.getState().jobs.size > 0) clearSelection();
  });

  function step(by: 1 | -1) {
    if (place !== null) grid.current?.moveTo(place + by, { focus: false });
  }
  function onCurrent(job: Job, index: number) {
    setCurrent({ job, index });
    if (jobId !== undefined && jobId !== job.jobId) page.openJob(job.jobId, { replace: true });
  }
  const sort: GridSort = { id: question.sort, descending: question.order === 'desc' };
  const isEmpty = list.count === 0 && list.snapshot !== undefined && !list.isOld;
  return (
    <div className={jobId === undefined ? 'ctl alone' : 'ctl'}>
      <h1 className="sr">{t('title')}</h1>
      <div className="stack list-side">
        <ListTools question={question} onQuery={setQuery} />
        <div className="list-query">
          <QueryField
            value={question.query}
            onChange={(query, { isTyping }) => setQuery(query, { replace: isTyping })}
            total={<Total question={question} />}
            autoFocusKey="/"
          />
        </div>
        <div className="row t12 list-bar">
          <ChangesNote changes={list.changes} onShow={list.show} />
          <span className="end">
            <OrderMenu question={question} onOrder={page.setOrder} />
          </span>
        </div>
        {list.error && !list.snapshot ? (
          <div className="stack list-error">
            <ErrorState what={t('what')} error={list.error} onRetry={list.retry} />
          </div>
        ) : (
          <div className="list-rows" {...calm} aria-busy={list.isOld || list.isLoading || undefined}>
            <DataGrid
              ref={grid}
              label={t('label')}
              columns={columns}
              count={list.isLoading ? 20 : list.count}
              rowAt={list.rowAt}
              keyOf={keyOf}
              rowHeight={rowHeight}
              narrowRowHeight={NARROW_ROW}
              sort={sort}
              onSort={({ id, descending }) => page.setOrder({ sort: id as JobSort, order: descending ? 'desc' : 'asc' })}
              current={jobId ?? current?.job.jobId ?? null}
              onCurrent={onCurrent}
              onOpen={(job) => page.openJob(job.jobId)}
              onVisible={list.onVisible}
              selection={selection}
              rowClassName={(job) => (gone.has(job.jobId) ? 'two gone' : 'two')}
              keys
              listKey={JSON.stringify(list.snapshot?.question)}
              empty={
                !isReadable ? (
                  <EmptyState title={t('unreadable.title')} text={t('unreadable.text')} />
                ) : isEmpty && question.query === '' ? (
                  <FirstRun />
                ) : isEmpty ? (
                  <NothingFits question={question} onQuery={setQuery} />
                ) : null
              }
            />
          </div>
        )}
        <SelectionBar actions={actions} />
        <JobKeys
          job={currentJob}
          isPanelOpen={jobId !== undefined}
          actions={actions}
          onPriority={(job) => {
            if (place !== null) grid.current?.moveTo(place);
            choosePriority(job.jobId);
          }}
        />
      </div>
      {jobId !== undefined && <JobSide jobId={jobId} onClose={close} onStep={place === null ? undefined : step} />}
    </div>
  );
}

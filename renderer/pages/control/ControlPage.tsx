import './control.css';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { filterOf, type ListQuestion } from '#renderer/lib/live-list/snapshot.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { clearSelection, useSelection } from '#renderer/stores/selection.ts';
import { JobList, type JobListHandle } from './JobList.tsx';
import { JobSide } from './JobSide.tsx';
import { ListTools } from './ListTools.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useListQuestion } from './use-list-question.ts';
import { useSelectionActions } from './use-selection-actions.tsx';

/** `32 of 100,412`, now. */
function Total({ question }: { question: ListQuestion }) {
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
  const list = useRef<JobListHandle>(null);
  const actions = useSelectionActions();
  const close = () => page.openJob(undefined);
  useShortcut({ keys: 'Escape', label: t('closeOrClear'), group: 'list' }, () => {
    // A menu that is open takes this key for itself.
    if (document.querySelector('[role="menu"], [role="listbox"]')) return;
    if (jobId !== undefined) close();
    else if (useSelection.getState().jobs.size > 0) clearSelection();
  });
  return (
    <div className={jobId === undefined ? 'ctl alone' : 'ctl'}>
      <h1 className="sr">{t('title')}</h1>
      <div className="stack list-side">
        <ListTools question={question} onQuery={page.setQuery} />
        <div className="list-query">
          <QueryField
            value={question.query}
            onChange={(query, { isTyping }) => page.setQuery(query, { replace: isTyping })}
            total={isReadable && <Total question={question} />}
            autoFocusKey="/"
          />
        </div>
        <JobList ref={list} page={page} actions={actions} />
        <SelectionBar actions={actions} />
      </div>
      {jobId !== undefined && <JobSide jobId={jobId} onClose={close} onStep={(by) => list.current?.step(by)} />}
    </div>
  );
}

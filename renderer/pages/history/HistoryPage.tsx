import './history.css';
import { useTranslation } from 'react-i18next';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import type { ExportRequest } from '#renderer/host/host.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditView } from './AuditView.tsx';
import { type AuditFilter, filterKeys, toAuditInput } from './audit-filter.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { RunsView } from './RunsView.tsx';

const views = ['runs', 'audit'] as const;
type View = (typeof views)[number];

/** What finished, and who did what. */
export default function HistoryPage() {
  const { t } = useTranslation(['history', 'shell']);
  const { get, set } = useUrlState();
  const timeZone = useTimeZone();
  const view: View = get('view') === 'audit' ? 'audit' : 'runs';
  const query = get('q') ?? '';
  const filter: AuditFilter = Object.fromEntries(filterKeys.map((key) => [key, get(key)]));
  const input = toAuditInput(filter, timeZone);
  const request: ExportRequest = view === 'runs' ? { of: 'history', query, timeZone } : { of: 'audit', ...input };
  return (
    <>
      <h1 className="sr">{t('shell:page.history')}</h1>
      <div className="row history-head">
        <Segmented<View>
          label={t('view')}
          value={view}
          options={views.map((value) => ({ value, label: t(value) }))}
          onChange={(next) => set({ view: next === 'runs' ? undefined : next })}
        />
        {view === 'runs' ? (
          <div className="grow">
            <QueryField
              value={query}
              label={t('query')}
              placeholder={t('placeholder')}
              autoFocusKey="/"
              onChange={(q, { isTyping }) => set({ q }, { replace: isTyping })}
            />
          </div>
        ) : (
          <AuditFilters filter={filter} onChange={(change, isTyping) => set(change, { replace: isTyping })} />
        )}
        <ExportButtons request={request} />
      </div>
      {view === 'runs' ? <RunsView query={query} onQuery={(q) => set({ q })} /> : <AuditView input={input} />}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';
import './analytics.css';
import { ErrorGroups } from './ErrorGroups.tsx';
import { FigureStrip } from './FigureStrip.tsx';
import { HeatPanel } from './HeatPanel.tsx';
import { LinesPanel } from './LinesPanel.tsx';
import { RunsPanel } from './RunsPanel.tsx';
import { TypeRows } from './TypeRows.tsx';
import { useFigures, useView } from './use-analytics.ts';
import { ViewBar } from './ViewBar.tsx';

function Nothing() {
  const { t } = useTranslation('analytics');
  const { shown, enabled } = useMayAct();
  const url = useUrlState();
  return (
    <Panel title={t('runs.title')} className="analytics-nothing">
      <EmptyState title={t('empty.title')} text={t('empty.text')}>
        <Button onClick={() => url.set({ range: '90d', span: undefined, chosen: undefined })}>{t('empty.longer')}</Button>
        {shown && (
          <Button look="quiet" icon="play" disabled={!enabled} onClick={() => openTrigger()}>
            {t('empty.run')}
          </Button>
        )}
      </EmptyState>
    </Panel>
  );
}

/** How runs went: numbers against the period before, then shape, then cause. A span that is chosen becomes a zoom, or a list. */
export default function AnalyticsPage() {
  const { t } = useTranslation('shell');
  const view = useView();
  const { analytics, failures, heatmap } = useFigures(view);
  const isEmpty = analytics.data?.totals.runs === 0 && analytics.data.previous.runs === 0;
  return (
    <>
      <h1 className="sr">{t('page.analytics')}</h1>
      <ViewBar view={view} data={analytics.data} />
      <FigureStrip view={view} data={analytics.data} />
      {isEmpty && failures.data?.items.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <div className="cols analytics-cols">
            <RunsPanel view={view} query={analytics} />
            <LinesPanel view={view} query={analytics} />
          </div>
          <div className="cols analytics-cols last">
            <ErrorGroups view={view} query={failures}>
              <TypeRows view={view} data={analytics.data} />
            </ErrorGroups>
            <HeatPanel view={view} query={heatmap} />
          </div>
        </>
      )}
    </>
  );
}

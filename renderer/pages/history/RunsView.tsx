import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { parseQuery } from '#contract/query/parse.ts';
import { FinishedStatus } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { JobHistoryTable } from '#renderer/components/history/JobHistoryTable.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { type PagedRows, usePagedRows } from '#renderer/lib/paged-rows.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { DayBar } from './DayBar.tsx';
import { EndedChart } from './EndedChart.tsx';
import { NewerButton } from './NewerButton.tsx';
import { useNewer } from './use-newer.ts';

const PAGE = 100;
/** Rows in the place of those that are on their way. */
const COMING = 16;

const none: PagedRows<never> = { rows: [], count: 0, rowAt: () => undefined, onVisible() {} };
const coming = { ...none, count: COMING };

function NothingFinished({ query, onClear }: { query: string; onClear(): void }) {
  const { t } = useTranslation('history');
  if (query === '') return <EmptyState title={t('table.emptyTitle')} text={t('table.emptyText')} />;
  return (
    <EmptyState title={t('table.noneTitle')} text={t('table.noneText')}>
      <Button onClick={onClear}>{t('table.clear')}</Button>
    </EmptyState>
  );
}

/** Finished runs under a query, and when they finished. */
export function RunsView({ query, onQuery }: { query: string; onQuery(query: string): void }) {
  const { t } = useTranslation('history');
  const { queries } = useConsole();
  const id = useId();
  const [, navigate] = useLocation();
  const timeZone = useTimeZone();
  const canBeRead = parseQuery(query).problems.length === 0;
  const filter = useMemo(() => ({ query, timeZone }), [query, timeZone]);
  const options = queries.history({ ...filter, limit: PAGE });
  const list = useInfiniteQuery({ ...options, enabled: canBeRead });
  const counts = useQuery({ ...queries.jobCounts({ ...filter, status: [...FinishedStatus.options] }), enabled: canBeRead });
  const newest = useQuery({ ...queries.newestRun(filter), enabled: canBeRead && list.data !== undefined });
  const total = counts.isPlaceholderData ? undefined : counts.data?.total;
  const paged = usePagedRows(list, total);
  const rows = !canBeRead ? none : list.isPending ? coming : paged;
  const [first, setFirst] = useState(0);
  const { onVisible } = rows;
  const onView = useCallback(
    (from: number, to: number) => {
      setFirst(from);
      onVisible(from, to);
    },
    [onVisible],
  );
  const shown = paged.rows.find(({ endedAt }) => endedAt !== null)?.endedAt?.getTime() ?? 0;
  const isOld = list.data !== undefined && (newest.data?.endedAt?.getTime() ?? 0) > shown;
  const newer = useNewer(options.queryKey);
  return (
    <>
      <EndedChart query={query} onQuery={onQuery} />
      <section className="panel grow listed" aria-labelledby={id}>
        <h2 id={id} className="sr">
          {t('table.label')}
        </h2>
        {list.isError && !list.data ? (
          <ErrorState what={t('table.what')} error={list.error} onRetry={() => list.refetch()} />
        ) : (
          <>
            <DayBar at={paged.rows[first]?.endedAt} query={query} />
            <JobHistoryTable
              rows={rows}
              listKey={`${query} ${newer.shownAt}`}
              onVisible={onView}
              onOpen={({ jobId }) => navigate(pathToJobs(`id:${jobId}`, jobId))}
              empty={canBeRead ? <NothingFinished query={query} onClear={() => onQuery('')} /> : <EmptyState title={t('table.unread')} />}
            />
          </>
        )}
        <div className="row pad-x t12 list-foot">
          <span className="mid nw">{total !== undefined && t('table.total', { count: total, n: formatNumber(total) })}</span>
          <span className="dim el wide">{t('table.legend')}</span>
          <NewerButton isOld={isOld} text={t('table.newer')} onShow={newer.show} />
        </div>
      </section>
    </>
  );
}

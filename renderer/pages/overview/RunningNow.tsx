// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be three lines on a phone.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useProgressOf } from '#renderer/lib/use-progress-of.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { ListLink } from './ListLink.tsx';
import { NothingRuns } from './NothingRuns.tsx';
import { RunningRow } from './RunningRow.tsx';

const SHOWN = 8;
const columns = ['status', 'job', 'prio', 'progress', 'done', 'rate', 'left', 'elapsed'] as const;
const classOf: Partial<Record<(typeof columns)[number], string>> = { done: 'num', rate: 'num', left: 'num', elapsed: 'num x1' };

/** What runs, most urgent first, as it moves. */
export function RunningNow() {
  const { t } = useTranslation('overview');
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const offlineSince = useConnection((store) => (store.state.kind === 'offline' ? store.state.since : null));
  const running = useQuery(queries.jobList({ status: ['running'], sort: 'priority', order: 'asc', limit: SHOWN }));
  const types = useQuery(queries.types()).data?.items;
  const { items = [], total = 0 } = running.data ?? {};
  useProgressOf(items.map((job) => job.jobId));
  const all = formatNumber(total);
  const title = offlineSince ? t('running.at', { time: formatTime(offlineSince, 'minutes', timeZone) }) : t('running.title');
  return (
    <Panel
      title={title}
      about={items.length > 0 && t('running.about', { shown: items.length, all })}
      more={items.length > 0 && <ListLink href={pathToJobs('status:running')}>{t('running.all', { all })}</ListLink>}
    >
      {running.isError && !running.data ? (
        <ErrorState what={t('running.title')} error={running.error} onRetry={() => void running.refetch()} />
      ) : running.data && items.length === 0 ? (
        <NothingRuns />
      ) : (
        <div className="grid run" role="table" aria-label={title} aria-busy={!running.data}>
          <div className="gr gh" role="row">
            {columns.map((column) => (
              <span key={column} role="columnheader" className={classOf[column]}>
                {t(`running.${column}`)}
              </span>
            ))}
          </div>
          {running.data ? (
            items.map((job) => <RunningRow key={job.jobId} job={job} unit={types?.find(({ jobType }) => jobType === job.jobType)?.unit} />)
          ) : (
            <SkeletonRows rows={SHOWN} columns="inherit" count={columns.length} />
          )}
        </div>
      )}
    </Panel>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> takes no grid of the design’s columns.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { quoteValue } from '#contract/query/quote.ts';
import type { QueueStatusList } from '#contract/schemas/insight.ts';
import { SlotPips } from '#renderer/components/charts/SlotPips.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { Workers } from './Workers.tsx';

const TYPES = 5;

function QueueRow({ queue }: { queue: QueueStatusList['items'][number] }) {
  const { t } = useTranslation(['overview', 'common']);
  const { jobType, maxConcurrency, waitMs } = queue;
  const told = useConnection((store) => store.environment?.queues.find((each) => each.jobType === jobType));
  const waiting = told?.pending ?? queue.counts.pending;
  const busy = told?.running ?? queue.counts.running;
  const type = `type:${quoteValue(jobType)}`;
  const slots = t('queues.slots', { busy: formatNumber(busy), total: formatNumber(maxConcurrency) });
  return (
    <div className="gr" role="row">
      <span role="rowheader">
        <Link href={pathToJobs(type)}>
          <JobKind jobType={jobType} />
        </Link>
      </span>
      <span role="cell" className="num w5">
        <Link href={pathToJobs(`status:pending ${type}`)} aria-label={t('queues.waits', { count: waiting, n: formatNumber(waiting) })}>
          {formatNumber(waiting)}
        </Link>
      </span>
      <span role="cell">
        <Link href={pathToJobs(`status:running ${type}`)} title={slots}>
          <SlotPips busy={busy} total={maxConcurrency} label={slots} />
        </Link>
      </span>
      <span role="cell" className="num t12 mid">
        {waitMs.p95 === null ? (
          <span title={t('queues.noWait')}>{t('common:nothing')}</span>
        ) : (
          <Link href={pathToJobs(`${type} finished:>=-1h`)}>{formatDuration(waitMs.p95)}</Link>
        )}
      </span>
    </div>
  );
}

/** Each type's backlog and slots, and who works on them. */
export function Queues() {
  const { t } = useTranslation(['overview', 'common']);
  const { queries } = useConsole();
  const status = useQuery(queries.queueStatus());
  return (
    <Panel title={t('queues.title')} about={t('queues.about')}>
      {status.isError && !status.data ? (
        <ErrorState what={t('queues.title')} error={status.error} onRetry={() => void status.refetch()} />
      ) : (
        <div className="grid queues keep" role="table" aria-label={t('queues.title')} aria-busy={!status.data}>
          {status.data?.items.map((queue) => <QueueRow key={queue.jobType} queue={queue} />) ?? (
            <SkeletonRows rows={TYPES} columns="inherit" count={4} />
          )}
        </div>
      )}
      <Workers />
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CountCell, Delta } from '#renderer/components/CountCell.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatDuration, formatNumber, formatShare } from '#renderer/lib/format.ts';
import { writeMoment } from '#renderer/lib/query-moment.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useLiveCounts } from './use-live-counts.ts';
import { useTrends } from './use-trends.ts';
import { ratesOfParts, sumParts } from './windows.ts';

/** A small line of a day has a point an hour. */
const HOURS = 24;

/** The oldest of moments that not every queue has. */
function oldestOf(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((oldest, at) => (at !== null && (oldest === null || at < oldest) ? at : oldest), null);
}

/** How long something is so by now. */
function Age({ since, text }: { since: Date; text(age: string): string }) {
  return <>{text(formatDuration(useNow() - since.getTime()))}</>;
}

function LiveCells() {
  const { t } = useTranslation(['overview', 'common']);
  const { queries } = useConsole();
  const counts = useLiveCounts();
  const items = useQuery(queries.queueStatus()).data?.items;
  const slots = items?.reduce((sum, queue) => sum + queue.maxConcurrency, 0);
  const pendingSince = oldestOf((items ?? []).map((queue) => queue.oldestPendingAt));
  const pausedSince = oldestOf((items ?? []).map((queue) => queue.longestPausedAt));
  const value = (of: 'running' | 'pending' | 'paused') => counts && formatNumber(counts[of]);
  return (
    <>
      <CountCell
        href={pathToJobs('status:running')}
        status="running"
        value={value('running')}
        detail={slots === undefined ? '' : t('strip.slots', { count: slots, n: formatNumber(slots) })}
      />
      <CountCell
        href={pathToJobs('status:pending')}
        status="pending"
        value={value('pending')}
        detail={pendingSince ? <Age since={pendingSince} text={(age) => t('strip.oldest', { age })} /> : items && t('strip.noneWaits')}
      />
      <CountCell
        href={pathToJobs('status:paused')}
        status="paused"
        value={value('paused')}
        detail={pausedSince ? <Age since={pausedSince} text={(age) => t('strip.longest', { age })} /> : items && t('common:none')}
      />
    </>
  );
}

/** What ended in the last 24 hours, against the 24 hours before. */
function DayCells() {
  const { t } = useTranslation(['overview', 'common']);
  const timeZone = useTimeZone();
  const { data, isError } = useTrends('24h');
  const unknown = isError ? t('common:nothing') : null;
  const since = data && `finished:>=${writeMoment(data.from.getTime(), timeZone)}`;
  const listOf = (statuses: string) => pathToJobs(`status:${statuses} ${since ?? ''}`.trim());
  const day = <span className="wide">{t('strip.day')} · </span>;

  const counted = (status: 'failed' | 'completed', better: 'up' | 'down') => {
    const by = data ? data.totals[status] - data.previous[status] : 0;
    const word = by === 0 ? '' : by > 0 ? t('strip.more') : t('strip.fewer');
    return (
      <CountCell
        href={listOf(status)}
        status={status}
        value={data ? formatNumber(data.totals[status]) : unknown}
        history={data && sumParts(data.series, data, HOURS, (point) => point[status])}
        detail={
          data && (
            <>
              {day}
              <Delta by={by} better={better} text={by === 0 ? t('strip.same') : formatNumber(Math.abs(by))} /> {word}
            </>
          )
        }
      />
    );
  };

  const rate = data?.totals.successRate ?? null;
  const before = data?.previous.successRate ?? null;
  const points = rate === null || before === null ? null : Math.round((rate - before) * 1_000) / 10;
  return (
    <>
      {counted('failed', 'down')}
      {counted('completed', 'up')}
      <CountCell
        href={listOf('completed,failed')}
        label={t('strip.rate')}
        value={data ? (rate === null ? t('common:nothing') : formatShare(rate)) : unknown}
        {...(rate === null ? {} : { unit: '%' })}
        history={data && ratesOfParts(data.series, data, HOURS)}
        detail={
          data && (
            <>
              {points === null ? t('strip.day') : day}
              {points !== null && (
                <>
                  <Delta by={points} better="up" text={points === 0 ? t('strip.same') : formatNumber(Math.abs(points), 1)} />{' '}
                  {points !== 0 && t('strip.points')}
                </>
              )}
            </>
          )
        }
      />
    </>
  );
}

/** How many jobs stand where, each number a way to its list. */
export function CountStrip() {
  const { t } = useTranslation(['overview', 'common']);
  return (
    <section className="strip" aria-label={t('strip.title')}>
      <LiveCells />
      <DayCells />
    </section>
  );
}

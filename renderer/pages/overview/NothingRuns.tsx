import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';
import { useLiveCounts } from './use-live-counts.ts';
import { useNextFirings } from './use-next-firings.ts';

/** Nothing runs: what comes by itself, and how to start something now. On the first visit ever, that there is nothing at all yet. */
export function NothingRuns() {
  const { t } = useTranslation('overview');
  const { queries } = useConsole();
  const { shown, enabled } = useMayAct();
  const { data, isPending } = useQuery(queries.queueStatus());
  const waiting = useLiveCounts()?.pending ?? 0;
  const { firings, isKnown } = useNextFirings();
  const [next] = firings;
  const now = useNow();
  // On the way, or, when it can't be had, told by the panel that shows it.
  if (isPending) return <div className="void" />;
  const isFirst = data?.items.every(({ counts }) => Object.values(counts).every((count) => count === 0));
  const comes = next
    ? t('idle.next', { type: next.jobType, time: formatDuration(next.at.getTime() - now) })
    : isKnown && t('idle.noSchedule');
  return (
    <EmptyState title={isFirst ? t('idle.first') : t('idle.title')} text={next && shown ? `${comes} ${t('idle.dontWait')}` : comes}>
      {shown && (
        <Button look="main" icon="play" disabled={!enabled} onClick={() => openTrigger()}>
          {t('idle.run')}
        </Button>
      )}
      {waiting > 0 && (
        <Link className="btn" href={pathToJobs('status:pending')}>
          {t('idle.waiting', { count: waiting, n: formatNumber(waiting) })}
        </Link>
      )}
      <Link className={shown ? 'btn quiet' : 'btn'} href="/schedules">
        {t('idle.schedules')}
      </Link>
    </EmptyState>
  );
}

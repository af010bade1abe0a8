// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> takes no grid of the design’s columns.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Sparkline } from '#renderer/components/charts/Sparkline.tsx';
import { TrendBars } from '#renderer/components/charts/TrendBars.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { Key } from '#renderer/components/Key.tsx';
import { formatNumber, formatShare } from '#renderer/lib/format.ts';
import { shownKeys } from '#renderer/lib/shortcuts.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { healthLooks } from '../health.ts';
import { hostOf } from '../place-of.ts';
import { pathInto } from '../places.ts';
import { useBacklogs } from './backlog-history.ts';
import { FleetActions } from './FleetActions.tsx';
import { FleetConnection } from './FleetConnection.tsx';
import { dayAt, fleetQueries } from './fleet-queries.ts';
import { sumHours } from './sum-hours.ts';
import type { FleetLink } from './use-fleet-links.ts';

const HOUR = 3_600_000;
/** Bars of two hours. */
const BARS = 12;
const WITH_KEY = 9;

function Slots({ busy, total, name }: { busy: number; total: number; name: string }) {
  const { t } = useTranslation('desktop');
  const share = total > 0 ? Math.min(100, (busy / total) * 100) : 0;
  const label = t('fleet.slots', { name, busy: formatNumber(busy), total: formatNumber(total) });
  return (
    <span className="row fleet-slots">
      <span className="num w5">{formatNumber(busy)}</span>
      <span className="bar grow" data-s="running" role="img" aria-label={label}>
        <i style={{ inlineSize: `${share}%` }} />
      </span>
      <span className="dim t12">{formatNumber(total)}</span>
    </span>
  );
}

/** One environment: what main knows of it at any time, and the day's figures while it answers. */
export function FleetRow({ view, place, link }: { view: EnvironmentView; place: number; link: FleetLink | undefined }) {
  const { t } = useTranslation(['desktop', 'common']);
  const { environment, status } = view;
  const { id, name } = environment;
  const now = useNow(HOUR);
  const figures = useQuery(fleetQueries.figures(id, link?.isUp ? link.client : undefined, dayAt(now))).data;
  const backlog = useBacklogs((store) => store.histories[id]);
  const isUp = status.connection.kind === 'live' || status.connection.kind === 'catching up';
  const nothing = <span className="dim">{t('common:nothing')}</span>;
  const look = healthLooks[status.health];
  const totals = figures?.trends.totals;
  const failed = figures && sumHours(figures.trends.series, dayAt(now).from, BARS, 24);
  const busy = status.slots?.busy ?? status.counts?.running;
  return (
    <div className={environment.isProduction ? 'gr fleet-row prod' : 'gr fleet-row'} role="row" data-color={environment.color}>
      <span role="cell" className="at-key">
        {place <= WITH_KEY && <Key wide>{shownKeys(`$mod+${place}`).join(' ')}</Key>}
      </span>
      <span role="rowheader" className="stack at-environment">
        <span className="row row-4">
          <Link className="row-link strong el" href={pathInto(id)}>
            {name}
          </Link>
          {environment.isProduction && <span className="plate-soft">{t('production')}</span>}
        </span>
        <span className="sub row row-4">
          <bdi className="mono el">{hostOf(environment) ?? t('thisComputer')}</bdi>
          {environment.isReadOnly && (
            <span className="row row-4 nw" title={t('readOnlyText')}>
              <Icon name="lock" size={12} />
              {t('readOnly')}
            </span>
          )}
          {environment.tags.map((tag) => (
            <span key={tag} className="fleet-tag el">
              {tag}
            </span>
          ))}
        </span>
      </span>
      <span role="cell" className="at-health">
        <span className="st" data-s={look.status}>
          <Icon name={look.icon} />
          <span className="w">{t(`health.${status.health}`)}</span>
        </span>
      </span>
      <span role="cell" className="at-connection">
        <FleetConnection view={view} />
      </span>
      <span role="cell" className="at-slots">
        {isUp && busy !== undefined && figures ? <Slots busy={busy} total={figures.slots} name={name} /> : nothing}
      </span>
      <span role="cell" className="row at-backlog" data-word={t('fleet.head.backlog')}>
        {status.counts ? (
          <Link
            className={isUp ? 'num w5 fleet-number' : 'num dim fleet-number'}
            href={pathInto(id, pathToJobs('status:pending'))}
            aria-label={t('fleet.waiting', { name, count: status.counts.pending, n: formatNumber(status.counts.pending) })}
          >
            {formatNumber(status.counts.pending)}
          </Link>
        ) : (
          nothing
        )}
        {backlog && backlog.length > 1 && (
          <span className="wide" title={t('fleet.seen')}>
            <Sparkline values={backlog.map(([, waiting]) => waiting)} width={96} area />
          </span>
        )}
      </span>
      <span role="cell" className="row at-failed" data-word={t('fleet.head.failed')}>
        {totals ? (
          <Link
            className={totals.failed > 0 ? 'num strong c fleet-number' : 'num fleet-number'}
            data-s="failed"
            href={pathInto(id, pathToJobs('status:failed'))}
            aria-label={t('fleet.failed', { name, count: totals.failed, n: formatNumber(totals.failed) })}
          >
            {formatNumber(totals.failed)}
          </Link>
        ) : (
          nothing
        )}
        {failed && <TrendBars values={failed} tone="failed" label={t('fleet.failedByTime', { name })} />}
      </span>
      <span role="cell" className="num t12 at-success">
        {totals && totals.successRate !== null ? `${formatShare(totals.successRate)} %` : nothing}
      </span>
      <span role="cell" className="mono t11 mid num at-version ltr">
        {status.version ?? nothing}
      </span>
      <span role="cell" className="row row-4 at-actions">
        <FleetActions view={view} />
      </span>
    </div>
  );
}

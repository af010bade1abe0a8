import { useTranslation } from 'react-i18next';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatDuration, formatNumber, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { describeConnection } from '../describe-state.ts';
import { useShortReason } from './short-reason.ts';

const DAY_MS = 86_400_000;

function Offline({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation('desktop');
  const timeZone = useTimeZone();
  const now = useNow();
  const shortReason = useShortReason();
  const { connection, local } = view.status;
  if (connection.kind !== 'offline') return null;
  const { since, reason, retryAt } = connection;
  const left = retryAt ? retryAt.getTime() - now : 0;
  const time = formatTime(since, now - since.getTime() < DAY_MS ? 'minutes' : 'dayTime', timeZone);
  const ofProcess = local && local.state !== 'running' ? describeConnection(t, view.status, timeZone) : null;
  return (
    <>
      <span className="conn off">
        <Icon name="offline" />
        {t('fleet.offline', { time })}
      </span>
      <span className="sub el" title={reason.message}>
        {ofProcess ?? shortReason(reason.code)}
        {left > 0 && `, ${t('offline.nextTry', { time: formatDuration(left) })}`}
      </span>
    </>
  );
}

/** Whether it answers, and how quickly; or since when not, why, and when it tries again. */
export function FleetConnection({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation(['desktop', 'shell']);
  const { connection, roundTripMs } = view.status;
  if (connection.kind === 'offline') return <Offline view={view} />;
  const isLive = connection.kind === 'live';
  return (
    <>
      <span className={isLive ? 'conn live' : 'conn catch'}>
        <Icon name={isLive ? 'live' : 'catch'} />
        {t(`shell:conn.${connection.kind}`)}
      </span>
      <span className="sub">
        <bdi className="ltr">
          {roundTripMs === null ? '' : roundTripMs < 1 ? t('fleet.underMs') : t('fleet.ms', { n: formatNumber(Math.round(roundTripMs)) })}
        </bdi>
      </span>
    </>
  );
}

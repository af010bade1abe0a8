import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { LocalProcess } from '#electron/bridge/status.ts';
import { ConnectionBanner } from '#renderer/app/ConnectionBanner.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { explainError } from '#renderer/lib/errors.ts';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { pathToForm } from '../places.ts';

/** A break that is over sooner moves nothing on the page. */
const AFTER_MS = 1_500;

/** The local backend died and comes back: which try it is, and when. */
function Restarting({ local }: { local: Extract<LocalProcess, { state: 'restarting' }> }) {
  const { t } = useTranslation('desktop');
  const now = useNow();
  const left = local.at.getTime() - now;
  return (
    <section className="banner page-banner" data-s="paused" role="alert">
      <Icon name="retry" />
      <span className="grow">
        <b className="strong">{t('local.restarting')}</b> {local.reason}{' '}
        <span className="mid">
          {left > 0 ? t('local.againIn', { count: local.attempt, time: formatDuration(left) }) : t('local.again', { count: local.attempt })}
        </span>
      </span>
    </section>
  );
}

/** Offline: why, since when, and when it tries by itself. */
function Offline({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation(['desktop', 'shell']);
  const { retryNow } = useConsole();
  const timeZone = useTimeZone();
  const now = useNow();
  const state = useConnection((store) => store.state);
  if (state.kind !== 'offline') return null;
  const { connection } = view.status;
  // Main knows more than the port that closed: since when, and why.
  const since = connection.kind === 'offline' ? connection.since : state.since;
  const age = now - since.getTime();
  if (age < AFTER_MS) return null;
  const reason = connection.kind === 'offline' ? connection.reason : state.reason;
  const retryAt = connection.kind === 'offline' ? connection.retryAt : null;
  const left = retryAt ? retryAt.getTime() - now : 0;
  return (
    <section className="banner page-banner" data-s="failed" role="alert">
      <Icon name="offline" />
      <span className="grow">
        <b className="strong">{t('shell:conn.offlineBanner', { time: formatTime(since, 'minutes', timeZone) })}</b> {explainError(reason)}{' '}
        <span className="mid">{t('offline.old', { age: formatDuration(age) })}</span>
      </span>
      {left > 0 && <span className="mid nw wide">{t('offline.nextTry', { time: formatDuration(left) })}</span>}
      {view.environment.kind === 'remote' && (
        <Link className="btn sm quiet" href={`~${pathToForm(view.environment.id)}`}>
          {t('switcher.edit')}
        </Link>
      )}
      <Button size="small" icon="retry" onClick={retryNow}>
        {t('shell:conn.tryNow')}
      </Button>
    </section>
  );
}

/** What is wrong with the connection, above a page that shows what was last known. */
export function ConnectionNote({ view }: { view: EnvironmentView }) {
  const isOffline = useConnection((store) => store.state.kind === 'offline');
  const { local } = view.status;
  if (local?.state === 'restarting') return <Restarting local={local} />;
  return isOffline ? <Offline view={view} /> : <ConnectionBanner />;
}

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { type ConnectionState, useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** A break that is over sooner moves nothing on the page; the indicator and the grey tell of it. */
const AFTER_MS = 1_500;

function Offline({ state }: { state: Extract<ConnectionState, { kind: 'offline' }> }) {
  const { t } = useTranslation('shell');
  const { retryNow } = useConsole();
  const timeZone = useTimeZone();
  const age = useNow() - state.since.getTime();
  if (age < AFTER_MS && state.retries) return null;
  return (
    <section className="banner page-banner" data-s="failed" role="alert">
      <Icon name="offline" />
      <span className="grow">
        <b className="strong">{t('conn.offlineBanner', { time: formatTime(state.since, 'minutes', timeZone) })}</b>{' '}
        {state.retries ? t('conn.offlineText', { age: formatDuration(age) }) : t('conn.offlineFinal', { message: state.reason.message })}
      </span>
      {state.retries ? (
        <>
          <span className="mid el wide" title={state.reason.message}>
            {t('conn.retries')}
          </span>
          <Button size="small" icon="retry" onClick={retryNow}>
            {t('conn.tryNow')}
          </Button>
        </>
      ) : (
        <Button size="small" icon="retry" onClick={() => window.location.reload()}>
          {t('conn.reload')}
        </Button>
      )}
    </section>
  );
}

/** Offline, or a part of the backend away: says so above the page, with the age of what is below. */
export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const state = useConnection((store) => store.state);
  const parts = useConnection((store) => store.environment?.parts);
  if (state.kind === 'offline') return <Offline state={state} />;
  const away = (['database', 'queue'] as const).filter((part) => parts?.[part] === 'away');
  if (away.length === 0) return null;
  return (
    <section className="banner page-banner" data-s="paused" role="alert">
      <Icon name="warn" />
      <span>{away.map((part) => t(`partAway.${part}`)).join(' ')}</span>
    </section>
  );
}

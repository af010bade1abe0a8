import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** Offline, or a part of the backend away: says so above the page, with the age of what is below. */
export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const timeZone = useTimeZone();
  const now = useNow();
  const state = useConnection((store) => store.state);
  const parts = useConnection((store) => store.environment?.parts);
  if (state.kind === 'offline') {
    const time = formatTime(state.since, 'minutes', timeZone);
    return (
      <section className="banner page-banner" data-s="failed" role="alert">
        <Icon name="offline" />
        <span>
          <b className="strong">{t('conn.offlineBanner', { time })}</b>{' '}
          {state.retries
            ? t('conn.offlineText', { age: formatDuration(now - state.since.getTime()) })
            : t('conn.offlineFinal', { message: state.reason.message })}
        </span>
        <span className="grow" />
        {state.retries && <span className="mid el">{state.reason.message}</span>}
        <Button size="small" icon="retry" onClick={() => window.location.reload()}>
          {t('conn.reload')}
        </Button>
      </section>
    );
  }
  const away = (['database', 'queue'] as const).filter((part) => parts?.[part] === 'away');
  if (away.length === 0) return null;
  return (
    <section className="banner page-banner" data-s="paused" role="alert">
      <Icon name="warn" />
      <span>{away.map((part) => t(`partAway.${part}`)).join(' · ')}</span>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** Whether what is on screen is what the server has: live, catching up, or offline and since when. */
export function ConnectionIndicator() {
  const { t } = useTranslation('shell');
  const timeZone = useTimeZone();
  const state = useConnection((store) => store.state);
  const look = { live: 'conn live', 'catching up': 'conn catch', connecting: 'conn catch', offline: 'conn off' }[state.kind];
  const icon = { live: 'live', 'catching up': 'catch', connecting: 'catch', offline: 'offline' } as const;
  const text =
    state.kind === 'offline' ? t('conn.offline', { time: formatTime(state.since, 'minutes', timeZone) }) : t(`conn.${state.kind}`);
  return (
    <span className={look} role="status">
      <Icon name={icon[state.kind]} />
      <span className="w">{text}</span>
    </span>
  );
}

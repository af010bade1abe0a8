import { useTranslation } from 'react-i18next';
import { Panel } from '#renderer/components/Panel.tsx';
import { ZonePicker } from '#renderer/components/ZonePicker.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { usePreferences, useTimeZone } from '#renderer/stores/preferences.ts';
import { SettingRow } from './SettingRow.tsx';

export function TimePanel() {
  const { t } = useTranslation('settings');
  const { timeZone, set } = usePreferences();
  const zone = useTimeZone();
  const now = formatTime(new Date(useNow(60_000)), 'weekTime', zone);
  return (
    <Panel title={t('time.title')} line>
      <SettingRow name={t('time.zone')} about={t('time.about', { now })}>
        <ZonePicker label={t('time.zone')} withLocal value={timeZone} onChange={(next) => set({ timeZone: next })} />
      </SettingRow>
    </Panel>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationSettings } from '#electron/bridge/notification-rules.ts';
import { tomorrowMorning } from '#electron/bridge/tomorrow-morning.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { SettingRow } from '#renderer/pages/settings/SettingRow.tsx';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useDesktop } from '../ask.ts';
import { useDesktopState } from '../desktop-state.ts';
import { SwitchRow } from './SwitchRow.tsx';
import { useSettings } from './use-setting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function Mute() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const timeZone = useTimeZone();
  const now = useNow(60_000);
  const mutedUntil = useDesktopState((state) => state.mutedUntil);
  const mute = (until: Date | null) => void ask('notifications:mute', { until }).catch(showError);
  if (mutedUntil && mutedUntil.getTime() > now) {
    const shape = mutedUntil.getTime() - now < DAY / 2 ? 'minutes' : 'dayTime';
    return (
      <SettingRow name={t('notify.muted', { time: formatTime(mutedUntil, shape, timeZone) })} about={t('notify.mutedAbout')}>
        <Button icon="sound" onClick={() => mute(null)}>
          {t('notify.unmute')}
        </Button>
      </SettingRow>
    );
  }
  return (
    <SettingRow name={t('notify.mute')} about={t('notify.muteAbout')}>
      <span className="row row-4 wrap">
        <Button size="small" icon="mute" onClick={() => mute(new Date(Date.now() + HOUR))}>
          {t('notify.hour')}
        </Button>
        <Button size="small" onClick={() => mute(tomorrowMorning(Date.now()))}>
          {t('notify.tomorrow')}
        </Button>
      </span>
    </SettingRow>
  );
}

/** From when to when; kept when both are times. */
function QuietHours({
  quietHours,
  onChange,
}: Pick<NotificationSettings, 'quietHours'> & { onChange(next: NotificationSettings['quietHours']): void }) {
  const { t } = useTranslation('desktop');
  const field = (end: 'from' | 'to') => (
    <label className="row row-4 t12">
      {t(`notify.${end}`)}
      <input
        className="input"
        type="time"
        required
        value={quietHours[end]}
        onChange={({ target }) => target.value && onChange({ ...quietHours, [end]: target.value })}
      />
    </label>
  );
  return (
    <div className="setting">
      <p className="t12 mid">{t('notify.quietTimes')}</p>
      <div className="setting-control row times">
        {field('from')}
        {field('to')}
      </div>
    </div>
  );
}

function MostPerHour({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useTranslation('desktop');
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const number = Number(text);
  const isWrong = !Number.isInteger(number) || number < 1 || number > 1_000;
  return (
    <SettingRow
      name={t('notify.most')}
      about={isWrong ? <span className="error-line">{t('notify.mostWrong')}</span> : t('notify.mostAbout')}
    >
      <input
        className="input num ltr most"
        inputMode="numeric"
        aria-label={t('notify.most')}
        aria-invalid={isWrong || undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => !isWrong && number !== value && onChange(number)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </SettingRow>
  );
}

/** When notifications come, and how many. */
export function NotificationsPanel() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const { settings, write } = useSettings();
  const { notifications } = settings;
  const set = (change: Partial<NotificationSettings>) => void write({ notifications: { ...notifications, ...change } });
  return (
    <Panel
      title={t('notify.title')}
      line
      more={
        <Button size="small" icon="bell" onClick={() => void ask('notifications:try').then(() => showDone(t('notify.shown')), showError)}>
          {t('notify.sample')}
        </Button>
      }
    >
      <Mute />
      <SwitchRow
        name={t('notify.quiet')}
        about={t('notify.quietAbout')}
        on={notifications.quietHours.isOn}
        onChange={(isOn) => set({ quietHours: { ...notifications.quietHours, isOn } })}
      />
      {notifications.quietHours.isOn && <QuietHours quietHours={notifications.quietHours} onChange={(quietHours) => set({ quietHours })} />}
      <MostPerHour value={notifications.mostPerHour} onChange={(mostPerHour) => set({ mostPerHour })} />
      <SwitchRow
        name={t('notify.sleep')}
        about={t('notify.sleepAbout')}
        on={notifications.tellsAfterSleep}
        onChange={(tellsAfterSleep) => set({ tellsAfterSleep })}
      />
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import type { UpdateState } from '#electron/bridge/desktop-state.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { SettingRow } from '#renderer/pages/settings/SettingRow.tsx';
import { useDesktop } from '../ask.ts';
import { useDesktopState } from '../desktop-state.ts';
import { SwitchRow } from './SwitchRow.tsx';
import { useSettings } from './use-setting.ts';

const channels = ['latest', 'beta'] as const;

function useSentence(): (state: UpdateState) => string {
  const { t } = useTranslation('desktop');
  return (state) => {
    switch (state.kind) {
      case 'off':
        return t('updates.off', { why: state.why });
      case 'downloading':
        return t('updates.downloading', { version: state.version, percent: formatNumber(state.percent) });
      case 'ready':
        return t('updates.ready', { version: state.version });
      case 'failed':
        return t('updates.failed', { message: state.message });
      default:
        return t(`updates.${state.kind}`);
    }
  };
}

/** Which updates the app takes, and how far one is. */
export function UpdatesPanel() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const { settings, write } = useSettings();
  const state = useDesktopState((desktop) => desktop.updates);
  const version = useDesktopState((desktop) => desktop.app.version);
  const sentence = useSentence();
  const { updates } = settings;
  const isBusy = state.kind === 'checking' || state.kind === 'downloading';
  return (
    <div id="updates">
      <Panel title={t('updates.title')} about={t('updates.version', { version })} line>
        <div className="setting">
          <p className={state.kind === 'failed' ? 't12 error-line' : 't12 mid'} role="status">
            {sentence(state)}
          </p>
          <div className="setting-control">
            {state.kind === 'ready' ? (
              <Button look="main" onClick={() => void ask('app:install-update').catch(showError)}>
                {t('updates.install')}
              </Button>
            ) : (
              <Button disabled={state.kind === 'off'} busy={isBusy} onClick={() => void ask('app:check-for-updates').catch(showError)}>
                {t('updates.check')}
              </Button>
            )}
          </div>
        </div>
        <SwitchRow
          name={t('updates.automatic')}
          about={t('updates.automaticAbout')}
          on={updates.isAutomatic}
          onChange={(isAutomatic) => void write({ updates: { ...updates, isAutomatic } })}
        />
        <SettingRow name={t('updates.channel')} about={t('updates.channelAbout')}>
          <Segmented
            label={t('updates.channel')}
            value={updates.channel}
            options={channels.map((value) => ({ value, label: t(`updates.channels.${value}`) }))}
            onChange={(channel) => void write({ updates: { ...updates, channel } })}
          />
        </SettingRow>
      </Panel>
    </div>
  );
}

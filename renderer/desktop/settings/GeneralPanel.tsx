import { useTranslation } from 'react-i18next';
import { Panel } from '#renderer/components/Panel.tsx';
import { SwitchRow } from './SwitchRow.tsx';
import { useSettings } from './use-setting.ts';

/** When the app starts, and what closing its window means. */
export function GeneralPanel() {
  const { t } = useTranslation('desktop');
  const { settings, write } = useSettings();
  const { startsAtLogin, startsHidden, closesToTray, startsLocal } = settings;
  return (
    <Panel title={t('general.title')} line>
      <SwitchRow
        name={t('general.atLogin')}
        about={t('general.atLoginAbout')}
        on={startsAtLogin}
        onChange={(on) => void write({ startsAtLogin: on })}
      />
      <SwitchRow
        name={t('general.hidden')}
        about={t('general.hiddenAbout')}
        on={startsHidden}
        disabled={!startsAtLogin}
        onChange={(on) => void write({ startsHidden: on })}
      />
      <SwitchRow
        name={t('general.tray')}
        about={t('general.trayAbout')}
        on={closesToTray}
        onChange={(on) => void write({ closesToTray: on })}
      />
      <SwitchRow
        name={t('general.local')}
        about={t('general.localAbout')}
        on={startsLocal}
        onChange={(on) => void write({ startsLocal: on })}
      />
    </Panel>
  );
}

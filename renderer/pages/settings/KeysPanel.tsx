import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { SettingRow } from './SettingRow.tsx';

export function KeysPanel() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { hasShortcuts, set } = usePreferences();
  return (
    <Panel
      title={t('keys.title')}
      line
      more={
        <Button size="small" look="quiet" onClick={() => openOverlay('shortcuts')}>
          {t('keys.list')}
        </Button>
      }
    >
      <SettingRow name={t('keys.single')} about={t('keys.about')}>
        <Switch
          on={hasShortcuts}
          label={t('keys.single')}
          word={word(hasShortcuts ? 'on' : 'off')}
          onChange={(on) => set({ hasShortcuts: on })}
        />
      </SettingRow>
    </Panel>
  );
}

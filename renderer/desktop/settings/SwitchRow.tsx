import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Switch } from '#renderer/components/Switch.tsx';
import { SettingRow } from '#renderer/pages/settings/SettingRow.tsx';

/** A setting that is on or off. */
export function SwitchRow(props: { name: string; about: ReactNode; on: boolean; disabled?: boolean; onChange(on: boolean): void }) {
  const { t } = useTranslation();
  return (
    <SettingRow name={props.name} about={props.about}>
      <Switch
        on={props.on}
        label={props.name}
        word={t(props.on ? 'on' : 'off')}
        disabled={props.disabled ?? false}
        onChange={props.onChange}
      />
    </SettingRow>
  );
}

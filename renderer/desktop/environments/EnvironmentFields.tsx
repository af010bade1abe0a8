import { useTranslation } from 'react-i18next';
import type { Environment } from '#electron/bridge/environment.ts';
import { Panel } from '#renderer/components/Panel.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import type { FormIssues } from '#renderer/lib/submit.ts';
import { SettingRow } from '#renderer/pages/settings/SettingRow.tsx';
import { ColorField } from './ColorField.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import type { EnvironmentForm } from './environment-form.ts';

interface FieldsProps {
  form: EnvironmentForm;
  kind: Environment['kind'];
  issues: FormIssues;
  onChange(form: EnvironmentForm): void;
}

/** How the environment is called and marked, how careful the app is with it, and, of a remote one, the way there. */
export function EnvironmentFields({ form, kind, issues, onChange }: FieldsProps) {
  const { t } = useTranslation(['desktop', 'common']);
  const set = (change: Partial<EnvironmentForm>) => onChange({ ...form, ...change });
  return (
    <>
      <Panel title={t('form.what')} line>
        <div className="stack gap-12 pad">
          <TextField
            label={t('form.name')}
            value={form.name}
            maxLength={60}
            required
            issue={issues.name}
            onChange={(name) => set({ name })}
          />
          <ColorField value={form.color} onChange={(color) => set({ color })} />
          <TextField
            label={t('form.tags')}
            hint={t('form.tagsHint')}
            value={form.tags}
            issue={issues.tags}
            onChange={(tags) => set({ tags })}
          />
        </div>
      </Panel>
      {kind === 'remote' && <ConnectionFields form={form} issues={issues} onChange={set} />}
      <Panel title={t('form.care')} line>
        <SettingRow name={t('form.production')} about={t('form.productionAbout')}>
          <Switch
            on={form.isProduction}
            label={t('form.production')}
            word={t(form.isProduction ? 'common:on' : 'common:off')}
            onChange={(isProduction) => set({ isProduction })}
          />
        </SettingRow>
        <SettingRow name={t('form.readOnly')} about={t('form.readOnlyAbout')}>
          <Switch
            on={form.isReadOnly}
            label={t('form.readOnly')}
            word={t(form.isReadOnly ? 'common:on' : 'common:off')}
            onChange={(isReadOnly) => set({ isReadOnly })}
          />
        </SettingRow>
      </Panel>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { type Density, type Language, type Theme, usePreferences } from '#renderer/stores/preferences.ts';
import { SettingRow } from './SettingRow.tsx';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const densities: readonly Density[] = ['compact', 'comfortable'];
/** Each in its own words: who can't read the others has to find it. */
const languages: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'ar', label: 'العربية' },
];

export function LooksPanel() {
  const { t } = useTranslation('settings');
  const { t: shell } = useTranslation('shell');
  const { theme, density, language, set } = usePreferences();
  return (
    <Panel title={t('looks.title')} line>
      <SettingRow name={t('looks.theme')} about={t('looks.themeAbout')}>
        <Segmented
          label={t('looks.theme')}
          value={theme}
          options={themes.map((value) => ({ value, label: shell(`user.${value}`) }))}
          onChange={(next) => set({ theme: next })}
        />
      </SettingRow>
      <SettingRow name={t('looks.density')} about={t('looks.densityAbout')}>
        <Segmented
          label={t('looks.density')}
          value={density}
          options={densities.map((value) => ({ value, label: t(`looks.${value}`) }))}
          onChange={(next) => set({ density: next })}
        />
      </SettingRow>
      <SettingRow name={t('looks.language')} about={t('looks.languageAbout')}>
        <Segmented
          label={t('looks.language')}
          value={language}
          options={languages.map(({ value, label }) => ({ value, label: <span lang={value}>{label}</span> }))}
          onChange={(next) => set({ language: next })}
        />
      </SettingRow>
    </Panel>
  );
}

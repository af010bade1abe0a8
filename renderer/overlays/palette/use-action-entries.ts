import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { IconName } from '#renderer/components/Icon.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { runExport } from '#renderer/lib/export.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { openOverlay, openTrigger } from '#renderer/stores/dialogs.ts';
import { type Preferences, type Theme, usePreferences, useTimeZone } from '#renderer/stores/preferences.ts';
import type { Entry } from './entry.ts';

const themes: readonly Theme[] = ['light', 'dark', 'system'];

/** What a person likes, changed at once; what holds already is not offered. */
function usePreferenceEntries(): Entry[] {
  const { t } = useTranslation('palette');
  const { theme, density, timeZone, language, set } = usePreferences();
  const change = (id: string, icon: IconName, label: string, to: Partial<Omit<Preferences, 'set'>>): Entry => ({
    id,
    icon,
    label,
    run: () => set(to),
  });
  const otherDensity = density === 'compact' ? 'comfortable' : 'compact';
  const otherLanguage = language === 'en' ? 'ar' : 'en';
  return [
    ...themes.filter((each) => each !== theme).map((each) => change(`theme ${each}`, 'desk', t(`action.theme.${each}`), { theme: each })),
    change('density', 'control', t(`action.density.${otherDensity}`), { density: otherDensity }),
    ...(timeZone === 'UTC' ? [] : [change('zone utc', 'globe', t('action.zoneUtc'), { timeZone: 'UTC' })]),
    ...(timeZone === 'local' ? [] : [change('zone local', 'globe', t('action.zoneLocal'), { timeZone: 'local' })]),
    change('language', 'globe', t(`action.language.${otherLanguage}`), { language: otherLanguage }),
  ];
}

/** What can be done from anywhere. */
export function useActionEntries(): Entry[] {
  const { t } = useTranslation('palette');
  const { host, signOut } = useConsole();
  const { shown, enabled } = useMayAct();
  const isLive = useIsLive();
  const timeZone = useTimeZone();
  const [path] = useLocation();
  const preferences = usePreferenceEntries();
  // On the list, it is what is on screen that is exported.
  const query = path === '/control' ? new URLSearchParams(window.location.search).get('q') : null;
  const exported = (of: 'jobs' | 'history' | 'audit', format: 'csv' | 'json'): Entry => ({
    id: `export ${of} ${format}`,
    icon: 'dn',
    label: t(`action.export.${of}`, { format: format.toUpperCase() }),
    detail: isLive ? (of === 'jobs' && query ? query : undefined) : t('offline'),
    isOff: !isLive,
    run: () => void runExport(host, { of, format, ...(of === 'jobs' && query ? { query, timeZone } : {}) }),
  });
  const trigger: Entry = {
    id: 'trigger',
    icon: 'play',
    label: t('action.trigger'),
    detail: enabled ? undefined : t('offline'),
    isOff: !enabled,
    run: () => openTrigger(),
  };
  return [
    ...(shown ? [trigger] : []),
    { id: 'notices', icon: 'bell', label: t('action.notices'), run: () => openOverlay('notices') },
    { id: 'shortcuts', icon: 'info', label: t('action.shortcuts'), keys: '?', run: () => openOverlay('shortcuts') },
    ...preferences,
    exported('jobs', 'csv'),
    exported('jobs', 'json'),
    exported('history', 'csv'),
    exported('audit', 'csv'),
    { id: 'sign out', icon: 'power', label: t('action.signOut'), run: () => void signOut().catch(showError) },
  ];
}

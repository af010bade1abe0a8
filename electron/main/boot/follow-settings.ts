import { nativeTheme } from 'electron';
import type { EnvironmentConnections } from '#electron/connections/create-environments.ts';
import type { SettingsStore } from '#electron/settings/settings-store.ts';
import type { Log } from '../log/log.ts';
import { setStartAtLogin } from '../start-at-login.ts';

interface FollowDeps {
  settings: SettingsStore;
  environments: Pick<EnvironmentConnections, 'startLocal' | 'stopLocal'>;
  onChange(): void;
  log: Log;
}

/** Does at once what changed settings say. Answers how to stop. */
export function followSettings({ settings, environments, onChange, log }: FollowDeps): () => void {
  const startAtLogin = (isOn: boolean) =>
    setStartAtLogin(isOn).catch((err: unknown) => log.error({ err }, 'The start at login could not be changed'));
  // An AppImage may have been moved since.
  if (settings.read().startsAtLogin) void startAtLogin(true);
  return settings.listen((now, before) => {
    if (now.theme !== before.theme) nativeTheme.themeSource = now.theme;
    if (now.startsAtLogin !== before.startsAtLogin) void startAtLogin(now.startsAtLogin);
    if (now.startsLocal && !before.startsLocal) environments.startLocal();
    if (!now.startsLocal && before.startsLocal) {
      environments.stopLocal().catch((err: unknown) => log.error({ err }, 'The local backend did not stop'));
    }
    onChange();
  });
}

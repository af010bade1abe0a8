import { app, type BrowserWindow } from 'electron';
import { tomorrowMorning } from '#electron/bridge/tomorrow-morning.ts';
import type { EnvironmentConnections } from '#electron/connections/create-environments.ts';
import { createIconPath } from '#electron/icons/icon-path.ts';
import { startBadge } from '#electron/native/badge.ts';
import { createElectronSurface } from '#electron/native/notifications/electron-notification.ts';
import { type Notifications, startNotifications } from '#electron/native/notifications/start-notifications.ts';
import { startPower } from '#electron/native/power.ts';
import { startTray } from '#electron/native/tray/start-tray.ts';
import { openJsonFile } from '#electron/settings/json-file.ts';
import type { SettingsStore } from '#electron/settings/settings-store.ts';
import type { Log } from '../log/log.ts';
import type { Paths } from '../paths.ts';

interface NativeDeps {
  environments: EnvironmentConnections;
  settings: SettingsStore;
  paths: Paths;
  window(): BrowserWindow | undefined;
  /** Brings the window to the front; on a page of its own where one is given. */
  show(path?: string): void;
  /** Something that windows show has changed: what is muted. */
  onChange(): void;
  quit(): void;
  log: Log;
}

export interface Native {
  notifications: Notifications;
  /** Notifications and what follows the system. */
  stop(): void;
  /** The tray's icon, which stays till all else has ended: there it is seen that the app is still stopping. */
  removeTray(): void;
}

const HOUR_MS = 3_600_000;
/** As the tray's menu offers it. */
const mutedUntil = {
  hour: () => new Date(Date.now() + HOUR_MS),
  tomorrow: () => tomorrowMorning(Date.now()),
  end: () => null,
};

/** What the system shows of the app beside its window, and what the app hears of the system. */
export function startNative({ environments, settings, paths, window, show, onChange, quit, log }: NativeDeps): Native {
  const iconPath = createIconPath(paths.root);
  /** Notifications may speak of a change before it is there. */
  let tray: ReturnType<typeof startTray> | undefined;
  const badge = startBadge({ environments, settings: settings.read, iconPath, window });
  const notifications = startNotifications({
    environments,
    settings: settings.read,
    surface: createElectronSurface({ iconPath, log }),
    openWindow: show,
    store: openJsonFile(paths.userData, 'incidents'),
    log,
    onNew: badge.ask,
    onChange() {
      tray?.refresh();
      onChange();
    },
  });
  tray = startTray({
    environments,
    settings: settings.read,
    mutedUntil: notifications.mutedUntil,
    iconPath,
    actions: {
      open: show,
      mute: (how) => notifications.mute(mutedUntil[how]()),
      acknowledgeAll() {
        for (const id of new Set(notifications.openIncidents().map(({ environmentId }) => environmentId))) notifications.acknowledge(id);
      },
      quit,
    },
    log,
  });
  const stopListening = settings.listen((now, before) => {
    if (now.language !== before.language) tray?.refresh();
  });
  const stopPower = startPower({
    onSuspend: notifications.suspend,
    onResume() {
      environments.wake();
      notifications.wake();
    },
    onShutdown: () => app.quit(),
  });
  return {
    notifications,
    stop() {
      stopPower();
      stopListening();
      notifications.stop();
      badge.stop();
    },
    removeTray: () => tray?.stop(),
  };
}

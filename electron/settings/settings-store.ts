import { DesktopSettings } from '#electron/bridge/settings.ts';
import { openJsonFile } from './json-file.ts';
import { type Migration, migrate, migrations, versionAfter } from './migrations.ts';
import { repairSettings } from './repair-settings.ts';

/** What could not be read when the app started. `keptAt`: a copy of the file as it was. */
export interface SettingsTrouble {
  keptAt: string;
  /** The names of what has its default again. */
  lost: string[] | 'all';
}

export interface SettingsStore {
  /** As they are now; not to be changed. */
  read(): DesktopSettings;
  /** Changes what is named, and keeps it. @throws ZodError when it does not fit; what the file system says, and then nothing has changed */
  write(change: { [Name in keyof DesktopSettings]?: DesktopSettings[Name] | undefined }): DesktopSettings;
  /** Hears each change after it was kept. */
  listen(listener: (now: DesktopSettings, before: DesktopSettings) => void): () => void;
  readonly trouble: SettingsTrouble | null;
  readonly path: string;
}

interface SettingsDeps {
  folder: string;
  now?: () => Date;
  migrations?: readonly Migration[];
}

/** The app's settings, in `settings.json`. A file that is broken is never lost: a copy of it stays, and `trouble` says so. */
export function openSettings({ folder, now = () => new Date(), migrations: all = migrations }: SettingsDeps): SettingsStore {
  const file = openJsonFile(folder, 'settings');
  const version = versionAfter(all);
  const listeners = new Set<(now: DesktopSettings, before: DesktopSettings) => void>();

  const keep = (settings: DesktopSettings) => file.write({ version, ...settings });

  function load(): { settings: DesktopSettings; trouble: SettingsTrouble | null } {
    let stored: unknown;
    try {
      stored = file.read();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const trouble = { keptAt: file.keepAside('broken', now()), lost: 'all' as const };
      const { settings } = repairSettings({});
      keep(settings);
      return { settings, trouble };
    }
    if (stored === undefined) return { settings: repairSettings({}).settings, trouble: null };
    const of = Number((stored as { version?: unknown } | null)?.version ?? 1);
    const isObject = typeof stored === 'object' && stored !== null;
    const { settings, lost } = repairSettings(isObject ? migrate(stored as Record<string, unknown>, of, all) : stored);
    // What a newer version wrote may hold more than is known here, and would be gone at the next change.
    const trouble = lost.length > 0 || of > version ? { keptAt: file.keepAside(of > version ? 'newer' : 'broken', now()), lost } : null;
    if (trouble || of !== version) keep(settings);
    return { settings, trouble: lost.length > 0 ? trouble : null };
  }

  const loaded = load();
  let current = loaded.settings;
  return {
    path: file.path,
    trouble: loaded.trouble,
    read: () => current,
    write(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = DesktopSettings.parse({ ...current, ...given });
      keep(next);
      const before = current;
      current = next;
      for (const listener of [...listeners]) listener(next, before);
      return next;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

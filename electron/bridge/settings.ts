import { z } from 'zod';
import { Environment, LOCAL_ID } from './environment.ts';
import { defaultNotifications, NotificationSettings } from './notification-rules.ts';

/** What the app remembers of its person's choices. Tokens are not among them. */
export const DesktopSettings = z.object({
  /** In the order of rail, switcher and Ctrl/Cmd+1…9. */
  environments: z
    .array(Environment)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { message: 'must not name one environment twice' })
    .refine((list) => list.filter(({ kind }) => kind === 'local').length === 1, { message: 'must hold the local one once' }),
  /** Off: the local backend is not started by the app. */
  startsLocal: z.boolean(),
  startsAtLogin: z.boolean(),
  /** Started at login, it stays in the tray. */
  startsHidden: z.boolean(),
  /** Off: closing the window quits. */
  closesToTray: z.boolean(),
  language: z.enum(['en', 'ar']),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: NotificationSettings,
  updates: z.object({ channel: z.enum(['latest', 'beta']), isAutomatic: z.boolean() }),
});
export type DesktopSettings = z.output<typeof DesktopSettings>;

/** What the window may change directly; environments have calls of their own. */
export const SettingsChange = DesktopSettings.omit({ environments: true }).partial();
export type SettingsChange = z.output<typeof SettingsChange>;

export const defaultSettings: DesktopSettings = {
  environments: [{ kind: 'local', id: LOCAL_ID, name: 'Local', color: 'gray', tags: [], isReadOnly: false, isProduction: false }],
  startsLocal: true,
  startsAtLogin: false,
  startsHidden: true,
  closesToTray: true,
  language: 'en',
  theme: 'system',
  notifications: defaultNotifications,
  updates: { channel: 'latest', isAutomatic: true },
};

import type { z } from 'zod';
import { Environment, LOCAL_ID } from '#electron/bridge/environment.ts';
import { NotificationRule, NotificationSettings } from '#electron/bridge/notification-rules.ts';
import { DesktopSettings, defaultSettings } from '#electron/bridge/settings.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each field by itself: what fits stays, what does not has its default, and its name goes into `lost`. A missing field is no loss. */
function repairFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  stored: Record<string, unknown>,
  defaults: Record<string, unknown>,
  under: string,
  lost: string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => {
      const read = (field as z.ZodType).safeParse(stored[name]);
      if (read.success) return [name, read.data];
      if (stored[name] !== undefined) lost.push(`${under}${name}`);
      return [name, defaults[name]];
    }),
  );
}

/** Those of a list that fit. */
function repairList<Item>(schema: z.ZodType<Item>, stored: unknown, name: string, lost: string[]): Item[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.flatMap((item, index) => {
    const read = schema.safeParse(item);
    if (read.success) return [read.data];
    lost.push(`${name} ${index + 1}`);
    return [];
  });
}

function repairEnvironments(stored: unknown, lost: string[]): Environment[] | undefined {
  const read = repairList(Environment, stored, 'environment', lost);
  if (!read) return undefined;
  const [local] = defaultSettings.environments as [Environment];
  // The local one is there once, and by its own name: everything that is kept of it stands under that.
  const fitting = read.filter((each) => (each.kind === 'local') === (each.id === LOCAL_ID));
  const once = [...new Map(fitting.map((each) => [each.id, each])).values()];
  if (once.length < read.length) lost.push('an environment that was there twice');
  return once.some(({ kind }) => kind === 'local') ? once : [local, ...once];
}

function repairNotifications(stored: unknown, lost: string[]): NotificationSettings | undefined {
  if (!isRecord(stored)) return undefined;
  const rules = repairList(NotificationRule, stored.rules, 'notification rule', lost);
  const defaults = defaultSettings.notifications;
  return repairFields(
    NotificationSettings,
    { ...stored, ...(rules ? { rules: rules.slice(0, 50) } : {}) },
    defaults as unknown as Record<string, unknown>,
    'notifications.',
    lost,
  ) as NotificationSettings;
}

/** What can be kept of stored settings, and the names of what can't, for people. Unknown fields are dropped. */
export function repairSettings(stored: unknown): { settings: DesktopSettings; lost: string[] | 'all' } {
  const whole = DesktopSettings.safeParse(stored);
  if (whole.success) return { settings: whole.data, lost: [] };
  if (!isRecord(stored)) return { settings: structuredClone(defaultSettings), lost: 'all' };
  const lost: string[] = [];
  const environments = repairEnvironments(stored.environments, lost);
  const notifications = repairNotifications(stored.notifications, lost);
  const parts = { ...stored, ...(environments ? { environments } : {}), ...(notifications ? { notifications } : {}) };
  const settings = repairFields(DesktopSettings, parts, structuredClone(defaultSettings) as unknown as Record<string, unknown>, '', lost);
  return { settings: settings as DesktopSettings, lost };
}

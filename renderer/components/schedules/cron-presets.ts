import { type CronFieldName, type CronFields, cronLimits } from './cron-fields.ts';

export const cronPresets = ['hourly', 'everySix', 'daily', 'weekdays', 'weekly', 'monthly'] as const;
export type CronPreset = (typeof cronPresets)[number];

function keep(text: string, name: CronFieldName, otherwise: string): string {
  const [min, max] = cronLimits[name];
  return /^\d{1,2}$/.test(text) && Number(text) >= min && Number(text) <= max ? text : otherwise;
}

/** The schedule of a preset, at the minute, hour and day that the fields name already; midnight, Sunday, the first where they name none. */
export function applyPreset([minute, hour, day, , weekday]: CronFields, preset: CronPreset): CronFields {
  const [m, h] = [keep(minute, 'minute', '0'), keep(hour, 'hour', '0')];
  switch (preset) {
    case 'hourly':
      return [m, '*', '*', '*', '*'];
    case 'everySix':
      return [m, '*/6', '*', '*', '*'];
    case 'daily':
      return [m, h, '*', '*', '*'];
    case 'weekdays':
      return [m, h, '*', '*', '1-5'];
    case 'weekly':
      return [m, h, '*', '*', keep(weekday, 'weekday', '0')];
    case 'monthly':
      return [m, h, keep(day, 'day', '1'), '*', '*'];
  }
}

/** Which preset the fields are; undefined for a schedule of its own. */
export function presetOf(fields: CronFields): CronPreset | undefined {
  return cronPresets.find((preset) => applyPreset(fields, preset).every((field, n) => field === fields[n]?.trim()));
}

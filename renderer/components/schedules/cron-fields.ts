/** The fields of a cron expression, in their order. */
export const cronFieldNames = ['minute', 'hour', 'day', 'month', 'weekday'] as const;
export type CronFieldName = (typeof cronFieldNames)[number];

/** What each goes from and to; the weekdays 0 and 7 are both Sunday. */
export const cronLimits: Record<CronFieldName, readonly [min: number, max: number]> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  month: [1, 12],
  weekday: [0, 7],
};

/** What stands in the five fields, as a person writes it. */
export type CronFields = readonly [minute: string, hour: string, day: string, month: string, weekday: string];

/** An expression as its fields. What is missing is empty; what is too much stays with the last one, where it is seen. */
export function splitCron(expression: string): CronFields {
  const [minute = '', hour = '', day = '', month = '', ...rest] = expression.trim().split(/\s+/);
  return [minute, hour, day, month, rest.join(' ')];
}

export const joinCron = (fields: CronFields): string => fields.map((field) => field.trim()).join(' ');

export const withField = (fields: CronFields, name: CronFieldName, text: string): CronFields =>
  fields.with(cronFieldNames.indexOf(name), text) as unknown as CronFields;

/** A whole expression that was pasted into one field, as the five that it is; null for what belongs into the one. */
export function spreadCron(text: string): CronFields | null {
  return text.trim().split(/\s+/).length === cronFieldNames.length ? splitCron(text) : null;
}

import { Schedule, type ScheduleUpdate } from '#contract/schemas/schedule.ts';
import { type CronFields, joinCron, splitCron } from './cron-fields.ts';

export const numberFields = ['maxConcurrency', 'timeoutMinutes', 'retryAttempts', 'backoffSeconds'] as const;
export type NumberField = (typeof numberFields)[number];

const editableFields = ['cronExpression', 'timeZone', 'priority', ...numberFields] as const;
export type EditableField = (typeof editableFields)[number];

export interface Limits {
  min: number;
  max: number;
}

/** What the contract lets a number be. */
export function limitsOf(field: NumberField): Limits {
  const { minValue, maxValue } = Schedule.shape[field];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

/** What a person has typed or chosen, as it stands in the form. */
export type ScheduleEdits = { cronExpression?: CronFields; timeZone?: string; priority?: number } & { [Field in NumberField]?: string };

/** A schedule with its edits over it. */
export interface ScheduleForm {
  cron: CronFields;
  timeZone: string;
  priority: number;
  numbers: Record<NumberField, string>;
  /** What saving would change; numbers that can't be read are not among it. */
  changes: Omit<ScheduleUpdate, 'jobType'>;
  changed: readonly EditableField[];
  problems: Partial<Record<NumberField, Limits>>;
}

const readNumber = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** An edit that says what the schedule says by now is none. */
export function readForm(schedule: Schedule, edits: ScheduleEdits): ScheduleForm {
  const base = splitCron(schedule.cronExpression);
  const { cronExpression: cron = base, timeZone = schedule.timeZone, priority = schedule.priority } = edits;
  const form: ScheduleForm = {
    cron,
    timeZone,
    priority,
    numbers: Object.fromEntries(numberFields.map((field) => [field, edits[field] ?? String(schedule[field])])) as ScheduleForm['numbers'],
    changes: {},
    changed: [],
    problems: {},
  };
  if (joinCron(cron) !== joinCron(base)) form.changes.cronExpression = joinCron(cron);
  if (timeZone !== schedule.timeZone) form.changes.timeZone = timeZone;
  if (priority !== schedule.priority) form.changes.priority = priority;
  for (const field of numberFields) {
    const value = readNumber(form.numbers[field]);
    const limits = limitsOf(field);
    if (!(value >= limits.min && value <= limits.max)) form.problems[field] = limits;
    else if (value !== schedule[field]) form.changes[field] = value;
  }
  form.changed = editableFields.filter((field) => field in form.changes || field in form.problems);
  return form;
}

/** What somebody else has changed in a schedule meanwhile. */
export function listDifferences(before: Schedule, now: Schedule): { field: EditableField; from: string; to: string }[] {
  return editableFields
    .filter((field) => before[field] !== now[field])
    .map((field) => ({ field, from: String(before[field]), to: String(now[field]) }));
}

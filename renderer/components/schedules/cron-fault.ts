import { type CronFieldName, type CronFields, cronFieldNames, cronLimits } from './cron-fields.ts';

/** What is wrong in which field. `min` and `max` are what the field goes from and to. */
export interface CronFault {
  field: CronFieldName;
  reason: 'empty' | 'outside' | 'reversed' | 'step' | 'unreadable' | 'never';
  /** The part that is wrong, as it stands there. */
  text: string;
  min: number;
  max: number;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** The longest that each month gets. */
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Special to cron-parser: `L` the last day, `5L` the last Friday, `1#2` the second Monday. */
const SPECIAL: Partial<Record<CronFieldName, RegExp>> = { day: /^(?:\?|L)$/i, weekday: /^(?:\?|[0-7]?L|[0-7]#[1-5])$/i };

function readNumber(field: CronFieldName, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.toUpperCase();
  if (field === 'month' && months.includes(word)) return months.indexOf(word) + 1;
  if (field === 'weekday' && weekdays.includes(word)) return weekdays.indexOf(word);
  return Number.NaN;
}

function judgePart(field: CronFieldName, part: string): CronFault['reason'] | undefined {
  if (SPECIAL[field]?.test(part)) return undefined;
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) return 'unreadable';
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) return 'step';
  if (range === '*') return undefined;
  const ends = range.split('-');
  const [from = Number.NaN, to = from] = ends.map((end) => readNumber(field, end));
  if (ends.length > 2 || Number.isNaN(from) || Number.isNaN(to)) return 'unreadable';
  const [min, max] = cronLimits[field];
  if (from < min || to < min || from > max || to > max) return 'outside';
  return from > to ? 'reversed' : undefined;
}

/** Days that none of the months has: 30 in February. */
function isNever(day: string, month: string): boolean {
  const days = day.split(',').map((each) => readNumber('day', each));
  const chosen = month.split(',').map((each) => readNumber('month', each));
  if ([...days, ...chosen].some(Number.isNaN)) return false;
  return Math.min(...days) > Math.max(...chosen.map((each) => monthDays[each - 1] ?? 31));
}

/**
 * Finds the field that makes an expression wrong, to say so there. Whether it is wrong the server alone decides: it knows one parser, and
 * this knows its rules only as far as people run into them. Null where it finds nothing.
 */
export function findCronFault(fields: CronFields): CronFault | null {
  for (const [n, field] of cronFieldNames.entries()) {
    const whole = fields[n]?.trim() ?? '';
    const [min, max] = cronLimits[field];
    if (whole === '') return { field, reason: 'empty', text: '', min, max };
    for (const part of whole.split(',')) {
      const reason = judgePart(field, part);
      if (reason) return { field, reason, text: part || whole, min, max };
    }
  }
  const [, , day, month, weekday] = fields;
  // With a weekday beside it the day is not the only one.
  if (weekday.trim() !== '*' || !isNever(day.trim(), month.trim())) return null;
  return { field: 'day', reason: 'never', text: day.trim(), min: 1, max: 31 };
}

import { type CronExpression, CronExpressionParser } from 'cron-parser';
import { DomainError } from '../domain-error.ts';
import { checkTimeZone } from '../time-zone.ts';

export interface Cron {
  cronExpression: string;
  timeZone: string;
}

const FIELDS = 5;

function issue(path: string, message: string): DomainError {
  return new DomainError('BAD_REQUEST', `${path}: ${message}`, { issues: [{ path: [path], message }] });
}

/** The longest that each month gets. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days that none of the months has. cron-parser finds this only by looking through years, which holds up everybody else. */
function isNever({ fields: { dayOfMonth, month, dayOfWeek } }: CronExpression): boolean {
  if (dayOfMonth.isWildcard || !dayOfWeek.isWildcard) return false;
  const longest = Math.max(...month.values.map((each) => MONTH_DAYS[each - 1] as number));
  return dayOfMonth.values.every((day) => typeof day === 'number' && day > longest);
}

/** @throws BAD_REQUEST under `timeZone` or `cronExpression`, with the reason. */
export function checkCron({ cronExpression, timeZone }: Cron): void {
  checkTimeZone(timeZone);
  const fields = cronExpression.trim().split(/\s+/).length;
  if (fields !== FIELDS) {
    const found = `it has ${fields} ${fields === 1 ? 'field' : 'fields'}`;
    throw issue('cronExpression', `a cron expression has five fields (minute, hour, day of month, month, day of week); ${found}`);
  }
  if (cronExpression.split(/[\s,]+/).some((part) => /^H(?:\W|$)/i.test(part))) {
    throw issue('cronExpression', 'an H is another value each time that it is read; write the minute, hour or day itself');
  }
  try {
    const expression = CronExpressionParser.parse(cronExpression, { tz: timeZone });
    if (isNever(expression)) throw new Error('no month of it has that day');
    expression.next();
  } catch (error) {
    throw issue('cronExpression', `${JSON.stringify(cronExpression)} is no cron expression: ${(error as Error).message}`);
  }
}

/** No further ahead: each year looked through takes time of everybody's, and some expressions fire once in four years or less. */
const FURTHEST_MS = 30 * 366 * 86_400_000;

/** The next firings after `after` and before `end`, soonest first. Fewer than `count` where there are no more, or none within 30 years. */
export function nextFirings({ cronExpression, timeZone }: Cron, count: number, after: Date, end?: Date): Date[] {
  const furthest = after.getTime() + FURTHEST_MS;
  const last = new Date(Math.min(furthest, end ? end.getTime() - 1 : furthest));
  if (last <= after) return [];
  return CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate: after, endDate: last })
    .take(count)
    .map((firing) => firing.toDate());
}

/** Around a change of the clock cron-parser's `prev` skips firings that its `next` has, unless it starts well before them. */
const CLOCK_CHANGE_MS = 3 * 3_600_000;

/** The last firing at or before `at`, or null where there was none: forwards, so that it is one that `nextFirings` tells too. */
export function lastFiring({ cronExpression, timeZone }: Cron, at: Date): Date | null {
  const backwards = CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate: new Date(at.getTime() + 1) });
  const before = backwards.hasPrev() ? backwards.prev().getTime() : Number.POSITIVE_INFINITY;
  const currentDate = new Date(Math.min(before - 1, at.getTime() - CLOCK_CHANGE_MS));
  const forwards = CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate });
  let last: Date | null = null;
  while (forwards.hasNext()) {
    const next = forwards.next().toDate();
    if (next > at) break;
    last = next;
  }
  return last;
}

export function firesAt(cron: Cron, at: Date): boolean {
  return lastFiring(cron, at)?.getTime() === at.getTime();
}

import { CronExpressionParser } from 'cron-parser';
import { DomainError } from '../domain-error.ts';

export interface Cron {
  cronExpression: string;
  timeZone: string;
}

const FIELDS = 5;

function issue(path: string, message: string): DomainError {
  return new DomainError('BAD_REQUEST', `${path}: ${message}`, { issues: [{ path: [path], message }] });
}

/** @throws BAD_REQUEST under `timeZone` or `cronExpression`, with the reason. */
export function checkCron({ cronExpression, timeZone }: Cron): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw issue('timeZone', `${JSON.stringify(timeZone)} is no time zone of the IANA database; write one such as UTC or Asia/Riyadh`);
  }
  const fields = cronExpression.trim().split(/\s+/).length;
  if (fields !== FIELDS) {
    const found = `it has ${fields} ${fields === 1 ? 'field' : 'fields'}`;
    throw issue('cronExpression', `a cron expression has five fields (minute, hour, day of month, month, day of week); ${found}`);
  }
  try {
    CronExpressionParser.parse(cronExpression, { tz: timeZone }).next();
  } catch (error) {
    throw issue('cronExpression', `${JSON.stringify(cronExpression)} is no cron expression: ${(error as Error).message}`);
  }
}

/** The next firings after `after`, soonest first. Fewer than `count` where the expression has no more. */
export function nextFirings({ cronExpression, timeZone }: Cron, count: number, after: Date): Date[] {
  const cron = CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate: after });
  const firings: Date[] = [];
  while (firings.length < count && cron.hasNext()) firings.push(cron.next().toDate());
  return firings;
}

/** The last firing at or before `at`, or null where there was none. */
export function lastFiring({ cronExpression, timeZone }: Cron, at: Date): Date | null {
  const cron = CronExpressionParser.parse(cronExpression, { tz: timeZone, currentDate: new Date(at.getTime() + 1) });
  return cron.hasPrev() ? cron.prev().toDate() : null;
}

export function firesAt(cron: Cron, at: Date): boolean {
  return lastFiring(cron, at)?.getTime() === at.getTime();
}

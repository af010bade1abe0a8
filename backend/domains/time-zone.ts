import { canonicalZone } from '#contract/query/zone.ts';
import { DomainError } from './domain-error.ts';

function noSuchZone(timeZone: string): DomainError {
  const message = `${JSON.stringify(timeZone)} is no time zone of the IANA database; write one such as UTC or Asia/Riyadh`;
  return new DomainError('BAD_REQUEST', `timeZone: ${message}`, { issues: [{ path: ['timeZone'], message }] });
}

/** @throws BAD_REQUEST under `timeZone` */
export function checkTimeZone(timeZone: string): void {
  if (canonicalZone(timeZone) === null) throw noSuchZone(timeZone);
}

const INVALID_PARAMETER_VALUE = '22023';

/** Runs a query that counts in a time zone. The database has a list of zones of its own, which may be older than Node's. @throws BAD_REQUEST */
export async function inTimeZone<T>(timeZone: string, query: () => Promise<T>): Promise<T> {
  checkTimeZone(timeZone);
  try {
    return await query();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw code === INVALID_PARAMETER_VALUE && message.startsWith('time zone') ? noSuchZone(timeZone) : error;
  }
}

import type { z } from 'zod';
import { dayOf, instantOf } from '#contract/query/zone.ts';
import type { AuditInput } from '#contract/schemas/records.ts';

export const filterKeys = ['action', 'by', 'target', 'search', 'from', 'to'] as const;
/** As it stands in the address; days are written 2026-03-14 and are the zone's. */
export type AuditFilter = Partial<Record<(typeof filterKeys)[number], string>>;

const DAY_MS = 86_400_000;

/** The first moment of a day of the zone, so many days on; undefined where the text is no day. */
function startOf(day: string | undefined, timeZone: string, daysOn = 0): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day ?? '')) return undefined;
  const wall = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(wall) ? undefined : instantOf(wall + daysOn * DAY_MS, timeZone);
}

/** The filter as the server is asked. The last day belongs to it. */
export function toAuditInput({ action, by, target, search, from, to }: AuditFilter, timeZone: string) {
  const [first, end] = [startOf(from, timeZone), startOf(to, timeZone, 1)];
  return {
    ...(action ? { action } : {}),
    ...(by ? { performedBy: by } : {}),
    ...(target ? { jobId: target } : {}),
    ...(search ? { search } : {}),
    ...(first ? { from: first } : {}),
    ...(end ? { to: end } : {}),
  } satisfies Omit<z.input<typeof AuditInput>, 'cursor' | 'limit'>;
}

/** Today in the zone, as a field for a day has it. */
export const writeToday = (now: Date, timeZone: string): string => new Date(dayOf(now, timeZone)).toISOString().slice(0, 10);

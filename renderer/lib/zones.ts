import { tzOffset } from '@date-fns/tz/tzOffset';

let known: readonly string[] | undefined;

/** The zones of the IANA database that this browser knows, UTC first. */
export function listZones(): readonly string[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return known;
}

/** Its place alone: Africa/Cairo is Cairo. */
export const cityOf = (timeZone: string): string => timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export const offsetOf = (timeZone: string, at: Date): number => Math.round(tzOffset(timeZone, at) * 60_000);

/** That in words: UTC, UTC+2, UTC−3:30. */
export function describeOffset(timeZone: string, at: Date): string {
  const minutes = Math.round(offsetOf(timeZone, at) / 60_000);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** Whether a person who types this may mean the zone: all words stand in its name, however it is written. */
export function matchesZone(timeZone: string, search: string): boolean {
  const name = timeZone.toLowerCase().replaceAll('_', ' ');
  return search
    .toLowerCase()
    .split(/[\s_]+/)
    .every((word) => name.includes(word));
}

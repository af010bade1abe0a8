import { formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** A moment in the person's zone, for the many rows of a list. The exact one is its title. */
export function Moment({ at }: { at: Date }) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at.toISOString()} title={formatTime(at, 'exact', timeZone)} className="nw">
      {formatTime(at, 'dayTime', timeZone)}
    </time>
  );
}

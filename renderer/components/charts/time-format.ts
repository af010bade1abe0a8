import type { TimeRange } from './chart-props.ts';
import { isStartOfDay } from './zoned-time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The Gregorian calendar, 24 hours and Latin digits in every language, and in English the day before the month. */
function formatter(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Object.entries(options).join()}`;
  const known = formats.get(key);
  if (known) return known;
  const tag = `${language === 'en' ? 'en-GB' : language}-u-nu-latn-ca-gregory`;
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone, hourCycle: 'h23' });
  formats.set(key, made);
  return made;
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;

export interface TimeWords {
  /** 14:30 */
  clock(at: number): string;
  /** 14 Mar */
  day(at: number): string;
  /** Sat 14 */
  weekday(at: number): string;
  /** Mar */
  month(at: number): string;
  year(at: number): string;
  /** Sat, 14 Mar, 12:00–13:15, and whole days without a clock. */
  range(range: TimeRange): string;
}

/** How moments of a zone read in a language (a BCP 47 tag). */
export function speakTime(language: string, timeZone: string): TimeWords {
  const shape = (options: Intl.DateTimeFormatOptions) => formatter(language, timeZone, options);
  return {
    clock: (at) => shape(CLOCK).format(at),
    day: (at) => shape(DAY).format(at),
    weekday: (at) => `${shape({ weekday: 'short' }).format(at)} ${shape({ day: 'numeric' }).format(at)}`,
    month: (at) => shape({ month: 'short' }).format(at),
    year: (at) => shape({ year: 'numeric' }).format(at),
    range: ({ from, to }) => {
      const areWholeDays = isStartOfDay(from, timeZone) && isStartOfDay(to, timeZone);
      // The last day is the one that the end closes, not the one that it opens.
      return areWholeDays
        ? shape({ weekday: 'short', ...DAY }).formatRange(from, to - 1)
        : shape({ weekday: 'short', ...DAY, ...CLOCK }).formatRange(from, to);
    },
  };
}

/** The name of a weekday, 0 being Sunday. */
export function nameWeekday(weekday: number, language: string, length: 'short' | 'long'): string {
  // 4 January 1970 was a Sunday.
  return formatter(language, 'UTC', { weekday: length }).format(Date.UTC(1970, 0, 4 + weekday));
}

/** An hour of the day on two digits. */
export const nameHour = (hour: number): string => String(hour).padStart(2, '0');

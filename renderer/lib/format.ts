import i18next from 'i18next';

/** English with its day before the month, as logs and the charts have it. */
const language = (): string => (i18next.resolvedLanguage === 'ar' ? 'ar' : 'en-GB');
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Making a format costs more than using it a thousand times. */
function cached<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const known = formats.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

/** Latin digits in every language: ids, times and counts are compared across screens, logs and people. */
const locale = (): string => `${language()}-u-nu-latn`;

export function formatNumber(value: number, fractionDigits = 0): string {
  const options = { maximumFractionDigits: fractionDigits, minimumFractionDigits: fractionDigits };
  return cached(`n ${locale()} ${fractionDigits}`, () => new Intl.NumberFormat(locale(), options)).format(value);
}

/** A rate or another figure of any size: 0.4, 7.1, 212. */
export const formatFigure = (value: number): string => formatNumber(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0);

/** Items by time: 7.1/s; what is slower than one in 10 s, by the minute. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.1) return i18next.t('unit.perMinute', { n: formatFigure(perSecond * 60) });
  return i18next.t('unit.perSecond', { n: formatFigure(perSecond) });
}

/** 0 to 1 as a number of percent without its sign: 97.9 */
export const formatShare = (share: number): string => formatNumber(share * 100, share === 1 || share === 0 ? 0 : 1);

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Milliseconds in at most two units: 0.9s, 57s, 5m 27s, 1h 52m, 2d 4h. */
export function formatDuration(ms: number): string {
  const value = Math.max(0, ms);
  if (value < 9_950 && value > 0) return i18next.t('unit.second', { n: formatNumber(value / 1_000, 1) });
  const rounded = value < 3_600_000 ? Math.round(value / 1_000) * 1_000 : Math.round(value / 60_000) * 60_000;
  const first = UNITS.findIndex(([, size]) => rounded >= size);
  if (first === -1) return i18next.t('unit.second', { n: formatNumber(0) });
  let rest = rounded;
  return UNITS.slice(first, first + 2)
    .flatMap(([unit, size], n) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (n > 0 && count === 0) return [];
      // The second unit keeps its width while it counts: 5m 07s.
      return [i18next.t(`unit.${unit}`, { n: n > 0 ? String(count).padStart(2, '0') : formatNumber(count) })];
    })
    .join(' ');
}

/** An age or a wait in one unit, for narrow columns: 12m, 2h, 3d. */
export function formatAge(ms: number): string {
  const value = Math.max(0, ms);
  const [unit, size] = UNITS.find(([, each]) => value >= each) ?? ['second', 1_000];
  return i18next.t(`unit.${unit}`, { n: formatNumber(Math.floor(value / size)) });
}

type Shape =
  | 'longDay'
  | 'month'
  | 'date'
  | 'time'
  | 'timeMs'
  | 'minutes'
  | 'day'
  | 'dayTime'
  | 'exact'
  | 'weekday'
  | 'weekdayDate'
  | 'weekTime';
const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  timeMs: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' },
  minutes: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  weekdayDate: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  weekTime: { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  dayTime: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  exact: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  },
};

/** A moment in a zone. `exact` names everything, for hovering and copying. */
export function formatTime(at: Date, shape: Shape, timeZone: string): string {
  // The Gregorian calendar in every language, like the digits: operators compare dates with logs.
  const tag = `${language()}-u-nu-latn-ca-gregory`;
  return cached(`d ${tag} ${shape} ${timeZone}`, () => new Intl.DateTimeFormat(tag, { ...shapes[shape], timeZone })).format(at);
}

/** Bytes for people: 487 kB. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3;
  return `${formatNumber(bytes / 1_000 ** step, step > 1 ? 1 : 0)} ${['B', 'kB', 'MB', 'GB'][step]}`;
}

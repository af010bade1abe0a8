import type { Language } from '#electron/texts/texts.ts';

/** The page writes Latin digits in both languages. */
const locale = (language: Language) => `${language === 'ar' ? 'ar' : 'en-GB'}-u-nu-latn`;

const isSameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString();

/** A time of this computer's clock, with its day where that is not today. */
export function sayTime(at: number, now: number, language: Language): string {
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const day: Intl.DateTimeFormatOptions = isSameDay(at, now) ? {} : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(locale(language), { ...day, ...time }).format(at);
}

const units = { en: ['d', 'h', 'm'], ar: [' ي', ' س', ' د'] } as const;

/** `2h 40m`: the two largest parts. */
export function sayDuration(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  const parts = [days, hours, rest].flatMap((value, n) => (value > 0 ? [`${value}${units[language][n]}`] : []));
  return parts.slice(0, 2).join(' ');
}

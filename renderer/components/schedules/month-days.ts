import { dayOf, instantOf } from '#contract/query/zone.ts';

const DAY = 86_400_000;

export interface MonthDay {
  /** 2026-03-08 */
  date: string;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** The date that it is in a zone at a moment. */
export const dateIn = (at: Date, timeZone: string): string => new Date(dayOf(at, timeZone)).toISOString().slice(0, 10);
export const monthIn = (at: Date, timeZone: string): string => dateIn(at, timeZone).slice(0, 7);

const FAR_OFF_MS = 300 * DAY;

/** So far from now that its date needs the year. */
export const isFarOff = (at: Date, now: number): boolean => Math.abs(at.getTime() - now) > FAR_OFF_MS;

const wallOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Where a day of a zone begins, some days on. */
export const startOfDate = (date: string, timeZone: string, days = 0): Date => instantOf(wallOf(date) + days * DAY, timeZone);

export const addDaysTo = (date: string, days: number): string => new Date(wallOf(date) + days * DAY).toISOString().slice(0, 10);

/** 2026-03, some months on. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

export const isDate = (text: string): boolean =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(wallOf(text)) && addDaysTo(text, 0) === text;
export const isMonth = (text: string): boolean => isDate(`${text}-01`);

/** The days of a month, 2026-03. */
export function listMonthDays(month: string): MonthDay[] {
  const days: MonthDay[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDaysTo(date, 1)) {
    days.push({ date, day: Number(date.slice(8)), weekday: new Date(wallOf(date)).getUTCDay() });
  }
  return days;
}

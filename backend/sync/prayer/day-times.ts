import { CalculationMethod, Coordinates, HighLatitudeRule, type Madhab, type PolarCircleResolution, PrayerTimes } from 'adhan';
import type { City } from './cities.ts';

/** The library's methods by name, without its `Other`, which has no angles of its own. */
export const METHODS = [
  'MuslimWorldLeague',
  'Egyptian',
  'Karachi',
  'UmmAlQura',
  'Dubai',
  'MoonsightingCommittee',
  'NorthAmerica',
  'Kuwait',
  'Qatar',
  'Singapore',
  'Tehran',
  'Turkey',
] as const satisfies readonly (keyof typeof CalculationMethod)[];

export interface Calculation {
  method: (typeof METHODS)[number];
  madhab: (typeof Madhab)[keyof typeof Madhab];
  polarResolution: (typeof PolarCircleResolution)[keyof typeof PolarCircleResolution];
}

export const PRAYERS = ['fajr', 'sunrise', 'dhuhr', 'asr', 'maghrib', 'isha'] as const;

/** The moments of a city's calendar day; null where the sun gives none, as in a polar night that no rule resolves. */
type DayTimes = Record<(typeof PRAYERS)[number], Date | null>;

export function computeDayTimes(city: City, date: string, calculation: Calculation): DayTimes {
  const coordinates = new Coordinates(city.latitude, city.longitude);
  const parameters = CalculationMethod[calculation.method]();
  parameters.madhab = calculation.madhab;
  parameters.polarCircleResolution = calculation.polarResolution;
  // From about 48 degrees on, twilight may last all night; then the night is divided instead.
  parameters.highLatitudeRule = HighLatitudeRule.recommended(coordinates);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  // The library reads year, month and day from the local clock's fields. Noon is never skipped by a change of the clocks.
  const times = new PrayerTimes(coordinates, new Date(year, month - 1, day, 12), parameters);
  return Object.fromEntries(PRAYERS.map((prayer) => [prayer, validOrNull(times[prayer])])) as DayTimes;
}

function validOrNull(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The calendar day so many days later, as YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

import { z } from 'zod';

export const City = z
  .object({
    name: z.string().min(1).max(100).describe('What the city is stored under.'),
    latitude: z.number().min(-90).max(90).describe('Degrees north.'),
    longitude: z.number().min(-180).max(180).describe('Degrees east.'),
    timeZone: z.string().max(60).refine(isTimeZone, 'is no IANA time zone').describe('IANA time zone, such as Asia/Riyadh.'),
  })
  .strict();
export type City = z.output<typeof City>;

export const KNOWN_CITIES = [
  { name: 'Makkah', latitude: 21.4225, longitude: 39.8262, timeZone: 'Asia/Riyadh' },
  { name: 'Madinah', latitude: 24.4672, longitude: 39.6111, timeZone: 'Asia/Riyadh' },
  { name: 'Jerusalem', latitude: 31.7683, longitude: 35.2137, timeZone: 'Asia/Jerusalem' },
  { name: 'Cairo', latitude: 30.0444, longitude: 31.2357, timeZone: 'Africa/Cairo' },
  { name: 'Istanbul', latitude: 41.0082, longitude: 28.9784, timeZone: 'Europe/Istanbul' },
  { name: 'London', latitude: 51.5074, longitude: -0.1278, timeZone: 'Europe/London' },
  { name: 'Lagos', latitude: 6.5244, longitude: 3.3792, timeZone: 'Africa/Lagos' },
  { name: 'Karachi', latitude: 24.8607, longitude: 67.0011, timeZone: 'Asia/Karachi' },
  { name: 'Dhaka', latitude: 23.8103, longitude: 90.4125, timeZone: 'Asia/Dhaka' },
  { name: 'Jakarta', latitude: -6.2088, longitude: 106.8456, timeZone: 'Asia/Jakarta' },
  { name: 'Kuala Lumpur', latitude: 3.139, longitude: 101.6869, timeZone: 'Asia/Kuala_Lumpur' },
  { name: 'New York', latitude: 40.7128, longitude: -74.006, timeZone: 'America/New_York' },
] as const satisfies readonly City[];

export const KnownCityName = z.enum(KNOWN_CITIES.map(({ name }) => name));

/** A city given by name, or in full. */
export function resolveCity(city: City | z.output<typeof KnownCityName>): City {
  if (typeof city !== 'string') return city;
  return KNOWN_CITIES.find(({ name }) => name === city) as City;
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

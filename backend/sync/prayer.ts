import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { upsertRows } from '../infra/database/upsert-rows.ts';
import { CommonParams, defineSync } from '../runner/define-sync.ts';
import { City, KNOWN_CITIES, KnownCityName, resolveCity } from './prayer/cities.ts';
import { addDays, type Calculation, computeDayTimes, METHODS, PRAYERS } from './prayer/day-times.ts';

const PrayerParams = CommonParams.extend({
  cities: z
    .array(z.union([KnownCityName, City]))
    .min(1)
    .max(1000)
    .default(KNOWN_CITIES.map(({ name }) => name))
    .describe('Cities by name from the built-in list, or in full with latitude, longitude and time zone.'),
  from: z.iso.date().optional().describe('The first day, in the cities’ own calendars. Today in UTC by default.'),
  days: z.int().min(1).max(366).default(30).describe('How many days, the first one included.'),
  method: z.enum(METHODS).default('MuslimWorldLeague').describe('The calculation method, by the name that the adhan library has for it.'),
  madhab: z.enum(['shafi', 'hanafi']).default('shafi').describe('The school that the time of asr follows.'),
  polarResolution: z
    .enum(['AqrabBalad', 'AqrabYaum', 'Unresolved'])
    .default('AqrabBalad')
    .describe('Where the sun does not rise or set: take the nearest latitude, take the nearest day, or leave the times empty.'),
}).strict();

// The first day is kept, since a run that goes on after midnight would count its days from another one.
const PrayerCheckpoint = z.object({ from: z.iso.date(), next: z.int() }).describe('The first day, and how many city-days are stored.');

export const prayer = defineSync({
  type: 'prayer',
  title: 'Prayer times',
  unit: 'days',
  needsNetwork: false,
  batchSize: 100,
  params: PrayerParams,
  checkpoint: PrayerCheckpoint,

  async *run({ params, checkpoint, log, signal, now, batchSize }) {
    // One city twice would be one row twice.
    const cities = [...new Map(params.cities.map(resolveCity).map((city) => [city.name, city])).values()];
    const from = checkpoint?.from ?? params.from ?? now().toISOString().slice(0, 10);
    const total = cities.length * params.days;
    log.info(`Computing ${params.days} days of ${cities.length} cities from ${from} on`, { method: params.method, madhab: params.madhab });
    const warned = new Set<City>();

    for (let start = checkpoint?.next ?? 0; start < total; start += batchSize) {
      const end = Math.min(start + batchSize, total);
      const rows: PrayerRow[] = [];
      for (let index = start; index < end; index++) {
        const city = cities[Math.floor(index / params.days)] as City;
        const row = buildRow(city, addDays(from, index % params.days), params);
        rows.push(row);
        if (!warned.has(city) && PRAYERS.some((name) => row[name] === null)) {
          warned.add(city);
          log.warn(`${city.name} has days without some of their times: the sun does not rise or set there`, { firstDay: row.date });
        }
      }
      // Nothing here waits for anything, so a large batch would otherwise hold up every other job of the worker.
      await setImmediate();
      signal.throwIfAborted();
      const last = rows.at(-1) as PrayerRow;
      yield {
        write: async (tx) => ({ items: await upsertRows(tx, PRAYER_TIMES, rows) }),
        checkpoint: { from, next: end },
        done: end,
        total,
        message: `${last.city}, ${last.date}`,
      };
    }
  },
});

type PrayerRow = ReturnType<typeof buildRow>;

function buildRow(city: City, date: string, { method, madhab, polarResolution }: Calculation) {
  const place = { city: city.name, latitude: city.latitude, longitude: city.longitude, time_zone: city.timeZone };
  return { ...place, date, method, madhab, ...computeDayTimes(city, date, { method, madhab, polarResolution }) };
}

const PRAYER_TIMES = {
  table: 'prayer_times',
  key: ['city', 'date', 'method', 'madhab'],
  columns: {
    city: 'text',
    date: 'date',
    method: 'text',
    madhab: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    time_zone: 'text',
    ...Object.fromEntries(PRAYERS.map((prayer) => [prayer, 'timestamptz(3)'])),
  },
};

import { describe, expect, test } from 'vitest';
import { computeDayTimes } from '#backend/sync/prayer/day-times.ts';
import { prayer } from '#backend/sync/prayer.ts';
import { driveSync } from '#tests/support/drive-sync.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const database = useScratchDatabase();
const now = new Date('2026-03-01T23:30:00Z');
const drive = (options: Partial<Parameters<typeof driveSync>[1]> = {}) =>
  driveSync(prayer, { connectionString: database.connectionString, now, ...options });
const empty = () => database.query('TRUNCATE prayer_times');
const readAll = () => database.query('SELECT city, date::text, fajr, dhuhr, isha FROM prayer_times ORDER BY city, date');

const RALEIGH = { name: 'Raleigh', latitude: 35.775, longitude: -78.6336, timeZone: 'America/New_York' };
const TROMSO = { name: 'Tromsø', latitude: 69.6492, longitude: 18.9553, timeZone: 'Europe/Oslo' };

describe('prayer times', () => {
  test('covers the built-in cities for thirty days by default, and a second run finds them unchanged', async () => {
    await empty();
    const first = await drive();
    expect(first).toMatchObject({ finished: true, done: 360, total: 360, batches: 4, counts: { created: 360, updated: 0, unchanged: 0 } });
    const [span] = await database.query(`SELECT min(date)::text, max(date)::text, count(DISTINCT city)::int AS cities FROM prayer_times`);
    expect(span).toEqual({ min: '2026-03-01', max: '2026-03-30', cities: 12 });
    const [order] = await database.query(
      `SELECT bool_and(fajr < sunrise AND sunrise < dhuhr AND dhuhr < asr AND asr < maghrib AND maghrib < isha
         AND (dhuhr AT TIME ZONE time_zone)::date = date) AS right FROM prayer_times`,
    );
    expect(order).toEqual({ right: true });
    expect((await drive()).counts).toEqual({ created: 0, updated: 0, unchanged: 360 });
  });

  test('has the times that the library documents for a day', async () => {
    await drive({ params: { cities: [RALEIGH], from: '2015-07-12', days: 1, method: 'NorthAmerica', madhab: 'hanafi' } });
    const [row] = await database.query(
      `SELECT ${['fajr', 'sunrise', 'dhuhr', 'asr', 'maghrib', 'isha'].map((name) => `to_char(${name} AT TIME ZONE time_zone, 'HH24:MI') AS ${name}`)}
       FROM prayer_times WHERE city = 'Raleigh'`,
    );
    expect(row).toEqual({ fajr: '04:42', sunrise: '06:08', dhuhr: '13:21', asr: '18:22', maghrib: '20:32', isha: '21:57' });
  });

  test('goes on with the day that it began with, no gap and no repeat', async () => {
    await empty();
    await drive();
    const expected = await readAll();
    await empty();
    const part = await drive({ stopAfter: 3, batchSize: 37 });
    expect(part).toMatchObject({ done: 111, checkpoint: { from: '2026-03-01', next: 111 } });
    const rest = await drive({ checkpoint: part.checkpoint, now: new Date('2026-03-02T00:30:00Z') });
    expect(part.counts.created + rest.counts.created).toBe(360);
    expect(rest.counts).toEqual({ created: 249, updated: 0, unchanged: 0 });
    expect(await readAll()).toEqual(expected);
  });

  test('keeps methods and schools apart, and makes small batches under a limit on the rate', async () => {
    await empty();
    const common = { cities: ['Cairo'], days: 2 };
    await drive({ params: common });
    expect((await drive({ params: { ...common, method: 'Egyptian' } })).counts.created).toBe(2);
    expect((await drive({ params: { ...common, madhab: 'hanafi' } })).counts.created).toBe(2);
    expect((await drive({ params: { ...common, days: 9, ratePerSecond: 3.5 } })).batches).toBe(3);
  });

  test('leaves a time empty where the sun gives none, unless a rule is asked for', async () => {
    await empty();
    const params = { cities: [TROMSO], from: '2026-06-15', days: 3, polarResolution: 'Unresolved' };
    const bare = await drive({ params });
    expect(bare.logs.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'Tromsø has days without some of their times: the sun does not rise or set there',
    ]);
    const [row] = await database.query('SELECT sunrise, maghrib, dhuhr IS NOT NULL AS noon FROM prayer_times LIMIT 1');
    expect(row).toEqual({ sunrise: null, maghrib: null, noon: true });
    expect((await drive({ params })).counts).toEqual({ created: 0, updated: 0, unchanged: 3 });
    const resolved = await drive({ params: { ...params, polarResolution: 'AqrabBalad' } });
    expect(resolved.counts).toEqual({ created: 0, updated: 3, unchanged: 0 });
    expect(await database.query('SELECT 1 FROM prayer_times WHERE sunrise IS NULL OR isha IS NULL')).toEqual([]);
  });

  test('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ;
    const compute = () =>
      computeDayTimes(RALEIGH, '2026-03-08', { method: 'MuslimWorldLeague', madhab: 'shafi', polarResolution: 'Unresolved' });
    try {
      const found = ['UTC', 'Pacific/Auckland', 'America/New_York', 'Pacific/Pago_Pago'].map((name) => {
        process.env.TZ = name;
        return compute();
      });
      for (const times of found) expect(times).toEqual(found[0]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('stops at once when aborted', async () => {
    const controller = new AbortController();
    const run = drive({ signal: controller.signal, onBatch: () => controller.abort(new Error('timeout')) });
    await expect(run).rejects.toThrow('timeout');
  });

  test('takes {} as its params, and refuses what it does not know', () => {
    expect(prayer.params.parse({})).toMatchObject({ days: 30, method: 'MuslimWorldLeague', madhab: 'shafi', cities: expect.any(Array) });
    const refused = [
      { cities: ['Atlantis'] },
      { cities: [{ ...RALEIGH, timeZone: 'Mars/Olympus' }] },
      { days: 367 },
      { from: 'today' },
      { method: 'Other' },
      { x: 1 },
    ];
    for (const params of refused) expect(prayer.params.safeParse(params).success).toBe(false);
  });
});

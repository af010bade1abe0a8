import { expect, it } from 'vitest';
import { parseQuery } from '#contract/query/parse.ts';
import { countByDay, pathToRunsOf } from '#renderer/components/schedules/month-runs.ts';
import { cityOf, describeOffset, listZones, matchesZone } from '#renderer/lib/zones.ts';

const at = new Date('2026-03-14T12:00:00Z');

it('a zone tells how far its clocks are from UTC at a moment', () => {
  expect(['UTC', 'Asia/Riyadh', 'Asia/Kolkata', 'America/St_Johns'].map((zone) => describeOffset(zone, at))).toEqual([
    'UTC',
    'UTC+3',
    'UTC+5:30',
    'UTC−2:30',
  ]);
  expect(describeOffset('Africa/Cairo', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+3');
});
it('a zone is called by its city', () => {
  expect(['Africa/Cairo', 'America/Argentina/Buenos_Aires', 'UTC'].map(cityOf)).toEqual(['Cairo', 'Buenos Aires', 'UTC']);
});
it('a zone is found by parts of its name, in any case, with spaces for underscores', () => {
  expect(listZones().filter((zone) => matchesZone(zone, 'new york'))).toEqual(['America/New_York']);
  expect(matchesZone('Asia/Riyadh', ' RIY')).toBe(true);
  expect(matchesZone('Asia/Riyadh', 'riyadh europe')).toBe(false);
});
it('all zones are offered once, UTC first', () => {
  expect(listZones()[0]).toBe('UTC');
  expect(new Set(listZones()).size).toBe(listZones().length);
});
it('runs are counted on the day that it was in the zone', () => {
  const runs = [
    { createdAt: new Date('2026-03-08T00:30:00Z'), status: 'failed' as const },
    { createdAt: new Date('2026-03-08T23:30:00Z'), status: 'completed' as const },
    { createdAt: new Date('2026-03-09T02:00:00Z'), status: 'completed' as const },
  ];
  expect(Object.fromEntries(countByDay(runs, 'UTC'))).toEqual({
    '2026-03-08': { failed: 1, completed: 1 },
    '2026-03-09': { completed: 1 },
  });
  expect(Object.fromEntries(countByDay(runs, 'Asia/Riyadh'))).toEqual({ '2026-03-08': { failed: 1 }, '2026-03-09': { completed: 2 } });
});
it('a day leads to its runs: by its date in the person’s zone, else by its two ends', () => {
  const query = (path: string) => new URLSearchParams(path.split('?')[1]).get('q');
  expect(query(pathToRunsOf('quran', '2026-03-08', 'Asia/Riyadh', 'Asia/Riyadh'))).toBe('type:quran by:schedule created:2026-03-08');
  expect(query(pathToRunsOf('my type', '2026-03-08', 'Asia/Riyadh', 'UTC'))).toBe(
    'type:"my type" by:schedule created:>=2026-03-07T21:00Z created:<2026-03-08T21:00Z',
  );
  expect(parseQuery(query(pathToRunsOf('my type', '2026-03-08', 'Asia/Riyadh', 'UTC')) ?? '').problems).toEqual([]);
});

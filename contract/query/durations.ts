const LENGTHS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A hundred years: what is longer would leave the calendar of a Date. */
const LONGEST_MS = 36_525 * LENGTHS.d;

const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/g;

/** Milliseconds of `90m`, `2d` or `1h30m`, in any case; null for anything else, and beyond a hundred years. A day has 24 hours, a week seven days. */
export function readDuration(raw: string): number | null {
  const text = raw.toLowerCase();
  if (!WHOLE.test(text)) return null;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(PART)) ms += Number(count) * LENGTHS[unit as keyof typeof LENGTHS];
  return ms <= LONGEST_MS ? Math.round(ms) : null;
}

import type { Analytics } from '#contract/schemas/insight.ts';
import { badRequest } from '../domain-error.ts';

export type Bucket = Analytics['bucket'];

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Finest first. */
const widths: readonly (readonly [Bucket, number])[] = [
  ['minute', MINUTE_MS],
  ['quarter', 15 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
];

/** Bars that a chart shows apart, and points that an answer has at most. */
const SHOWN = 200;
const MOST = 1_500;

/** The bucket asked for; else the finest that gives no more points over the period than a chart shows apart. @throws BAD_REQUEST */
export function chooseBucket(asked: Bucket | undefined, periodMs: number): Bucket {
  const within = (points: number) => widths.filter(([, width]) => periodMs / width <= points).map(([bucket]) => bucket);
  if (asked === undefined) return within(SHOWN)[0] ?? 'week';
  const possible = within(MOST);
  if (possible.includes(asked)) return asked;
  throw badRequest(
    ['bucket'],
    `must be ${possible.join(' or ')} for this period: a \`${asked}\` would make more than ${MOST} points of it`,
  );
}

/** Where the bucket begins that a moment is in, as SQL over that moment and the same in local time. */
export function bucketStart(bucket: Bucket, moment: string, local: string, timeZone: string): string {
  if (bucket === 'day' || bucket === 'week') return `date_trunc('${bucket}', ${local}) AT TIME ZONE ${timeZone}`;
  const start = bucket === 'quarter' ? `date_bin('15 minutes', ${local}, timestamp '2000-01-01')` : `date_trunc('${bucket}', ${local})`;
  // By way of what has passed of it: where clocks go back, an hour's local time says not which of the two it is.
  return `${moment} - (${local} - ${start})`;
}

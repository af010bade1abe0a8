/** The values of an axis: its ends, and where it has lines and labels. */
export interface ValueAxis {
  low: number;
  high: number;
  ticks: number[];
  scale: 'linear' | 'log';
}

export type ValueUnit = 'number' | 'duration';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Steps at which a clock is read, in ms. */
const DURATION_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].map((n) => n * DAY),
];
const DURATION_MARKS = [
  1,
  10,
  100,
  SECOND,
  10 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  12 * HOUR,
  2 * DAY,
  10 * DAY,
  100 * DAY,
];
/** Between lines, in pixels. */
const SPACE = 40;

/** 1, 2, 5, 10, 20, 50 … the smallest of them that is not below `least`. */
function roundUp(least: number): number {
  const size = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((n) => n * size).find((step) => step >= least * (1 - 1e-9)) ?? 10 * size;
}

/**
 * An axis from 0 to a little over `most`, for a plot `height` pixels high. Whole numbers get no ticks between them.
 * A plot too low for two lines has only the one at 0.
 */
export function axisFromZero(most: number, height: number, unit: ValueUnit, isWhole: boolean): ValueAxis {
  if (!(most > 0)) return { low: 0, high: 1, ticks: [0], scale: 'linear' };
  const least = (most * SPACE) / Math.max(height, SPACE);
  const fromList = unit === 'duration' ? DURATION_STEPS.find((each) => each >= least) : undefined;
  const rounded = fromList ?? roundUp(least);
  const step = isWhole ? Math.max(1, rounded) : rounded;
  const high = Math.max(Math.ceil(most / (step / 2)) * (step / 2), most * 1.02);
  const count = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, n) => n * step);
  return { low: 0, high, ticks: height < 2 * SPACE ? [0] : ticks, scale: 'linear' };
}

/** A log axis around values above 0, from a mark below the least to a little over the most. */
export function axisOfMagnitudes(least: number, most: number, height: number, unit: ValueUnit): ValueAxis {
  const floor = Math.max(least, Number.MIN_VALUE);
  const marks = unit === 'duration' ? DURATION_MARKS : listMagnitudes(floor, most);
  const low = marks.findLast((mark) => mark <= floor) ?? floor;
  const next = marks.find((mark) => mark >= most);
  // A mark just above the most is shown; one far above would only press the lines together.
  const high = Math.max(next !== undefined && next <= most * 1.6 ? next * 1.05 : most * 1.2, low * 2);
  const heightOf = (value: number) => (Math.log(value / low) / Math.log(high / low)) * height;
  const ticks: number[] = [];
  for (const mark of marks) {
    const isInside = mark >= low && mark <= high;
    const last = ticks.at(-1);
    if (isInside && (last === undefined || heightOf(mark) - heightOf(last) >= SPACE * 0.75)) ticks.push(mark);
  }
  return { low, high, ticks, scale: 'log' };
}

function listMagnitudes(least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(Math.max(most, least)));
  return Array.from({ length: last - first + 1 }, (_, n) => [1, 2, 5].map((m) => m * 10 ** (first + n))).flat();
}

/** How far up the plot a value lies, 0 to 1. What the axis does not reach lies at its end. */
export function shareOfAxis({ low, high, scale }: ValueAxis, value: number): number {
  const share = scale === 'log' ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(Math.max(share, 0), 1);
}

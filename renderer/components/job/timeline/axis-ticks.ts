import { offsetOf } from '#renderer/lib/zones.ts';
import type { Span, TimeScale } from './time-scale.ts';

export interface AxisTick {
  at: number;
  x: number;
  /** How it is written: 14:21:40, 14:21, or with its day where that is another than the label's before. */
  shape: 'time' | 'minutes' | 'dayTime' | 'day';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28].map((n) => n * DAY),
];
/** Room for a label, in pixels. */
const SPACE = { time: 56, minutes: 44, dayTime: 84, day: 52 } as const;

const dayOf = (at: number, timeZone: string): number => Math.floor((at + offsetOf(timeZone, new Date(at))) / DAY);

function shapeOf(step: number, isNewDay: boolean): AxisTick['shape'] {
  if (step >= DAY) return 'day';
  if (isNewDay) return 'dayTime';
  return step < MINUTE ? 'time' : 'minutes';
}

/** Multiples of the step on the zone's clock; where there is none, the first moment. */
function roundMoments({ from, to }: Span, step: number, timeZone: string): number[] {
  const offset = offsetOf(timeZone, new Date(from));
  const first = Math.ceil((from + offset) / step) * step - offset;
  if (first > to) return [from];
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, n) => first + n * step);
}

/** Labels of the axis at round moments of the zone, none over another. */
export function listAxisTicks(scale: TimeScale, timeZone: string): AxisTick[] {
  const [first] = scale.segments;
  const last = scale.segments.at(-1);
  if (!first || !last) return [];
  const isOneDay = dayOf(first.from, timeZone) === dayOf(last.to, timeZone);
  const step = STEPS.find((each) => each * scale.pxPerMs >= SPACE[shapeOf(each, !isOneDay)]) ?? (STEPS.at(-1) as number);
  const ticks: AxisTick[] = [];
  for (const at of scale.segments.flatMap((segment) => roundMoments(segment, step, timeZone))) {
    const before = ticks.at(-1);
    const isNewDay = !isOneDay && (!before || dayOf(before.at, timeZone) !== dayOf(at, timeZone));
    const shape = shapeOf(at % MINUTE === 0 ? step : Math.min(step, SECOND), isNewDay);
    const x = scale.x(at);
    if (!before || x - before.x >= (SPACE[shape] + SPACE[before.shape]) / 2) ticks.push({ at, x, shape });
  }
  return ticks;
}

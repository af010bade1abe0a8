import type { TimeRange } from '#renderer/components/charts/chart-props.ts';
import { addDays, DAY, HOUR, startOfDay } from '#renderer/components/charts/zoned-time.ts';

export const spans = ['7d', '28d', '90d'] as const;
export type Span = (typeof spans)[number];

export const isSpan = (text: string | undefined): text is Span => spans.some((span) => span === text);

const days: Record<Span, number> = { '7d': 7, '28d': 28, '90d': 90 };

/** Hours where they can still be told apart. */
export const bucketOf = (span: Span): 'hour' | 'day' => (span === '7d' ? 'hour' : 'day');
export const bucketMs = { hour: HOUR, day: DAY } as const;

/** Whole days of the zone, up to the end of today. */
export function rangeOf(span: Span, now: number, timeZone: string): TimeRange {
  const today = startOfDay(now, timeZone);
  return { from: addDays(today, 1 - days[span], timeZone), to: addDays(today, 1, timeZone) };
}

/** The shortest span that shows the whole of what is selected, the longest where none does. */
export function spanFor(selection: TimeRange | null, now: number, timeZone: string): Span {
  if (!selection || selection.from === Number.NEGATIVE_INFINITY) return '7d';
  return spans.find((span) => rangeOf(span, now, timeZone).from <= selection.from) ?? '90d';
}

/** The part of a range that a chart shows; null where it shows none of it. */
export function clip({ from, to }: TimeRange, window: TimeRange): TimeRange | null {
  const part = { from: Math.max(from, window.from), to: Math.min(to, window.to) };
  return part.from < part.to ? part : null;
}

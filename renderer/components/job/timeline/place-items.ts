import type { TimeScale } from './time-scale.ts';
import type { Bar, Mark } from './timeline-events.ts';

export interface PlacedBar {
  bars: [Bar, ...Bar[]];
  x: number;
  width: number;
}

export interface PlacedMark {
  marks: [Mark, ...Mark[]];
  x: number;
}

/** The narrowest bar that can still be seen and clicked. */
const LEAST_WIDTH = 5;

/** Bars where they stand; those that would lie over one another become one that counts them. */
export function placeBars(bars: readonly Bar[], scale: TimeScale): PlacedBar[] {
  const placed: PlacedBar[] = [];
  for (const bar of bars) {
    const x = scale.x(bar.from);
    const width = Math.max(LEAST_WIDTH, scale.x(bar.to) - x);
    const before = placed.at(-1);
    // Half a pixel is rounding, not an overlap.
    if (before && x < before.x + before.width - 0.5 && isNarrow(before, width)) {
      before.bars.push(bar);
      before.width = Math.max(before.width, x + width - before.x);
    } else placed.push({ bars: [bar], x, width });
  }
  return placed;
}

/** Wide bars that overlap (a lost worker's run, and the one that took over) stay apart: each can be seen. */
const isNarrow = (before: PlacedBar, width: number): boolean => before.bars.length > 1 || Math.min(before.width, width) <= LEAST_WIDTH * 2;

/** Marks where they stand; those nearer to the first of their group than `gap` pixels join it. */
export function placeMarks(marks: readonly Mark[], scale: TimeScale, gap: number): PlacedMark[] {
  const placed: PlacedMark[] = [];
  for (const mark of marks) {
    const x = scale.x(mark.at);
    const before = placed.at(-1);
    if (before && x - before.x < gap) before.marks.push(mark);
    else placed.push({ marks: [mark], x });
  }
  return placed;
}

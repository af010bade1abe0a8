import type { TimeRange } from './chart-props.ts';

/** The plot inside its chart, without labels; CSS pixels. */
export interface PlotBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Room for the labels of time below the plot. */
export const TIME_AXIS_HEIGHT = 20;

/** What remains of a chart for its plot, in whole pixels so that lines stay sharp. */
export function placePlot(width: number, height: number, room: { left: number; right: number; top: number }): PlotBox {
  return {
    left: Math.ceil(room.left),
    top: room.top,
    width: Math.max(Math.floor(width - Math.ceil(room.left) - Math.ceil(room.right)), 0),
    height: Math.max(height - room.top - TIME_AXIS_HEIGHT, 0),
  };
}

/** Pixels from the left of a plot to ms and back. */
export function scaleTime({ from, to }: TimeRange, width: number): { timeAt(x: number): number; xAt(at: number): number } {
  return {
    timeAt: (x) => from + (Math.min(Math.max(x, 0), width) / Math.max(width, 1)) * (to - from),
    xAt: (at) => ((at - from) / (to - from)) * width,
  };
}

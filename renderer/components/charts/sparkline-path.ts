export interface Point {
  x: number;
  y: number;
}

/** Room for the end dot, and for half the stroke. */
const INSET = 3;

/**
 * Places lines that share one scale in a box of `width` by `height` pixels, the newest value at the right.
 * A line that never changes lies in the middle.
 */
export function placeLines(lines: readonly (readonly number[])[], width: number, height: number): Point[][] {
  const all = lines.flat();
  const low = Math.min(...all);
  const span = Math.max(...all) - low;
  const room = height - 2 * INSET;
  return lines.map((values) =>
    values.map((value, n) => ({
      x: values.length === 1 ? width - INSET : (n / (values.length - 1)) * (width - INSET),
      y: span === 0 ? height / 2 : INSET + room * (1 - (value - low) / span),
    })),
  );
}

/** The points as the `d` of an SVG path. */
export const drawPath = (points: readonly Point[]): string =>
  points.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

import type { Columns } from './bar-columns.ts';
import type { ChartColors } from './chart-colors.ts';
import type { BarSeries } from './chart-props.ts';
import type { PlotBox } from './plot-box.ts';

/** A failed bar is at least so high, in CSS pixels, that its hatch is seen. */
const LEAST_FAILED = 3;

/** The hatch of components.css for a canvas of `ratio` pixels to one of CSS. */
function makeHatch(ctx: CanvasRenderingContext2D, colors: ChartColors, ratio: number): CanvasPattern | string {
  const tile = document.createElement('canvas');
  const size = Math.round(5 * ratio);
  tile.width = size;
  tile.height = size;
  const brush = tile.getContext('2d');
  const pattern = brush && ctx.createPattern(tile, 'repeat');
  if (!brush || !pattern) return colors['failed-fill'];
  brush.fillStyle = colors['failed-fill'];
  brush.fillRect(0, 0, size, size);
  brush.fillStyle = colors['surface-1'];
  brush.fillRect(0, 0, 1.1 * ratio, size);
  const hatch = ctx.createPattern(tile, 'repeat') ?? pattern;
  hatch.setTransform(new DOMMatrix().rotate(45));
  return hatch;
}

/**
 * Draws stacked bars into a plot; `box` and the columns' sides are in pixels of the canvas, `shareOf` says how far up a value lies, 0 to 1.
 */
export function drawBars(
  ctx: CanvasRenderingContext2D,
  columns: Columns,
  series: readonly BarSeries[],
  { box, shareOf, colors, ratio }: { box: PlotBox; shareOf(value: number): number; colors: ChartColors; ratio: number },
): void {
  const fills = {
    plain: colors['ink-4'],
    running: colors['running-fill'],
    failed: series.some(({ kind }) => kind === 'failed') ? makeHatch(ctx, colors, ratio) : '',
  };
  const base = box.top + box.height;
  const heightOf = (value: number) => Math.round(shareOf(value) * box.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.width, box.height);
  ctx.clip();
  // One path a layer: thousands of bars cost three fills.
  const paths = series.map(() => new Path2D());
  for (let bar = 0; bar < columns.count; bar++) {
    const left = columns.left[bar] ?? 0;
    const right = columns.right[bar] ?? 0;
    let total = 0;
    let height = 0;
    for (let n = 0; n < series.length; n++) {
      const value = columns.layers[n]?.[bar] ?? 0;
      if (value <= 0) continue;
      total += value;
      const least = series[n]?.kind === 'failed' ? Math.round(LEAST_FAILED * ratio) : 1;
      const next = Math.max(heightOf(total), height + least);
      paths[n]?.rect(box.left + left, base - next, right - left, next - height);
      height = next;
    }
  }
  series.forEach(({ kind }, n) => {
    const path = paths[n];
    if (!path) return;
    ctx.fillStyle = fills[kind];
    ctx.fill(path);
  });
  ctx.restore();
}

import { type RefObject, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import { type ChartColors, readColors } from './chart-colors.ts';
import type { TimeRange } from './chart-props.ts';
import { findLoners } from './line-buckets.ts';
import type { PlotBox } from './plot-box.ts';
import { useThemeVersion } from './theme-version.ts';
import { shareOfAxis, type ValueAxis } from './value-ticks.ts';

/** What a chart shows now. */
export interface Plot {
  /** Of the canvas, in CSS pixels. */
  width: number;
  height: number;
  box: PlotBox;
  span: TimeRange;
  axis: ValueAxis;
  /** Moments, then values by series. */
  data: uPlot.AlignedData;
  series: readonly LineStyle[];
  /** Draws over the grid and under the lines. */
  drawUnder?: ((ctx: CanvasRenderingContext2D, pen: Pen) => void) | undefined;
}

export interface LineStyle {
  color: keyof ChartColors;
  width: number;
  dash?: number[];
}

/** `box` in pixels of the canvas, of which `ratio` make one of CSS. */
export interface Pen {
  box: PlotBox;
  ratio: number;
  colors: ChartColors;
}

interface Live {
  plot: Plot;
  colors: ChartColors;
}

/** Keeps one uPlot in an element while the chart lives: new data, sizes and colours go into it, and only other line styles make another. */
export function useUplot(host: RefObject<HTMLElement | null>, plot: Plot): void {
  const chart = useRef<uPlot | null>(null);
  const live = useRef<Live | null>(null);
  const theme = useThemeVersion();
  const shape = `${plot.axis.scale} ${JSON.stringify(plot.series)}`;
  const painted = useRef({ theme: -1, size: '' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape needs another chart
  useLayoutEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [shape],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change of shape the chart is gone
  useLayoutEffect(() => {
    if (!host.current || plot.box.width <= 0) return;
    const hasOldColors = painted.current.theme !== theme || live.current === null;
    live.current = { plot, colors: hasOldColors || !live.current ? readColors(host.current) : live.current.colors };
    const size = JSON.stringify([plot.width, plot.height, plot.box]);
    const isNewSize = painted.current.size !== size;
    painted.current = { theme, size };
    const current = chart.current;
    if (!current) chart.current = new uPlot(optionsOf(live as RefObject<Live>), plot.data, host.current);
    else
      current.batch(() => {
        if (isNewSize) current.setSize(plot);
        current.setData(plot.data);
      });
  }, [host, plot, theme, shape]);
}

/** Everything that changes is read from `live` when it is needed. */
function optionsOf(live: RefObject<Live>): uPlot.Options {
  const { plot } = live.current;
  const side = (read: (plot: Plot) => number) => () => read(live.current.plot);
  return {
    width: plot.width,
    height: plot.height,
    ms: 1,
    padding: [
      side(({ box }) => box.top),
      side(({ box, width }) => width - box.left - box.width),
      side(({ box, height }) => height - box.top - box.height),
      side(({ box }) => box.left),
    ],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: () => [live.current.plot.span.from, live.current.plot.span.to] },
      y: { distr: plot.axis.scale === 'log' ? 3 : 1, range: () => [live.current.plot.axis.low, live.current.plot.axis.high] },
    },
    series: [
      {},
      ...plot.series.map(
        ({ color, width, dash }): uPlot.Series => ({
          stroke: () => live.current.colors[color],
          width,
          ...(dash ? { dash } : {}),
          // A value between two gaps has no line: a dot stands for it.
          points: { size: 4, fill: () => live.current.colors[color], filter: (self, n) => findLoners(self.data[n] ?? []) },
        }),
      ),
    ],
    hooks: {
      drawClear: [
        (self) => {
          const pen = { box: self.bbox, ratio: uPlot.pxRatio, colors: live.current.colors };
          drawGrid(self.ctx, live.current.plot.axis, pen);
          live.current.plot.drawUnder?.(self.ctx, pen);
        },
      ],
    },
  };
}

function drawGrid(ctx: CanvasRenderingContext2D, axis: ValueAxis, { box, ratio, colors }: Pen): void {
  const thick = Math.max(Math.round(ratio), 1);
  axis.ticks.forEach((tick, n) => {
    ctx.fillStyle = n === 0 ? colors['line-2'] : colors['line-1'];
    const top = Math.round(box.top + box.height * (1 - shareOfAxis(axis, tick)));
    ctx.fillRect(box.left, n === 0 ? top : top - thick, box.width, thick);
  });
}

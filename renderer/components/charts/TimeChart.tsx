import { type ReactNode, useMemo, useRef } from 'react';
import './charts.css';
import type { AlignedData } from 'uplot';
import { TimeLabels, ValueLabels } from './AxisLabels.tsx';
import type { TimeChartProps } from './chart-props.ts';
import { DataTable, type TableData } from './DataTable.tsx';
import { measureTexts } from './measure-text.ts';
import { PlotSurface, type SurfaceProps } from './PlotSurface.tsx';
import { type PlotBox, placePlot } from './plot-box.ts';
import type { TimeWords } from './time-format.ts';
import { type LineStyle, type Plot, useUplot } from './use-uplot.ts';
import { useWidth } from './use-width.ts';
import type { ValueAxis } from './value-ticks.ts';

interface Props extends Pick<SurfaceProps, 'edges' | 'start' | 'read' | 'dotsAt'> {
  chart: TimeChartProps;
  words: TimeWords;
  axis: ValueAxis;
  /** Where the values' labels stand. */
  side: 'left' | 'right';
  /** Room above the plot and at its right beyond the labels, in pixels. */
  top: number;
  end?: number;
  data: AlignedData;
  lines: readonly LineStyle[];
  drawUnder?: Plot['drawUnder'];
  readTable(): TableData;
  /** What stands over the plot, and does not answer. */
  children?(box: PlotBox): ReactNode;
}

/** Room for labels at the side: enough for most, so that the plot stays where it is when numbers grow. */
const LEAST_SIDE = 34;

/** What time charts have in common: canvas, labels, brush, tooltip, and a table for those who do not see them. */
export function TimeChart({
  chart,
  words,
  edges,
  axis,
  side,
  top,
  end = 0,
  data,
  lines,
  drawUnder,
  readTable,
  children,
  ...surface
}: Props) {
  const { label, from, to, height, timeZone, formatValue, formatTick = formatValue } = chart;
  const figure = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(figure);
  const texts = axis.ticks.length > 1 ? axis.ticks.map((tick) => formatTick(tick)) : [];
  const room = texts.length > 0 ? Math.max(measureTexts(texts) + 8, side === 'right' ? LEAST_SIDE : 0) : 0;
  const [left, right] = side === 'left' ? [room, end] : [0, room + end];
  const box = useMemo(() => placePlot(width, height, { left, right, top }), [width, height, left, right, top]);
  const span = useMemo(() => ({ from, to }), [from, to]);
  const plot = useMemo(
    () => ({ width, height, box, span, axis, data, series: lines, drawUnder }),
    [width, height, box, span, axis, data, lines, drawUnder],
  );
  useUplot(host, plot);
  return (
    <figure ref={figure} className="chart" dir="ltr" style={{ height }} aria-label={label}>
      <div ref={host} className="chart-host" aria-hidden="true" />
      {box.width > 0 && (
        <>
          <div className="chart-labels" aria-hidden="true">
            <TimeLabels {...{ box, span, words, timeZone, width }} />
            <ValueLabels {...{ box, axis, texts, side, width }} />
            {children?.(box)}
          </div>
          <PlotSurface
            {...surface}
            {...{ label, box, span, edges, words }}
            hint={chart.hint}
            selection={chart.selection ?? null}
            onSelect={chart.onSelect}
          />
        </>
      )}
      <DataTable read={readTable} />
    </figure>
  );
}

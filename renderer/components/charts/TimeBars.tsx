import { useCallback, useMemo } from 'react';
import { listColumns } from './bar-columns.ts';
import type { TimeBarsProps } from './chart-props.ts';
import { MOST_ROWS, type TableData } from './DataTable.tsx';
import { drawBars } from './draw-bars.ts';
import type { LineValue } from './line-buckets.ts';
import { fillBuckets, findBucket, listBuckets } from './list-buckets.ts';
import { scaleTime, TIME_AXIS_HEIGHT } from './plot-box.ts';
import { TimeChart } from './TimeChart.tsx';
import { thinLines } from './thin-lines.ts';
import { speakTime } from './time-format.ts';
import type { LineStyle, Pen } from './use-uplot.ts';
import { axisFromZero, shareOfAxis } from './value-ticks.ts';

const GHOST: LineStyle[] = [{ color: 'ink-3', width: 1.25, dash: [2, 3] }];

/** Bars stacked by series over time, a dotted ghost line (the period before), a line at now, and a brush. */
export function TimeBars(props: TimeBarsProps) {
  const { from, to, bucketMs, timeZone, language, points, series, ghost, ghostLabel = '', ghostFrom = from, now, nowLabel, height } = props;
  const { label, timeLabel = '', formatValue } = props;
  const words = useMemo(() => speakTime(language, timeZone), [language, timeZone]);
  const edges = useMemo(() => listBuckets({ from, to, bucketMs, timeZone }, points[0]?.at), [from, to, bucketMs, timeZone, points]);
  const layers = useMemo(
    () =>
      fillBuckets(
        edges,
        points,
        series.map(
          (_, n) =>
            ({ values }) =>
              values[n] ?? 0,
        ),
      ),
    [edges, points, series],
  );
  const before = useMemo(() => {
    if (!ghost) return null;
    const ghostTo = ghostFrom + (to - from);
    const own = ghostFrom === from ? edges : listBuckets({ from: ghostFrom, to: ghostTo, bucketMs, timeZone }, ghost[0]?.at);
    return fillBuckets(own, ghost, [({ value }) => value])[0]?.slice(0, edges.length - 1) ?? null;
  }, [ghost, ghostFrom, from, to, bucketMs, timeZone, edges]);

  const hasNow = now !== undefined && now >= from && now < to;
  const isLow = height < 100;
  const top = hasNow ? 20 : isLow ? 2 : 8;
  const axis = useMemo(() => {
    let most = 0;
    let isWhole = true;
    for (let bucket = 0; bucket + 1 < edges.length; bucket++) {
      let total = 0;
      for (const layer of layers) total += layer[bucket] ?? 0;
      most = Math.max(most, total, before?.[bucket] ?? 0);
      isWhole &&= Number.isInteger(total);
    }
    return axisFromZero(most, height - top - TIME_AXIS_HEIGHT, 'number', isWhole);
  }, [edges, layers, before, height, top]);

  const data = useMemo(() => {
    const middles = edges.slice(1).map((edge, n) => (edge + (edges[n] ?? edge)) / 2);
    const thin = thinLines(middles, [before ?? middles.map(() => null)]);
    return [thin.xs, ...thin.lines] as [number[], ...LineValue[][]];
  }, [edges, before]);

  const drawUnder = useCallback(
    (ctx: CanvasRenderingContext2D, pen: Pen) => {
      const { xAt } = scaleTime({ from, to }, pen.box.width);
      drawBars(ctx, listColumns(edges, layers, xAt), series, { ...pen, shareOf: (value) => shareOfAxis(axis, value) });
    },
    [from, to, edges, layers, series, axis],
  );

  const read = (bucket: number) => [
    // From the top down, as the eye finds them.
    ...series.map(({ kind, label }, n) => ({ mark: kind, label, text: formatValue(layers[n]?.[bucket] ?? 0) })).reverse(),
    ...(before ? [{ mark: 'ghost' as const, label: ghostLabel, text: formatValue(before[bucket] ?? 0) }] : []),
  ];

  const readTable = useCallback((): TableData => {
    const columns = [...layers, ...(before ? [before] : [])];
    const size = Math.ceil((edges.length - 1) / MOST_ROWS);
    const rows = [];
    for (let first = 0; first + 1 < edges.length; first += size) {
      const end = Math.min(first + size, edges.length - 1);
      const head = words.range({ from: edges[first] ?? from, to: edges[end] ?? to });
      const cells = columns.map((column) => formatValue(column.slice(first, end).reduce((sum, value) => sum + value, 0)));
      rows.push({ key: first, head, cells });
    }
    return { caption: label, heads: [timeLabel, ...series.map((each) => each.label), ...(before ? [ghostLabel] : [])], rows };
  }, [layers, before, edges, words, from, to, label, timeLabel, series, ghostLabel, formatValue]);

  return (
    <TimeChart
      chart={props}
      {...{ words, edges, axis, top, data, drawUnder, read, readTable }}
      side="right"
      lines={GHOST}
      start={hasNow ? findBucket(edges, now) : Math.max(edges.length - 2, 0)}
    >
      {(box) => {
        if (!hasNow) return null;
        const x = scaleTime({ from, to }, box.width).xAt(now);
        return (
          <div
            className={x > box.width - 80 ? 'chart-now back' : 'chart-now'}
            style={{ left: box.left + x, top: 0, height: box.top + box.height }}
          >
            {nowLabel} {words.clock(now)}
          </div>
        );
      }}
    </TimeChart>
  );
}

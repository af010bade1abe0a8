import { useCallback, useMemo } from 'react';
import type { TimeLinesProps } from './chart-props.ts';
import { MOST_ROWS, type TableData } from './DataTable.tsx';
import { type LineValue, layLines } from './line-buckets.ts';
import { measureTexts } from './measure-text.ts';
import { TIME_AXIS_HEIGHT } from './plot-box.ts';
import { DASHES } from './SeriesMark.tsx';
import { spreadLabels } from './spread-labels.ts';
import { TimeChart } from './TimeChart.tsx';
import { thinLines } from './thin-lines.ts';
import { speakTime } from './time-format.ts';
import type { LineStyle } from './use-uplot.ts';
import { axisFromZero, axisOfMagnitudes, shareOfAxis } from './value-ticks.ts';

const TOP = 8;
/** Between the labels at the ends of lines, in pixels. */
const LABEL_SPACE = 14;

const STYLES: Record<TimeLinesProps['series'][number]['dash'], LineStyle> = {
  solid: { color: 'ink-1', width: 2 },
  dashed: { color: 'ink-2', width: 1.5, dash: DASHES.dashed },
  dotted: { color: 'ink-2', width: 1.3, dash: DASHES.dotted },
};

const sayValue = (value: LineValue, formatValue: (value: number) => string): string => (value == null ? '–' : formatValue(value));

/** Lines over time that differ by dash, each with its name and last value at its end. */
export function TimeLines(props: TimeLinesProps) {
  const { label, from, to, points, series, scale, unit = scale === 'log' ? 'duration' : 'number', bucketMs } = props;
  const { timeZone, language, height, timeLabel = '', formatValue } = props;
  const words = useMemo(() => speakTime(language, timeZone), [language, timeZone]);
  const { edges, lines } = useMemo(
    () => layLines({ points, series, from, to, timeZone, bucketMs }),
    [points, series, from, to, timeZone, bucketMs],
  );
  const plotHeight = height - TOP - TIME_AXIS_HEIGHT;

  const axis = useMemo(() => {
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (const line of lines)
      for (const value of line) {
        if (value == null) continue;
        most = Math.max(most, value);
        if (value > 0) least = Math.min(least, value);
      }
    const isLog = scale === 'log' && most > 0;
    return isLog ? axisOfMagnitudes(least, most, plotHeight, unit) : axisFromZero(most, plotHeight, unit, false);
  }, [lines, scale, unit, plotHeight]);

  const data = useMemo(() => {
    const middles = edges.slice(1).map((edge, n) => (edge + (edges[n] ?? edge)) / 2);
    // A logarithm knows no 0: what lasted no time lies on the floor.
    const isOnFloor = (value: LineValue) => axis.scale === 'log' && value != null && value < axis.low;
    const held = lines.map((line) => (line.some(isOnFloor) ? line.map((value) => (isOnFloor(value) ? axis.low : value)) : line));
    const thin = thinLines(middles, held);
    return [thin.xs, ...thin.lines] as [number[], ...LineValue[][]];
  }, [edges, lines, axis]);

  const ends = useMemo(() => {
    const found = lines.flatMap((line, n) => {
      const value = line.findLast((each) => each != null);
      return value == null ? [] : [{ label: series[n]?.label ?? '', text: formatValue(value), share: shareOfAxis(axis, value) }];
    });
    const tops = spreadLabels(
      found.map(({ share }) => (1 - share) * plotHeight),
      LABEL_SPACE,
      plotHeight,
    );
    return found.map((each, n) => ({ ...each, top: TOP + (tops[n] ?? 0) }));
  }, [lines, series, axis, plotHeight, formatValue]);
  const styles = useMemo(() => series.map(({ dash }) => STYLES[dash]), [series]);

  const readTable = useCallback((): TableData => {
    // Percentiles do not add up: where there are too many, some of them speak for all.
    const size = Math.ceil((edges.length - 1) / MOST_ROWS);
    const rows = [];
    for (let bucket = 0; bucket + 1 < edges.length; bucket += size) {
      const head = words.range({ from: edges[bucket] ?? from, to: edges[bucket + 1] ?? to });
      rows.push({ key: bucket, head, cells: lines.map((line) => sayValue(line[bucket], formatValue)) });
    }
    return { caption: label, heads: [timeLabel, ...series.map((each) => each.label)], rows };
  }, [edges, lines, words, from, to, label, timeLabel, series, formatValue]);

  return (
    <TimeChart
      chart={props}
      {...{ words, edges, axis, data, readTable }}
      side="left"
      top={TOP}
      end={measureTexts(ends.map((end) => `${end.label} ${end.text}`)) + 10}
      lines={styles}
      start={Math.max(edges.length - 2, 0)}
      read={(bucket) =>
        series.map(({ dash, label: name }, n) => ({ mark: dash, label: name, text: sayValue(lines[n]?.[bucket], formatValue) }))
      }
      dotsAt={(bucket) => lines.flatMap((line) => (line[bucket] == null ? [] : [shareOfAxis(axis, line[bucket])]))}
    >
      {(box) =>
        ends.map(({ label: name, text, top }) => (
          <span key={name} className="chart-end" style={{ left: box.left + box.width + 8, top }}>
            <b>{name}</b> {text}
          </span>
        ))
      }
    </TimeChart>
  );
}

import type { JobStatus } from '#contract/schemas/job.ts';

/** A stretch of time in ms since the epoch; `to` is outside. */
export interface TimeRange {
  from: number;
  to: number;
}

export interface TimePoint {
  /** ms since the epoch: where the bucket begins. */
  at: number;
}

/** What both time charts share. Every text comes from outside; the charts know no language but dates and digits. */
export interface TimeChartProps {
  /** The accessible name. */
  label: string;
  /** ms since the epoch; `to` is outside. */
  from: number;
  to: number;
  formatValue(value: number): string;
  /** Shorter, for the axis: 6k. `formatValue` without it. */
  formatTick?: ((value: number) => string) | undefined;
  /** An IANA name: whose days and clock the axis shows. */
  timeZone: string;
  /** A BCP 47 tag, for dates. */
  language: string;
  /** Of the whole chart with its axis, in CSS pixels. */
  height: number;
  selection?: TimeRange | null | undefined;
  /** Where it is given, a range can be dragged or chosen by keys; edges lie on buckets. null: cleared. */
  onSelect?: ((range: TimeRange | null) => void) | undefined;
  /** For screen readers: how the keys choose a range (Shift and arrows, Enter, Escape). */
  hint?: string | undefined;
  /** The head of the first column in the table for screen readers. */
  timeLabel?: string | undefined;
}

export interface BarSeries {
  label: string;
  /** Failed is hatched. */
  kind: 'plain' | 'failed' | 'running';
}

export interface TimeBarsProps extends TimeChartProps {
  /** Width of a bucket; whole days follow the zone’s calendar. */
  bucketMs: number;
  /** Sparse: a bucket that is absent counts 0. `values` in the order of `series`. */
  points: readonly (TimePoint & { values: readonly number[] })[];
  /** From the bottom up. */
  series: readonly BarSeries[];
  /** The period before, sparse as well. */
  ghost?: readonly (TimePoint & { value: number })[] | undefined;
  ghostLabel?: string | undefined;
  /** Where the ghost’s own period begins, if its moments are its own; without it they are already moved onto this axis. */
  ghostFrom?: number | undefined;
  /** A line at this moment. */
  now?: number | undefined;
  /** The word before the clock time at that line. */
  nowLabel?: string | undefined;
}

export interface LineSeries {
  label: string;
  dash: 'solid' | 'dashed' | 'dotted';
}

export interface TimeLinesProps extends TimeChartProps {
  /** In ascending order; null breaks the line. `values` in the order of `series`. */
  points: readonly (TimePoint & { values: readonly (number | null)[] })[];
  series: readonly LineSeries[];
  scale: 'linear' | 'log';
  /** `duration`: values are ms, and ticks stand at seconds, minutes and hours. Default: duration on a log scale, else number. */
  unit?: 'duration' | 'number' | undefined;
  /** Width of a bucket; the smallest distance between points without it. */
  bucketMs?: number | undefined;
}

export interface SparklineProps {
  values: readonly number[];
  /** The period before, dotted, on the same scale. */
  before?: readonly number[] | undefined;
  tone?: JobStatus | 'ink' | undefined;
  /** Without it, the line is decoration beside a number that says it. */
  label?: string | undefined;
  width?: number | undefined;
  height?: number | undefined;
  area?: boolean | undefined;
}

export interface TrendBarsProps {
  values: readonly number[];
  tone: 'failed' | 'ink';
  label: string;
}

/** 0 is Sunday. */
export interface WeekHour {
  weekday: number;
  hour: number;
}

export interface WeekHeatmapProps {
  label: string;
  /** Sparse: an absent hour counts 0; null is an hour in which nothing was measured. */
  cells: readonly (WeekHour & { value: number | null })[];
  tone: 'failed' | 'ink';
  formatValue(value: number): string;
  language: string;
  weekStartsOn: 0 | 1 | 6;
  onPick?: ((cell: WeekHour) => void) | undefined;
  /** Cells from this value up print it. */
  showFrom: number;
  /** How days and hours are summed up: `max` for values that do not add, such as percentiles. Default: sum. */
  combine?: 'sum' | 'max' | undefined;
  /** The head of the column of days’ totals, and of the row of hours’ totals. */
  allDayLabel?: string | undefined;
  allWeekLabel?: string | undefined;
  /** At the deepest colour of the legend; the formatted maximum without it. */
  maxLabel?: string | undefined;
  /** At the end of the legend. */
  note?: string | undefined;
}

export interface DurationRangeProps {
  valueMs: number;
  p5: number;
  p50: number;
  p95: number;
  status: JobStatus;
  label: string;
}

export interface SlotPipsProps {
  busy: number;
  total: number;
  label: string;
}

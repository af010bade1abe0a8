import { useMemo, useState } from 'react';
import type { TimeRange } from '#renderer/components/charts/chart-props.ts';
import { TimeBars } from '#renderer/components/charts/TimeBars.tsx';
import { TimeLines } from '#renderer/components/charts/TimeLines.tsx';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { analyticsOf } from '../data/insight.ts';
import { ago, DAY, HOUR, now } from '../data/moments.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const to = Math.floor(now / HOUR) * HOUR + HOUR;
const from = to - DAY;
const figures = analyticsOf({ from: new Date(from), to: new Date(to), bucket: 'hour' });
const shared = { from, to, bucketMs: HOUR, timeZone: 'UTC', language: 'en', height: 190, formatValue: formatNumber };
const bars = [
  { label: 'Completed', kind: 'plain' as const },
  { label: 'Failed', kind: 'failed' as const },
];
const barPoints = figures.series.map(({ at, completed, failed }) => ({ at: +at, values: [completed, failed] }));
const before = figures.previousSeries.map(({ at, completed, failed }) => ({ at: +at, value: completed + failed }));
const chosen: TimeRange = { from: from + 6 * HOUR, to: from + 11 * HOUR };

function Bars() {
  const [range, setRange] = useState<TimeRange | null>(chosen);
  return (
    <>
      <Sample name="with the period before, and a line at now" width={560}>
        <TimeBars
          {...shared}
          label="Runs by hour"
          points={barPoints}
          series={bars}
          ghost={before}
          ghostLabel="The day before"
          ghostFrom={from - DAY}
          now={+ago(2 * HOUR)}
          nowLabel="now"
        />
      </Sample>
      <Sample name="a span is chosen" width={560}>
        <TimeBars {...shared} label="Runs, a span chosen" points={barPoints} series={bars} selection={range} onSelect={setRange} />
      </Sample>
      <Sample name="nothing ended" width={560}>
        <TimeBars {...shared} label="Runs of a quiet day" points={[]} series={bars} />
      </Sample>
    </>
  );
}

const lines = [
  { label: 'p50', dash: 'solid' as const },
  { label: 'p95', dash: 'dashed' as const },
  { label: 'p99', dash: 'dotted' as const },
];

function Lines() {
  const points = useMemo(
    () =>
      figures.series.map(({ at, durationMs: { p50, p95, p99 } }, n) => ({
        at: +at,
        values: n === 9 ? [null, null, null] : [p50, p95, p99],
      })),
    [],
  );
  const duration = { ...shared, series: lines, formatValue: formatDuration };
  return (
    <>
      <Sample name="durations, an hour in which nothing was measured" width={560}>
        <TimeLines {...duration} label="Durations" points={points} scale="log" />
      </Sample>
      <Sample name="a span is chosen" width={560}>
        <TimeLines {...duration} label="Durations, a span chosen" points={points} scale="log" selection={chosen} onSelect={() => {}} />
      </Sample>
      <Sample name="linear" width={560}>
        <TimeLines {...shared} label="Items" points={points} series={lines.slice(0, 1)} scale="linear" />
      </Sample>
      <Sample name="nothing measured" width={560}>
        <TimeLines {...duration} label="Durations of a quiet day" points={[]} scale="log" />
      </Sample>
    </>
  );
}

export const chartSections: readonly Section[] = [
  { id: 'bars', content: <Bars /> },
  { id: 'lines', content: <Lines /> },
];

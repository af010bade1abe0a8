import { jobStatuses } from '#contract/schemas/job-status.ts';
import { CountCell, Delta } from '#renderer/components/CountCell.tsx';
import { DurationRange } from '#renderer/components/charts/DurationRange.tsx';
import { SlotPips } from '#renderer/components/charts/SlotPips.tsx';
import { Sparkline } from '#renderer/components/charts/Sparkline.tsx';
import { TrendBars } from '#renderer/components/charts/TrendBars.tsx';
import { WeekHeatmap } from '#renderer/components/charts/WeekHeatmap.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { failures, heatmap } from '../data/insight.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const values = [3, 5, 4, 8, 6, 9, 12, 8, 7, 14, 11, 9];
const before = values.toReversed();
const trend = failures.items[0]?.trend ?? [];

function Small() {
  return (
    <>
      <Sample name="Sparkline: plain, of a status, with the period before, flat, one value">
        <Sparkline values={values} />
        <Sparkline values={values} tone="failed" area />
        <Sparkline values={values} before={before} label="Runs" />
        <Sparkline values={values.map(() => 0)} />
        <Sparkline values={[4]} />
      </Sample>
      <Sample name="TrendBars: of failures, plain, nothing">
        <TrendBars values={trend} tone="failed" label="Failures" />
        <TrendBars values={values} tone="ink" label="Runs" />
        <TrendBars values={values.map(() => 0)} tone="ink" label="No runs" />
      </Sample>
      <Sample name="DurationRange: by status, far out">
        {jobStatuses.map((status, n) => (
          <DurationRange key={status} status={status} valueMs={9_000 * 3 ** n} p5={6_000} p50={31_000} p95={312_000} label={status} />
        ))}
      </Sample>
      <Sample name="SlotPips: none, some, all, too many to count">
        <SlotPips busy={0} total={4} label="0 of 4" />
        <SlotPips busy={2} total={4} label="2 of 4" />
        <SlotPips busy={4} total={4} label="4 of 4" />
        <SlotPips busy={28} total={40} label="28 of 40" />
      </Sample>
      <Sample name="CountCell: of a status, better, worse, not known yet" width={760}>
        <div className="strip">
          <CountCell href="/" status="running" value="4" detail="of 10 slots" />
          <CountCell href="/" status="failed" value="148" history={values} detail={<Delta by={12} better="down" text="12 more" />} />
          <CountCell href="/" status="completed" value="12,480" history={before} detail={<Delta by={30} better="up" text="30 more" />} />
          <CountCell href="/" label="Success rate" value={null} unit="%" detail="" />
        </div>
      </Sample>
    </>
  );
}

const week = { language: 'en', weekStartsOn: 1 as const, formatValue: formatNumber, allDayLabel: 'All day', allWeekLabel: 'All week' };

function Weeks() {
  const cells = heatmap.cells;
  return (
    <>
      <Sample name="failures" width={640}>
        <div className="pad">
          <WeekHeatmap
            {...week}
            label="Failures"
            tone="failed"
            showFrom={6}
            cells={cells.map((cell) => ({ ...cell, value: cell.failed }))}
          />
        </div>
      </Sample>
      <Sample name="waits, hours that can be picked, some not measured" width={640}>
        <div className="pad">
          <WeekHeatmap
            {...week}
            label="Waits"
            tone="ink"
            combine="max"
            showFrom={1_000_000}
            cells={cells.map((cell) => ({ ...cell, value: cell.waitP95Ms }))}
            onPick={() => {}}
          />
        </div>
      </Sample>
      <Sample name="nothing" width={640}>
        <div className="pad">
          <WeekHeatmap {...week} label="Nothing" tone="ink" showFrom={1} cells={[]} />
        </div>
      </Sample>
    </>
  );
}

export const smallChartSections: readonly Section[] = [
  { id: 'small-charts', content: <Small /> },
  { id: 'week', content: <Weeks /> },
];

import type { BarSeries } from './chart-props.ts';
import { SeriesMark } from './SeriesMark.tsx';

/** What the bars of a chart are, and the line of the period before where there is one. */
export function BarsLegend({ series, ghostLabel }: { series: readonly BarSeries[]; ghostLabel?: string | undefined }) {
  return (
    <span className="legend wide">
      {series.map(({ label, kind }) => (
        <span key={kind}>
          <SeriesMark kind={kind} />
          {label}
        </span>
      ))}
      {ghostLabel && (
        <span>
          <SeriesMark kind="ghost" />
          {ghostLabel}
        </span>
      )}
    </span>
  );
}

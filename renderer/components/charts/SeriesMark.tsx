import type { BarSeries, LineSeries } from './chart-props.ts';

export type Mark = BarSeries['kind'] | LineSeries['dash'] | 'ghost';

const FILLS = { plain: 'var(--ink-4)', failed: 'url(#hatch)', running: 'var(--running-fill)' };
export const DASHES = { solid: undefined, dashed: [5, 3], dotted: [1.5, 2.5] };

/** How a series is drawn, for legends and tooltips; the word stands beside it. */
export function SeriesMark({ kind }: { kind: Mark }) {
  return (
    <svg className="chart-mark" width={14} height={10} viewBox="0 0 14 10" aria-hidden="true">
      {kind === 'ghost' && <path className="ghost" d="M0 5h14" />}
      {(kind === 'plain' || kind === 'failed' || kind === 'running') && <rect width={8} height={10} x={3} fill={FILLS[kind]} />}
      {(kind === 'solid' || kind === 'dashed' || kind === 'dotted') && (
        <path
          d="M0 5h14"
          stroke={kind === 'solid' ? 'var(--ink-1)' : 'var(--ink-2)'}
          strokeWidth={kind === 'solid' ? 2 : 1.5}
          strokeDasharray={DASHES[kind]?.join(' ')}
        />
      )}
    </svg>
  );
}

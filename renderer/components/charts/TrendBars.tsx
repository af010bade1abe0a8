import type { TrendBarsProps } from './chart-props.ts';

const WIDTH = 72;
const BASE = 17;
const TALLEST = 16;

/** A period in equal parts, as small bars. An empty part keeps a tick of a pixel. */
export function TrendBars({ values, tone, label }: TrendBarsProps) {
  const most = Math.max(...values, 1);
  const pitch = WIDTH / Math.max(values.length, 1);
  const fill = tone === 'failed' ? 'var(--failed-fill)' : 'var(--ink-3)';
  return (
    <svg className="chart-spark" width={WIDTH} height={18} viewBox={`0 0 ${WIDTH} 18`} role="img" aria-label={label}>
      {values.map((value, n) => {
        const height = value > 0 ? Math.max((value / most) * TALLEST, 1.5) : 1;
        const x = n * pitch;
        return <rect key={x} x={x} y={BASE - height} width={pitch * 0.7} height={height} fill={value > 0 ? fill : 'var(--ink-4)'} />;
      })}
    </svg>
  );
}

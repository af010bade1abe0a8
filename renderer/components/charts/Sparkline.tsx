import type { SparklineProps } from './chart-props.ts';
import { drawPath, placeLines } from './sparkline-path.ts';

/** A small line that ends in a dot. It stands beside the number that it is about. */
export function Sparkline({ values, before = [], tone = 'ink', label, width = 84, height = 26, area = false }: SparklineProps) {
  const [line = [], past = []] = placeLines([values, before], width, height);
  const end = line.at(-1);
  const ink = before.length > 0 ? 'var(--ink-2)' : 'var(--ink-3)';
  const color = tone === 'ink' ? ink : `var(--${tone}-fill)`;
  return (
    <svg
      className="chart-spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {end && area && <path d={`${drawPath(line)}L${end.x} ${height}L0 ${height}Z`} fill={color} opacity={0.12} />}
      {past.length > 1 && <path className="ghost" d={drawPath(past)} />}
      <path d={drawPath(line)} fill="none" stroke={color} strokeWidth={1.4} strokeLinejoin="round" />
      {end && <circle cx={end.x} cy={end.y} r={2} fill={color} />}
    </svg>
  );
}

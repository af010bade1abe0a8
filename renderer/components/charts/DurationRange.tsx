import type { DurationRangeProps } from './chart-props.ts';
import { placeDuration, STRIP } from './duration-scale.ts';

/** A run's duration against its type's usual ones: the bar is p5 to p95, the tick p50, the dot this run; log scale. */
export function DurationRange({ valueMs, p5, p50, p95, status, label }: DurationRangeProps) {
  const tick = placeDuration(p50, p5, p95);
  return (
    <svg className="chart-spark" width={STRIP.width} height={14} viewBox={`0 0 ${STRIP.width} 14`} role="img" aria-label={label}>
      <line className="ax0" x1={0} x2={STRIP.width} y1={7} y2={7} />
      <rect x={STRIP.p5} y={4} width={STRIP.p95 - STRIP.p5} height={6} rx={1} fill="var(--surface-3)" />
      <line x1={tick} x2={tick} y1={2.5} y2={11.5} stroke="var(--ink-4)" strokeWidth={1.5} />
      <circle cx={placeDuration(valueMs, p5, p95)} cy={7} r={STRIP.dot} fill={`var(--${status}-fg)`} />
    </svg>
  );
}

import { useId, useRef } from 'react';
import { ChartTooltip, type Reading } from './ChartTooltip.tsx';
import type { TimeRange } from './chart-props.ts';
import { type PlotBox, scaleTime } from './plot-box.ts';
import type { TimeWords } from './time-format.ts';
import { useBrush } from './use-brush.ts';

export interface SurfaceProps {
  label: string;
  hint: string | undefined;
  box: PlotBox;
  span: TimeRange;
  edges: readonly number[];
  words: TimeWords;
  selection: TimeRange | null;
  onSelect: ((range: TimeRange | null) => void) | undefined;
  /** The bucket at which the keys begin. */
  start: number;
  read(bucket: number): Reading[];
  /** How far up, 0 to 1, the values of a bucket have a dot. */
  dotsAt?: ((bucket: number) => number[]) | undefined;
}

/**
 * The part of a time chart that answers to pointer and keys: cursor, brush and tooltip, over a canvas that does not repaint for them.
 * It is a slider over the buckets, which is how a screen reader passes arrows on and speaks what stands there.
 */
export function PlotSurface({ label, hint, box, span, edges, words, selection, onSelect, start, read, dotsAt }: SurfaceProps) {
  const hintId = useId();
  const surface = useRef<HTMLDivElement>(null);
  const scale = scaleTime(span, box.width);
  const brush = useBrush({ edges, span, scale, selection, onSelect, start });
  const rangeOf = (bucket: number): TimeRange => ({ from: edges[bucket] ?? span.from, to: edges[bucket + 1] ?? span.to });
  const place = ({ from, to }: TimeRange) => {
    const left = scale.xAt(Math.max(from, span.from));
    return { left, width: Math.max(scale.xAt(Math.min(to, span.to)) - left, 1) };
  };
  const chosen = brush.drag ?? selection;
  const band = chosen && chosen.to > span.from && chosen.from < span.to ? place(chosen) : null;
  const column = brush.bucket === null || brush.drag ? null : place(rangeOf(brush.bucket));
  const spoken = [words.range(rangeOf(brush.keyed)), ...read(brush.keyed).map((each) => `${each.label} ${each.text}`)].join(', ');

  return (
    <>
      <div
        ref={surface}
        className="chart-surface"
        style={{ ...box, cursor: brush.isOnEdge ? 'ew-resize' : undefined }}
        data-brush={onSelect !== undefined}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={hint && hintId}
        aria-valuemin={0}
        aria-valuemax={Math.max(edges.length - 2, 0)}
        aria-valuenow={brush.keyed}
        aria-valuetext={brush.drag ? words.range(brush.drag) : spoken}
        {...brush.handlers}
      >
        {band && <div className="chart-band" style={band} />}
        {column && <div className={column.width < 3 || dotsAt ? 'chart-cursor thin' : 'chart-cursor'} style={column} />}
        {column &&
          brush.bucket !== null &&
          dotsAt?.(brush.bucket).map((share, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a dot a line, in the lines' order
            <i key={n} className="chart-dot" style={{ left: column.left + column.width / 2, top: (1 - share) * box.height }} />
          ))}
      </div>
      {hint && (
        <span id={hintId} className="sr">
          {hint}
        </span>
      )}
      {column && brush.bucket !== null && (
        <ChartTooltip
          inside={surface}
          x={column.left + column.width / 2}
          y={0}
          title={words.range(rangeOf(brush.bucket))}
          readings={read(brush.bucket)}
        />
      )}
      {brush.drag && band && (
        <ChartTooltip inside={surface} x={band.left + band.width} y={0} title={words.range(brush.drag)} readings={[]} />
      )}
    </>
  );
}

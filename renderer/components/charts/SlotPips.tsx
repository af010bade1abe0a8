import type { SlotPipsProps } from './chart-props.ts';

/** More slots than this are a bar: pips would no longer be counted, and leave the column. */
const MOST_PIPS = 24;

/** Slots of a queue or a worker, those that are busy filled. */
export function SlotPips({ busy, total, label }: SlotPipsProps) {
  if (total > MOST_PIPS)
    return (
      <span className="bar chart-slots" data-s="running" role="img" aria-label={label}>
        <i style={{ inlineSize: `${(Math.min(busy, total) / total) * 100}%` }} />
      </span>
    );
  return (
    <span className="pips" role="img" aria-label={label}>
      {Array.from({ length: total }, (_, n) => n).map((n) => (
        <i key={n} className={n < busy ? 'on' : undefined} />
      ))}
    </span>
  );
}

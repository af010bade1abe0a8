import type { TimeRange } from './chart-props.ts';
import { findBucket } from './list-buckets.ts';

/** What a hand or a key does to a selection. All in ms since the epoch, so that buckets may move below it while data comes in. */
export type Drag =
  /** A new range from the bucket of `anchor` to that of `head`. */
  | { kind: 'range'; anchor: number; head: number }
  /** One edge of a range: `head` is where it is, `anchor` is the other edge. */
  | { kind: 'edge'; anchor: number; head: number };

/** The edge that lies nearest to a moment, by its number. */
function findEdge(edges: readonly number[], at: number): number {
  const bucket = findBucket(edges, at);
  const from = edges[bucket] ?? at;
  const to = edges[bucket + 1] ?? at;
  return at - from <= to - at ? bucket : bucket + 1;
}

/** The range that a drag covers: whole buckets, at least one of them, nothing outside of `bounds`. */
export function rangeOfDrag({ kind, anchor, head }: Drag, edges: readonly number[], bounds: TimeRange): TimeRange {
  const find = kind === 'edge' ? findEdge : findBucket;
  const [a, b] = [find(edges, anchor), find(edges, head)];
  const low = Math.min(a, b);
  const high = Math.max(a, b) + (kind === 'range' || a === b ? 1 : 0);
  // An edge dragged onto the last edge of all leaves the bucket before it.
  const start = kind === 'edge' && high >= edges.length ? low - 1 : low;
  const end = edges[Math.min(high, edges.length - 1)] ?? bounds.to;
  return { from: Math.max(edges[start] ?? bounds.from, bounds.from), to: Math.min(end, bounds.to) };
}

/** Pixels to ms and back. */
interface Scale {
  timeAt(x: number): number;
  xAt(at: number): number;
}

/** How near a pointer must be to an edge to take it, in pixels. */
const REACH = { mouse: 5, touch: 16 };

/** Whether a pointer at `x` would take an edge of the selection. */
export function isOnEdge(x: number, selection: TimeRange | null, { xAt }: Scale, pointer: string): boolean {
  if (!selection) return false;
  const reach = pointer === 'mouse' ? REACH.mouse : REACH.touch;
  return Math.min(Math.abs(x - xAt(selection.from)), Math.abs(x - xAt(selection.to))) <= reach;
}

/** What begins where a pointer goes down: the edge of the selection within reach, or else a new range. */
export function beginDrag(x: number, selection: TimeRange | null, scale: Scale, pointer: string): Drag {
  if (!selection || !isOnEdge(x, selection, scale, pointer)) return { kind: 'range', anchor: scale.timeAt(x), head: scale.timeAt(x) };
  const isLeft = Math.abs(x - scale.xAt(selection.from)) < Math.abs(x - scale.xAt(selection.to));
  const [anchor, head] = isLeft ? [selection.to, selection.from] : [selection.from, selection.to];
  return { kind: 'edge', anchor, head };
}

/** The bucket to which a key moves the cursor, or null where the key does not move it. */
export function moveCursor(key: string, bucket: number, count: number): number | null {
  const to = { ArrowLeft: bucket - 1, ArrowRight: bucket + 1, PageUp: bucket - 10, PageDown: bucket + 10, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), count - 1);
}

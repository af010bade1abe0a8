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

/** How near a pointer must be to an edge to take it, in pixels. */
const REACH = { mouse: 5, touch: 16 };

/** What begins where a pointer goes down: the edge of the selection within reach, or else a new range. `at` turns pixels into ms. */
export function beginDrag(
  x: number,
  selection: TimeRange | null,
  { timeAt, xAt }: { timeAt(x: number): number; xAt(at: number): number },
  pointer: string,
): Drag {
  const reach = pointer === 'mouse' ? REACH.mouse : REACH.touch;
  if (selection) {
    const left = Math.abs(x - xAt(selection.from));
    const right = Math.abs(x - xAt(selection.to));
    if (Math.min(left, right) <= reach) {
      const [anchor, head] = left < right ? [selection.to, selection.from] : [selection.from, selection.to];
      return { kind: 'edge', anchor, head };
    }
  }
  return { kind: 'range', anchor: timeAt(x), head: timeAt(x) };
}

/** The bucket to which a key moves the cursor, or null where the key does not move it. */
export function moveCursor(key: string, bucket: number, count: number): number | null {
  const to = { ArrowLeft: bucket - 1, ArrowRight: bucket + 1, PageUp: bucket - 10, PageDown: bucket + 10, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), count - 1);
}

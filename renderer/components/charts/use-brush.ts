import { type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { beginDrag, type Drag, isOnEdge, moveCursor, rangeOfDrag } from './brush.ts';
import type { TimeRange } from './chart-props.ts';
import { findBucket } from './list-buckets.ts';
import type { scaleTime } from './plot-box.ts';

interface Brush {
  edges: readonly number[];
  span: TimeRange;
  scale: ReturnType<typeof scaleTime>;
  selection: TimeRange | null;
  onSelect: ((range: TimeRange | null) => void) | undefined;
  /** The bucket at which the keys begin. */
  start: number;
}

/** A pointer that moved less than this has clicked, in pixels. */
const SLACK = 3;

/**
 * Pointer and keys over a plot: which bucket they are at, and the range that they choose.
 * Drag chooses, at an edge of the selection it moves the edge; a double click clears. Arrows move, with Shift they choose, Enter applies, Escape takes back.
 */
export function useBrush({ edges, span, scale, selection, onSelect, start }: Brush) {
  /** All in ms, as buckets may move while data comes in. */
  const [hover, setHover] = useState<{ at: number; isOnEdge: boolean } | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const press = useRef<{ x: number; drag: Drag; isMoving: boolean } | null>(null);
  const count = edges.length - 1;

  const bucketRange = (bucket: number): TimeRange =>
    rangeOfDrag({ kind: 'range', anchor: edges[bucket] ?? 0, head: edges[bucket] ?? 0 }, edges, span);
  const apply = (range: TimeRange | null) => {
    setDrag(null);
    onSelect?.(range);
  };
  const xOf = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;

  const pointer = {
    onPointerDown(event: PointerEvent) {
      const x = xOf(event);
      // A finger leaves nothing behind that hovers: the bucket stays chosen until focus goes.
      if (event.pointerType !== 'mouse') setCursor(scale.timeAt(x));
      if (!onSelect || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag(null);
      press.current = { x, drag: beginDrag(x, selection, scale, event.pointerType), isMoving: false };
    },
    onPointerMove(event: PointerEvent) {
      const x = xOf(event);
      setHover({ at: scale.timeAt(x), isOnEdge: onSelect !== undefined && isOnEdge(x, selection, scale, event.pointerType) });
      const held = press.current;
      if (!held || (!held.isMoving && Math.abs(x - held.x) < SLACK)) return;
      press.current = { ...held, isMoving: true, drag: { ...held.drag, head: scale.timeAt(x) } };
      setDrag(press.current.drag);
    },
    onPointerUp() {
      const held = press.current;
      press.current = null;
      if (held?.isMoving) apply(rangeOfDrag(held.drag, edges, span));
    },
    onPointerCancel() {
      press.current = null;
      setDrag(null);
      setHover(null);
    },
    onPointerLeave: () => setHover(null),
    onDoubleClick: () => selection && apply(null),
  };

  /** Whether the key meant something here. */
  const readKey = (key: string, isShift: boolean): boolean => {
    const bucket = cursor === null ? start : findBucket(edges, cursor);
    const next = moveCursor(key, bucket, count);
    if (next !== null) {
      const head = edges[next] ?? 0;
      // A pointer that rests over the plot no longer says what is looked at.
      setHover(null);
      setCursor(head);
      setDrag(isShift && onSelect ? { kind: 'range', anchor: drag?.anchor ?? edges[bucket] ?? 0, head } : null);
      return true;
    }
    if (key === 'Enter' && onSelect) {
      apply(drag ? rangeOfDrag(drag, edges, span) : bucketRange(bucket));
      return true;
    }
    if (key !== 'Escape') return false;
    if (drag) {
      setDrag(null);
      press.current = null;
      return true;
    }
    setHover(null);
    setCursor(null);
    if (!selection || !onSelect) return false;
    apply(null);
    return true;
  };

  return {
    drag: drag && rangeOfDrag(drag, edges, span),
    isOnEdge: hover?.isOnEdge === true || drag?.kind === 'edge',
    /** The bucket that is looked at. */
    bucket: hover ? findBucket(edges, hover.at) : cursor === null ? null : findBucket(edges, cursor),
    /** The bucket at which the keys are. */
    keyed: cursor === null ? start : findBucket(edges, cursor),
    handlers: {
      ...pointer,
      onKeyDown(event: KeyboardEvent) {
        if (event.ctrlKey || event.metaKey || event.altKey || !readKey(event.key, event.shiftKey)) return;
        event.preventDefault();
        // The page's own keys (Escape closes, arrows walk lists) do not act as well.
        event.stopPropagation();
      },
      onFocus(event: FocusEvent) {
        if (event.currentTarget.matches(':focus-visible')) setCursor((at) => at ?? edges[start] ?? null);
      },
      onBlur() {
        setCursor(null);
        if (!press.current) setDrag(null);
      },
    },
  };
}

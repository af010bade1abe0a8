import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Place {
  index: number;
  /** Of the row that is meant; null while it is on its way. */
  key: string | null;
}

/** How far a row may have moved and still be followed. */
const NEAR = 300;

/** Where the row of that key stands, looked for from `from` outwards. */
function findNear(key: string, from: number, keyAt: (index: number) => string | undefined): number | null {
  for (let far = 0; far <= NEAR; far += 1) {
    if (keyAt(from + far) === key) return from + far;
    if (keyAt(from - far) === key) return from - far;
  }
  return null;
}

/**
 * Which row the keys are on. The focus follows it, and stays on that row when rows come, go and are drawn anew. `move` goes to a row by
 * its index and takes the focus along.
 */
export function useGridFocus<Row>(options: {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  rowAt(index: number): Row | undefined;
  keyOf(row: Row): string;
  current: string | null | undefined;
  onCurrent: ((row: Row, index: number) => void) | undefined;
}) {
  const { scroller, count, rowAt, keyOf, current, onCurrent } = options;
  const [place, setPlace] = useState<Place>({ index: 0, key: null });
  /** A row has the focus, or should have it again. */
  const hasFocus = useRef(false);
  const wantsFocus = useRef(false);
  const keyAt = (index: number): string | undefined => {
    const row = index >= 0 && index < count ? rowAt(index) : undefined;
    return row && keyOf(row);
  };
  const key = keyAt(place.index);
  const wanted = current ?? place.key;

  // The row that is meant stands elsewhere now, or another one is meant.
  const found = wanted !== null && key !== wanted ? findNear(wanted, place.index, keyAt) : null;
  if (found !== null) setPlace({ index: found, key: wanted });

  const isAwaited = wantsFocus.current && place.key === null && key !== undefined;
  useEffect(() => {
    const row = rowAt(place.index);
    // Moved to before it was there.
    if (!isAwaited || !row) return;
    setPlace({ index: place.index, key: keyOf(row) });
    onCurrent?.(row, place.index);
  }, [isAwaited, place.index, rowAt, keyOf, onCurrent]);

  useLayoutEffect(() => {
    const isLost = hasFocus.current && (document.activeElement === document.body || document.activeElement === null);
    if (!wantsFocus.current && !isLost) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${place.index}"]`);
    element?.focus({ preventScroll: true });
    if (key !== undefined) wantsFocus.current = false;
  });

  return {
    place,
    highlighted: current === undefined ? place.key : current,
    move(index: number, { focus = true } = {}): number {
      const next = Math.max(0, Math.min(count - 1, index));
      const row = rowAt(next);
      wantsFocus.current = focus;
      setPlace({ index: next, key: row ? keyOf(row) : null });
      if (row) onCurrent?.(row, next);
      return next;
    },
    onFocus(index: number) {
      hasFocus.current = true;
      setPlace((before) => (before.index === index ? before : { index, key: keyAt(index) ?? null }));
    },
    onBlur(event: React.FocusEvent) {
      // A row that is taken out of the document has lost the focus to nothing.
      if (event.relatedTarget !== null || event.target.isConnected) hasFocus.current = false;
    },
  };
}

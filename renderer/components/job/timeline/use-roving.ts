import { type KeyboardEvent, type RefObject, useState } from 'react';

interface Place {
  row: number;
  index: number;
}

/**
 * Arrow keys over rows of buttons of which one is in the tab order: left and right along a row, up and down to the nearest of another.
 * `xs` has each row's places from left to right; the buttons carry `data-place="row:index"`.
 */
export function useRoving(container: RefObject<HTMLElement | null>, xs: readonly (readonly number[])[]) {
  const [place, setPlace] = useState<Place>({ row: 0, index: 0 });
  const firstRow = Math.max(
    0,
    xs.findIndex((row) => row.length > 0),
  );
  const row = (xs[place.row]?.length ?? 0) > 0 ? place.row : firstRow;
  const current = { row, index: Math.min(place.index, Math.max(0, (xs[row]?.length ?? 0) - 1)) };

  function go(next: Place): void {
    setPlace(next);
    container.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.index}"]`)?.focus();
  }
  function nearest(inRow: number): Place {
    const x = xs[current.row]?.[current.index] ?? 0;
    const distances = (xs[inRow] ?? []).map((each) => Math.abs(each - x));
    return { row: inRow, index: distances.indexOf(Math.min(...distances)) };
  }
  /** Where a key leads; undefined where it leads nowhere. */
  function target(key: string): Place | undefined {
    const count = xs[current.row]?.length ?? 0;
    const along = { ArrowLeft: current.index - 1, ArrowRight: current.index + 1, Home: 0, End: count - 1 }[key];
    if (along !== undefined) return { row: current.row, index: Math.min(count - 1, Math.max(0, along)) };
    const across = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (across === undefined) return undefined;
    let next = current.row + across;
    while (xs[next]?.length === 0) next += across;
    return xs[next] ? nearest(next) : current;
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = target(event.key);
    if (!next) return;
    event.preventDefault();
    go(next);
  }
  return {
    onKeyDown,
    isCurrent: (inRow: number, index: number) => inRow === current.row && index === current.index,
    setCurrent: (inRow: number, index: number) => setPlace({ row: inRow, index }),
  };
}

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect } from 'react';

const OVERSCAN = 8;

interface GridRows {
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** In the order of the page, the one that has the focus among them wherever it is. */
  items: readonly { index: number; top: number }[];
  first: number;
  last: number;
}

/** Which rows are in the document: those in view, some around them, and the one with the focus, which would be lost with it. */
export function useGridRows(options: {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  rowHeight: number;
  headHeight: number;
  kept: number | null;
}): GridRows {
  const { scroller, count, rowHeight, headHeight, kept } = options;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are kept by row until they are told to be others.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const shown = virtualizer.getVirtualItems().map(({ index }) => index);
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  if (kept !== null && kept < count && !shown.includes(kept)) {
    if (kept < (shown[0] ?? 0)) shown.unshift(kept);
    else shown.push(kept);
  }
  return { virtualizer, items: shown.map((index) => ({ index, top: index * rowHeight })), first, last };
}

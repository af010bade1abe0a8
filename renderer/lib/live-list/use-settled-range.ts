import { useCallback, useEffect, useRef, useState } from 'react';

/** Who drags the scroll bar passes pages that nobody needs: so long at least between two that are asked for. */
const SETTLE_MS = 80;

export interface RowRange {
  first: number;
  last: number;
}

/** The rows in view: told at once when they had stood still, and again at most so often while they change. */
export function useSettledRange(): { range: RowRange; setRange(first: number, last: number): void } {
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 });
  const waiting = useRef<RowRange | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = useCallback((first: number, last: number) => {
    if (timer.current !== undefined) {
      waiting.current = { first, last };
      return;
    }
    setRange({ first, last });
    const settle = () => {
      timer.current = undefined;
      if (waiting.current) tell(waiting.current.first, waiting.current.last);
      waiting.current = null;
    };
    timer.current = setTimeout(settle, SETTLE_MS);
  }, []);
  return { range, setRange: tell };
}

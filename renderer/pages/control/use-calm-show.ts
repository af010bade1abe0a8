import { useEffect, useRef } from 'react';
import type { LiveList } from '#renderer/lib/live-list/use-live-list.ts';
import { useSelection } from '#renderer/stores/selection.ts';

const WAIT_MS = 1_000;

/**
 * A list that is shorter than its place takes what is new by itself while nobody points at it or is in it: nothing moves under anyone's
 * hand. What is returned belongs on the element around the rows.
 */
export function useCalmShow(list: LiveList, rowHeight: number) {
  const element = useRef<HTMLDivElement>(null);
  const isPointedAt = useRef(false);
  const latest = useRef(list);
  latest.current = list;
  const { changes } = list;
  useEffect(() => {
    if (changes.created.size + changes.gone.size + changes.moved.size === 0 && !changes.isMany) return;
    const timer = setInterval(() => {
      const { count, show } = latest.current;
      const box = element.current;
      const isShort = box !== null && (count + 2) * rowHeight < box.clientHeight;
      const isInUse = isPointedAt.current || box?.contains(document.activeElement) || useSelection.getState().jobs.size > 0;
      if (count === 0 || (isShort && !isInUse)) show();
    }, WAIT_MS);
    return () => clearInterval(timer);
  }, [changes, rowHeight]);
  return {
    ref: element,
    onPointerEnter() {
      isPointedAt.current = true;
    },
    onPointerLeave() {
      isPointedAt.current = false;
    },
  };
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LogState, LogWindow } from './log-window.ts';

export const LINE_PX = 18;
/** So near to an end of what is held, the next page is asked for. */
const NEAR_PX = 30 * LINE_PX;

/** Begins at the jump or at the end, goes on where a person stood when the filter changes, and to each further jump. */
function useJumps(log: LogWindow, jump: { at: Date } | null, stood: RefObject<Date | null>, onJump: () => void): boolean {
  const [begun, setBegun] = useState<LogWindow | null>(null);
  const shown = useRef(jump);
  useEffect(() => {
    const isFirst = begun === null;
    const isOther = begun !== log;
    const isJump = isFirst || shown.current !== jump;
    if (!isOther && !isJump) return;
    shown.current = jump;
    setBegun(log);
    if (isJump && !isFirst) onJump();
    const at = isJump ? jump?.at : stood.current;
    void (at ? log.jump(at) : log.showEnd());
  }, [log, begun, jump, stood, onJump]);
  return begun === log;
}

/** The line that the timeline's cursor shows: the one that was jumped to while it is in sight, the end while it is followed, or the top. */
function standingLine({ lines, hit }: LogState, first: number, last: number, isFollowed: boolean) {
  if (isFollowed) return lines.at(-1);
  const index = hit.id === null ? -1 : lines.findIndex((line) => line.id === hit.id);
  return index >= first && index <= last ? lines[index] : lines[first];
}

/**
 * Where a person stands in a log: what is on screen of what is held, what is loaded as they come near an end of it, and whether the end
 * is followed.
 */
export function useLogPlace(
  log: LogWindow,
  state: LogState,
  box: RefObject<HTMLDivElement | null>,
  jump: { at: Date } | null,
  followsAtFirst: boolean,
) {
  const { lines, hit, hasOlder, hasNewer } = state;
  const [isFollowed, setFollowed] = useState(followsAtFirst);
  const stood = useRef<Date | null>(null);
  const hasBegun = useJumps(
    log,
    jump,
    stood,
    useCallback(() => setFollowed(false), []),
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
    // What is read stays in place while lines come before it.
    anchorTo: 'end',
  });
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? -1;

  // After a jump the line is in the middle; after a first load the end is in sight, and stays so until somebody goes elsewhere.
  const placed = useRef<{ log: LogWindow | null; jump: number }>({ log: null, jump: 0 });
  const isAtEnd = useRef(false);
  useLayoutEffect(() => {
    if (lines.length === 0) return;
    const isFirst = placed.current.log !== log;
    const isJump = hit.n !== (isFirst ? 0 : placed.current.jump);
    placed.current = { log, jump: hit.n };
    const index = isJump ? lines.findIndex((line) => line.id === hit.id) : -1;
    if (isFirst || index >= 0) isAtEnd.current = index < 0;
    if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
    else if (isAtEnd.current || isFollowed) virtual.scrollToEnd();
  }, [lines, hit, log, virtual, isFollowed]);
  // Lines find their height only when they are drawn, and what stands above the log may come after it and take of its room.
  const isShown = lines.length > 0;
  useEffect(() => {
    const element = box.current;
    if (!isShown || !element) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current || isFollowed) virtual.scrollToEnd();
    });
    for (const each of [element, ...element.children]) observer.observe(each);
    return () => observer.disconnect();
  }, [isShown, box, virtual, isFollowed]);

  const standing = standingLine(state, first, last, isFollowed);
  useEffect(() => {
    if (standing) stood.current = isFollowed ? null : standing.loggedAt;
  }, [standing, isFollowed]);

  useEffect(() => {
    const element = box.current;
    if (!element || first > last) return;
    // The element itself: what is in sight is told a moment after the list was moved.
    if (hasOlder && element.scrollTop < NEAR_PX) void log.loadOlder();
    if (hasNewer && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX) void log.loadNewer();
  }, [log, box, first, last, hasOlder, hasNewer]);

  const lastTop = useRef(0);
  return {
    virtual,
    first,
    last,
    hasBegun,
    isFollowed,
    standing,
    /** Whoever scrolls up wants to read. */
    onScroll() {
      const element = box.current;
      if (!element) return;
      const { scrollTop, scrollHeight, clientHeight } = element;
      if (scrollTop < lastTop.current - 2 && scrollHeight - scrollTop - clientHeight > LINE_PX * 2) {
        isAtEnd.current = false;
        setFollowed(false);
      }
      lastTop.current = scrollTop;
    },
    show: useCallback(
      (index: number, align: 'auto' | 'center') => {
        isAtEnd.current = false;
        setFollowed(false);
        virtual.scrollToIndex(index, { align });
      },
      [virtual],
    ),
    follow(on: boolean) {
      setFollowed(on);
      if (!on) return;
      if (hasNewer) void log.showEnd().then(() => virtual.scrollToEnd());
      else virtual.scrollToEnd();
    },
  };
}

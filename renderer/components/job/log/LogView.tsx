import './log.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { findLines } from './find-in-log.ts';
import { LogBar } from './LogBar.tsx';
import { LogLine } from './LogLine.tsx';
import { type LeastLevel, levelsFrom } from './levels.ts';
import { useLog } from './use-log.ts';

const LINE_PX = 18;
/** So near to an end of what is held, the next page is asked for. */
const NEAR_PX = 30 * LINE_PX;

interface LogViewProps {
  jobId: string;
  isRunning: boolean;
  /** It can still log: following makes sense. */
  isOpenEnded: boolean;
  /** A moment to show; another object is another jump. */
  jump: { at: Date } | null;
  /** The moment that is on screen. */
  onStand(at: Date | null): void;
  onCount(count: { lines: number; isAll: boolean }): void;
}

/** A job's log: follows, filters, searches, and goes where the timeline points, over any number of lines. */
export function LogView({ jobId, isRunning, isOpenEnded, jump, onStand, onCount }: LogViewProps) {
  const { t } = useTranslation('job');
  const timeZone = useTimeZone();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [least, setLeast] = useState<LeastLevel>('debug');
  const [wanted, setWanted] = useState('');
  const [isFollowed, setFollowed] = useState(isOpenEnded && jump === null);
  const [isWrapped, setWrapped] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState<number | null>(null);
  const { log, state } = useLog(jobId, levelsFrom(least), isRunning);
  const { lines, hit } = state;

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
    // What is read stays in place while lines come before it, and the end stays in sight while it is followed.
    anchorTo: 'end',
    followOnAppend: isFollowed,
    scrollEndThreshold: LINE_PX * 2,
  });
  const items = virtual.getVirtualItems();
  const firstShown = virtual.range?.startIndex ?? 0;
  const lastShown = virtual.range?.endIndex ?? -1;

  // Where it begins, and each jump from outside.
  const [begun, setBegun] = useState<unknown>(null);
  useEffect(() => {
    if (begun === log) return;
    setBegun(log);
    void (jump ? log.jump(jump.at) : log.showEnd());
  }, [log, begun, jump]);
  const jumped = useRef(jump);
  useEffect(() => {
    if (jumped.current === jump || !jump) return;
    jumped.current = jump;
    setFollowed(false);
    void log.jump(jump.at);
  }, [log, jump]);

  // After a jump the line is in the middle; after a first load the end is in sight.
  const shownJump = useRef(0);
  const isFilled = useRef<unknown>(null);
  useLayoutEffect(() => {
    if (lines.length === 0) return;
    if (hit.n !== shownJump.current) {
      shownJump.current = hit.n;
      const index = lines.findIndex((line) => line.id === hit.id);
      if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
    } else if (isFilled.current !== log) virtual.scrollToEnd();
    isFilled.current = log;
  }, [lines, hit, log, virtual]);

  useEffect(() => {
    const element = box.current;
    if (!element || firstShown > lastShown) return;
    // The element itself: what is in sight is told a moment after the list was moved.
    if (state.hasOlder && element.scrollTop < NEAR_PX) void log.loadOlder();
    if (state.hasNewer && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX) void log.loadNewer();
  }, [log, firstShown, lastShown, state.hasOlder, state.hasNewer]);

  // What the timeline's cursor shows: the line that was jumped to while it is in sight, the end while it is followed, or what is on top.
  const hitIndex = hit.id === null ? -1 : lines.findIndex((line) => line.id === hit.id);
  const isHitShown = hitIndex >= firstShown && hitIndex <= lastShown;
  const standing = isFollowed ? lines.at(-1) : isHitShown ? lines[hitIndex] : lines[firstShown];
  const standsAt = standing ? +standing.loggedAt : null;
  useEffect(() => onStand(standsAt === null ? null : new Date(standsAt)), [onStand, standsAt]);
  useEffect(() => () => onStand(null), [onStand]);
  const isAll = !state.hasOlder && !state.hasNewer && least === 'debug';
  const isKnown = lines.length > 0 || (begun === log && !state.isLoading);
  useEffect(() => {
    if (isKnown && least === 'debug') onCount({ lines: lines.length, isAll });
  }, [onCount, lines.length, isAll, isKnown, least]);

  const found = findLines(lines, wanted);
  const show = useCallback(
    (index: number, align: 'auto' | 'center' = 'auto') => {
      const line = lines[index];
      if (!line) return;
      setActive(line.id);
      setFollowed(false);
      virtual.scrollToIndex(index, { align });
    },
    [lines, virtual],
  );
  const toggle = useCallback((lineId: number) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(lineId)) next.add(lineId);
      return next;
    });
  }, []);
  const follow = (on: boolean) => {
    setFollowed(on);
    if (!on) return;
    if (state.hasNewer) void log.showEnd().then(() => virtual.scrollToEnd());
    else virtual.scrollToEnd();
  };
  const activeIndex = active === null ? -1 : lines.findIndex((line) => line.id === active);
  const onFind = (by: 1 | -1) => {
    const from = activeIndex === -1 ? (by === 1 ? firstShown - 1 : lastShown + 1) : activeIndex;
    const next = by === 1 ? (found.find((each) => each > from) ?? found[0]) : (found.findLast((each) => each < from) ?? found.at(-1));
    if (next !== undefined) show(next, 'center');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[activeIndex];
    const at = activeIndex === -1 ? firstShown - 1 : activeIndex;
    const isOpen = line !== undefined && opened.has(line.id);
    if (event.key === 'ArrowDown') show(Math.min(lines.length - 1, at + 1));
    else if (event.key === 'ArrowUp') show(Math.max(0, at - 1));
    else if (event.key === 'End') follow(true);
    else if (line?.data && (event.key === 'Enter' || (event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)))
      toggle(line.id);
    else return;
    event.preventDefault();
  };
  const lastTop = useRef(0);
  const onScroll = () => {
    const top = box.current?.scrollTop ?? 0;
    if (isFollowed && top < lastTop.current - 2 && !virtual.isAtEnd(LINE_PX * 2)) setFollowed(false);
    lastTop.current = top;
  };

  if (state.error !== null && lines.length === 0)
    return <ErrorState what={t('log.what')} error={state.error} onRetry={() => void log.showEnd()} />;
  return (
    <div className="log-view">
      <LogBar
        least={least}
        onLeast={setLeast}
        wanted={wanted}
        onWanted={setWanted}
        found={{ count: found.length, at: found.indexOf(activeIndex) + 1 }}
        onFind={onFind}
        isWrapped={isWrapped}
        onWrap={setWrapped}
        isFollowed={isFollowed}
        isOpenEnded={isOpenEnded}
        onFollow={follow}
        lines={lines}
      />
      {lines.length === 0 ? (
        state.isLoading || begun !== log ? (
          <SkeletonRows rows={8} columns="78px 46px minmax(0,1fr)" count={3} rowHeight={LINE_PX} />
        ) : (
          <p className="pad t12 dim">{least === 'debug' ? t(isOpenEnded ? 'log.notYet' : 'log.empty') : t('log.noneOfLevel')}</p>
        )
      ) : (
        <div
          ref={box}
          className={isWrapped ? 'log is-wrapped' : 'log'}
          role="tree"
          tabIndex={0}
          aria-label={t('log.label')}
          aria-busy={state.isLoading}
          {...(activeIndex >= firstShown && activeIndex <= lastShown ? { 'aria-activedescendant': `${id}${active}` } : {})}
          onKeyDown={onKeyDown}
          onScroll={onScroll}
        >
          <div role="none" className="log-size" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const line = lines[item.index];
              if (!line) return null;
              const before = lines[item.index - 1];
              const day = (at: Date) => formatTime(at, 'day', timeZone);
              const isNewDay = before ? day(before.loggedAt) !== day(line.loggedAt) : day(line.loggedAt) !== day(new Date());
              return (
                <div
                  key={line.id}
                  id={`${id}${line.id}`}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  role="treeitem"
                  tabIndex={-1}
                  aria-level={1}
                  aria-posinset={item.index + 1}
                  aria-setsize={isAll ? lines.length : -1}
                  aria-selected={line.id === hit.id}
                  {...(line.data ? { 'aria-expanded': opened.has(line.id) } : {})}
                  className="log-item"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <LogLine
                    line={line}
                    isNewDay={isNewDay}
                    isHit={line.id === hit.id}
                    isActive={line.id === active}
                    isOpen={opened.has(line.id)}
                    wanted={wanted}
                    timeZone={timeZone}
                    onToggle={toggle}
                  />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}

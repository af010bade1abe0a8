import './log.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { findLines } from './find-in-log.ts';
import { LogBar } from './LogBar.tsx';
import { LogLines } from './LogLines.tsx';
import { type LeastLevel, levelsFrom } from './levels.ts';
import { useLog } from './use-log.ts';
import { LINE_PX, useLogPlace } from './use-log-place.ts';

interface LogViewProps {
  jobId: string;
  isRunning: boolean;
  /** It can still log: following makes sense. */
  isOpenEnded: boolean;
  /** A moment to show; another object is another jump. */
  jump: { at: Date } | null;
  /** Hears of the moment that is on screen. */
  onStand(at: Date | null): void;
  onCount(count: { lines: number; isAll: boolean }): void;
}

function useOpened(): [ReadonlySet<number>, (id: number) => void] {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((id: number) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return [opened, toggle];
}

/** A job's log: follows, filters, searches, and goes where the timeline points, over any number of lines. */
export function LogView({ jobId, isRunning, isOpenEnded, jump, onStand, onCount }: LogViewProps) {
  const { t } = useTranslation('job');
  const box = useRef<HTMLDivElement>(null);
  const [least, setLeast] = useState<LeastLevel>('debug');
  const [wanted, setWanted] = useState('');
  const [isWrapped, setWrapped] = useState(false);
  const [activeId, setActiveId] = useState<number | null>(null);
  const [opened, toggle] = useOpened();
  const { log, state } = useLog(jobId, levelsFrom(least), isRunning);
  const { lines } = state;
  const place = useLogPlace(log, state, box, jump, isOpenEnded && jump === null);

  const standsAt = place.standing ? +place.standing.loggedAt : null;
  useEffect(() => onStand(standsAt === null ? null : new Date(standsAt)), [onStand, standsAt]);
  useEffect(() => () => onStand(null), [onStand]);
  const isAll = !state.hasOlder && !state.hasNewer;
  const isKnown = lines.length > 0 || (place.hasBegun && !state.isLoading);
  useEffect(() => {
    // Of some levels alone it would be another number.
    if (isKnown && least === 'debug') onCount({ lines: lines.length, isAll });
  }, [onCount, lines.length, isAll, isKnown, least]);

  const active = activeId === null ? -1 : lines.findIndex((line) => line.id === activeId);
  const { show } = place;
  const onActive = useCallback(
    (index: number, align: 'auto' | 'center' = 'auto') => {
      setActiveId(lines[index]?.id ?? null);
      show(index, align);
    },
    [lines, show],
  );
  const found = findLines(lines, wanted);
  const onFind = (by: 1 | -1) => {
    const from = active === -1 ? (by === 1 ? place.first - 1 : place.last + 1) : active;
    const next = by === 1 ? (found.find((each) => each > from) ?? found[0]) : (found.findLast((each) => each < from) ?? found.at(-1));
    if (next !== undefined) onActive(next, 'center');
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
        found={{ count: found.length, at: found.indexOf(active) + 1 }}
        onFind={onFind}
        isWrapped={isWrapped}
        onWrap={setWrapped}
        isFollowed={place.isFollowed}
        isOpenEnded={isOpenEnded}
        onFollow={place.follow}
        lines={lines}
      />
      {lines.length > 0 && (
        <LogLines
          state={state}
          place={place}
          box={box}
          active={active}
          onActive={onActive}
          opened={opened}
          onToggle={toggle}
          wanted={wanted}
          isWrapped={isWrapped}
        />
      )}
      {lines.length === 0 && !isKnown && <SkeletonRows rows={8} columns="78px 46px minmax(0,1fr)" count={3} rowHeight={LINE_PX} />}
      {lines.length === 0 && isKnown && (
        <p className="pad t12 dim">{least === 'debug' ? t(isOpenEnded ? 'log.notYet' : 'log.empty') : t('log.noneOfLevel')}</p>
      )}
    </div>
  );
}

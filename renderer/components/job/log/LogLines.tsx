import { type KeyboardEvent, type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { LogLine } from './LogLine.tsx';
import type { LogState } from './log-window.ts';
import type { JobLogLine } from './use-log.ts';
import type { useLogPlace } from './use-log-place.ts';

interface LogLinesProps {
  state: LogState;
  place: ReturnType<typeof useLogPlace>;
  box: RefObject<HTMLDivElement | null>;
  /** The line that the keys are on: its place in what is held, -1 for none. */
  active: number;
  onActive(index: number, align?: 'auto' | 'center'): void;
  opened: ReadonlySet<number>;
  onToggle(id: number): void;
  wanted: string;
  isWrapped: boolean;
}

function isNewDay(line: JobLogLine, before: JobLogLine | undefined, timeZone: string): boolean {
  const day = (at: Date) => formatTime(at, 'day', timeZone);
  return day(line.loggedAt) !== day(before?.loggedAt ?? new Date());
}

/** The lines that are in sight, of however many: arrow keys go along them, and open what belongs to one. */
export function LogLines({ state, place, box, active, onActive, opened, onToggle, wanted, isWrapped }: LogLinesProps) {
  const { t } = useTranslation('job');
  const timeZone = useTimeZone();
  const id = useId();
  const { lines, hit } = state;
  const { virtual, first, last } = place;
  const activeLine = lines[active];
  const isWhole = !state.hasOlder && !state.hasNewer;

  function act(key: string): boolean {
    const from = active === -1 ? first - 1 : active;
    const isOpen = activeLine !== undefined && opened.has(activeLine.id);
    if (key === 'ArrowDown') onActive(Math.min(lines.length - 1, from + 1));
    else if (key === 'ArrowUp') onActive(Math.max(0, active === -1 ? last : from - 1));
    else if (key === 'End') place.follow(true);
    else if (activeLine?.data && (key === 'Enter' || (key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen)))
      onToggle(activeLine.id);
    else return false;
    return true;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (act(event.key)) event.preventDefault();
  };
  return (
    <div
      ref={box}
      className={isWrapped ? 'log is-wrapped' : 'log'}
      role="tree"
      tabIndex={0}
      aria-label={t('log.label')}
      aria-busy={state.isLoading}
      {...(activeLine && active >= first && active <= last ? { 'aria-activedescendant': `${id}${activeLine.id}` } : {})}
      onKeyDown={onKeyDown}
      onScroll={place.onScroll}
    >
      <div role="none" className="log-size" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
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
              aria-setsize={isWhole ? lines.length : -1}
              aria-selected={line.id === hit.id}
              {...(line.data ? { 'aria-expanded': opened.has(line.id) } : {})}
              className="log-item"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogLine
                line={line}
                isNewDay={isNewDay(line, lines[item.index - 1], timeZone)}
                isHit={line.id === hit.id}
                isActive={item.index === active}
                isOpen={opened.has(line.id)}
                wanted={wanted}
                timeZone={timeZone}
                onToggle={onToggle}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { cityOf } from '#renderer/lib/zones.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { type ClockChange, findClockChange, judgeTouch, spansAround, type Touch } from './clock-change.ts';

const DAY = 86_400_000;
/** A change is told of so long before; of a schedule that runs more seldom, up to its fifth run, but not years ahead. */
const AHEAD_MS = 60 * DAY;
const FURTHEST_MS = 400 * DAY;

/** What a clock shows, as moments of a clock in UTC. */
const sayWalls = (walls: readonly Date[]) => walls.map((wall) => formatTime(wall, 'minutes', 'UTC')).join(', ');

function useTouchText(touch: Touch, timeZone: string): string {
  const { t } = useTranslation('schedules');
  if (touch.kind === 'none') return t('clocks.none');
  const count = touch.walls.length;
  const walls = sayWalls(touch.walls);
  if (touch.kind === 'repeated') {
    if (count > 1) return t('clocks.manyRepeated', { count: touch.firings.length });
    return touch.firings.length > 1 ? t('clocks.twice', { walls }) : t('clocks.once', { walls });
  }
  const [instead] = touch.instead;
  if (count > 1) {
    return instead ? t('clocks.someMoved', { count, instead: touch.instead.length }) : t('clocks.leftOutMany', { count });
  }
  return instead ? t('clocks.moved', { walls, instead: formatTime(instead, 'minutes', timeZone) }) : t('clocks.leftOut', { walls });
}

function Change({ change, cronExpression, timeZone }: { change: ClockChange; cronExpression: string; timeZone: string }) {
  const { t } = useTranslation('schedules');
  const { queries } = useConsole();
  const spans = spansAround(change);
  const walls = useQuery(queries.firings({ cronExpression, timeZone: 'UTC' }, spans.walls.from, spans.walls.to));
  const firings = useQuery(queries.firings({ cronExpression, timeZone }, spans.firings.from, spans.firings.to));
  const isKnown = walls.data !== undefined && firings.data !== undefined && !walls.isPlaceholderData && !firings.isPlaceholderData;
  const touch = isKnown ? judgeTouch(change, walls.data, firings.data) : { kind: 'none' as const };
  const text = useTouchText(touch, timeZone);
  const before = new Date(change.at.getTime() + change.before);
  const after = new Date(change.at.getTime() + change.after);
  const isTouched = isKnown && touch.kind !== 'none';
  return (
    <p className={isTouched ? 'clock-change c' : 'clock-change mid'} data-s="paused">
      <Icon name={isTouched ? 'warn' : 'info'} size={14} />
      <span>
        {t('clocks.change', {
          day: formatTime(before, 'weekday', 'UTC'),
          city: cityOf(timeZone),
          from: sayWalls([before]),
          to: sayWalls([after]),
        })}{' '}
        {isKnown ? text : t('clocks.asking')}
      </span>
    </p>
  );
}

/** The next change of the zone's clocks, if it is near, and whether a run is touched: the firings that the server tells are compared. */
export function ClockChangeNote(props: { cronExpression: string; timeZone: string; lastRun: Date | undefined }) {
  const { cronExpression, timeZone, lastRun } = props;
  const now = useNow(60 * 60_000);
  const until = Math.min(now + FURTHEST_MS, Math.max(now + AHEAD_MS, lastRun?.getTime() ?? 0));
  const change = findClockChange(timeZone, new Date(now), new Date(until));
  if (!change) return null;
  return <Change change={change} cronExpression={cronExpression} timeZone={timeZone} />;
}

import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { explainError } from '#renderer/lib/errors.ts';
import { formatDuration, formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { type LaneBar, layLane } from './day-lanes.ts';

/** Firings that a screen reader is told one by one. */
const TOLD = 12;

type Tone = 'was' | 'will' | 'off';

function Bar({ bar, tone, durationMs }: { bar: LaneBar; tone: Tone; durationMs: number | null }) {
  const { t } = useTranslation('schedules');
  const timeZone = useTimeZone();
  const time = formatTime(bar.firstAt, 'minutes', timeZone);
  const text = bar.count === 1 ? t('day.bar', { time }) : t('day.bars', { time, count: bar.count });
  return (
    <i
      className={`lane-bar ${tone}`}
      title={durationMs === null ? text : t('day.takes', { bar: text, duration: formatDuration(durationMs) })}
      style={{ '--from': `${bar.start * 100}%`, '--wide': `${bar.width * 100}%` } as CSSProperties}
    />
  );
}

/** When a type starts in a day, as its schedule stands now. */
export function DayLane(props: { schedule: Schedule; day: { from: Date; to: Date }; now: Date; durationMs: number | null; least: number }) {
  const { t } = useTranslation('schedules');
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const { schedule, day, now, durationMs, least } = props;
  const { jobType: type, enabled } = schedule;
  const { data: firings, error } = useQuery(queries.firings(schedule, day.from, day.to));
  const told = (firings ?? []).slice(0, TOLD).map((firing) => formatTime(firing, 'minutes', timeZone));
  const count = (firings?.length ?? 0) - told.length;
  const times = count > 0 ? t('day.more', { times: told.join(', '), count }) : told.join(', ');
  const bars = (some: Date[] | undefined, tone: Tone) =>
    layLane(some ?? [], durationMs, day, least).map((bar) => (
      <Bar key={`${tone} ${bar.firstAt.getTime()}`} bar={bar} tone={tone} durationMs={durationMs} />
    ));
  return (
    <li className="lane">
      <span className="lane-name el" aria-hidden="true">
        {type}
      </span>
      <span className="sr">
        {firings && (told.length === 0 ? t('day.none', { type }) : t(enabled ? 'day.lane' : 'day.laneOff', { type, times }))}
      </span>
      <span className="lane-plot" aria-hidden="true">
        {enabled ? (
          <>
            {bars(
              firings?.filter((firing) => firing < now),
              'was',
            )}
            {bars(
              firings?.filter((firing) => firing >= now),
              'will',
            )}
          </>
        ) : (
          bars(firings, 'off')
        )}
      </span>
      {error && (
        <span className="lane-error t11 el" role="alert">
          {explainError(error)}
        </span>
      )}
    </li>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { listTimeTicks } from '#renderer/components/charts/time-ticks.ts';
import { useWidth } from '#renderer/components/charts/use-width.ts';
import { Panel } from '#renderer/components/Panel.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { DayLane } from './DayLane.tsx';
import { addDaysTo, dateIn, isDate, startOfDate } from './month-days.ts';

const MEASURED_DAYS = 28;
/** The narrowest bar, in CSS pixels. */
const LEAST_WIDTH = 6;

/** As in a plot of this width: four labels, where a chart would have two. */
const LEAST_TICKS_WIDTH = 430;
/** Labels closer than this would run into each other, in CSS pixels. */
const LABEL_WIDTH = 44;

/** Where a moment lies in the day, as a CSS length. */
const place = (at: number, { from, to }: { from: Date; to: Date }) => `${((at - from.getTime()) / (to.getTime() - from.getTime())) * 100}%`;

function Legend() {
  const { t } = useTranslation('schedules');
  return (
    <span className="legend" aria-hidden="true">
      {(['was', 'will', 'off'] as const).map((tone) => (
        <span key={tone}>
          <i className={`lane-key ${tone}`} />
          {t(`day.${tone}`)}
        </span>
      ))}
    </span>
  );
}

/** When the schedules start their runs in a day of the person's zone, from today on, and how long those usually take. */
export function DayOfSchedules({ schedules }: { schedules: readonly Schedule[] }) {
  const { t } = useTranslation('schedules');
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const url = useUrlState();
  const now = useNow(60_000);
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot);
  const today = dateIn(new Date(now), timeZone);
  const asked = url.get('day') ?? '';
  const date = isDate(asked) && asked > today ? asked : today;
  const day = { from: startOfDate(date, timeZone), to: startOfDate(date, timeZone, 1) };
  const { data: typical } = useQuery(queries.typicalRuns(startOfDate(today, timeZone, -MEASURED_DAYS)));
  const durationOf = (type: string) => typical?.byType.find(({ jobType }) => jobType === type)?.durationMs.p50 ?? null;
  const range = { from: day.from.getTime(), to: day.to.getTime() };
  const show = (next: string) => url.set({ day: next === today ? undefined : next }, { replace: true });
  return (
    <Panel
      title={t('day.title')}
      about={t('day.about', { day: formatTime(day.from, 'longDay', timeZone) })}
      className="day-panel"
      more={
        <>
          <Legend />
          <Button
            size="small"
            look="quiet"
            icon="left"
            square
            disabled={date === today}
            aria-label={t('day.before')}
            onClick={() => show(addDaysTo(date, -1))}
            className="flip-icon"
          />
          <Button size="small" look="quiet" disabled={date === today} onClick={() => show(today)}>
            {t('day.today')}
          </Button>
          <Button
            size="small"
            look="quiet"
            icon="right"
            square
            aria-label={t('day.after')}
            onClick={() => show(addDaysTo(date, 1))}
            className="flip-icon"
          />
        </>
      }
    >
      <div className="lanes" dir="ltr">
        <div className="lane-axis" aria-hidden="true" ref={plot}>
          {listTimeTicks(range, Math.max(width, LEAST_TICKS_WIDTH), timeZone).map(({ at }) => (
            <span key={at} className="lane-tick" style={{ left: place(at, day) }}>
              {(Math.abs(at - now) / (range.to - range.from)) * width > LABEL_WIDTH && (
                <span>{formatTime(new Date(at), 'minutes', timeZone)}</span>
              )}
            </span>
          ))}
          {now >= range.from && now < range.to && (
            <span className="lane-now" style={{ left: place(now, day) }}>
              <span>{t('day.now')}</span>
            </span>
          )}
        </div>
        <ul aria-label={t('day.title')}>
          {schedules.map((schedule) => (
            <DayLane
              key={schedule.jobType}
              schedule={schedule}
              day={day}
              now={new Date(now)}
              durationMs={durationOf(schedule.jobType)}
              least={LEAST_WIDTH / Math.max(width, 200)}
            />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

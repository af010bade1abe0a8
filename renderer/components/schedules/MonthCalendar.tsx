import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { nameWeekday } from '#renderer/components/charts/time-format.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { explainError } from '#renderer/lib/errors.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { CalendarDay } from './CalendarDay.tsx';
import type { CronFields } from './cron-fields.ts';
import { addMonths, dateIn, isMonth, listMonthDays, monthIn, startOfDate } from './month-days.ts';
import { countByDay, pathToRunsOf } from './month-runs.ts';

/**
 * A month of a type in its zone: how the runs stand that its schedule started, and the days on which it will run, as the fields say now.
 * `nextRuns` are its next firings; undefined where the fields are wrong.
 */
export function MonthCalendar(props: { schedule: Schedule; cron: CronFields; timeZone: string; nextRuns: readonly Date[] | undefined }) {
  const { t, i18n } = useTranslation('schedules');
  const { queries } = useConsole();
  const url = useUrlState();
  const mine = useTimeZone();
  const now = new Date(useNow(60_000));
  const { schedule, cron, timeZone, nextRuns } = props;
  const { jobType, enabled } = schedule;
  const language = i18n.resolvedLanguage ?? 'en';
  const asked = url.get('month') ?? '';
  const month = isMonth(asked) ? asked : monthIn(now, timeZone);
  const today = dateIn(now, timeZone);
  const from = startOfDate(`${month}-01`, timeZone);
  const to = startOfDate(`${addMonths(month, 1)}-01`, timeZone);
  const runs = useQuery({ ...queries.scheduledRuns(jobType, from, to, schedule.lastRun?.jobId), enabled: from <= now });
  // At noon of each day on which it runs: one that runs every minute, too, is asked for once a day.
  const daily = { cronExpression: `0 12 ${cron.slice(2).join(' ')}`, timeZone };
  const plans = useQuery({ ...queries.firings(daily, from, to), enabled: enabled && nextRuns !== undefined && to > now });
  const counts = countByDay(runs.data?.items ?? [], timeZone);
  const oldest = runs.data?.isCut ? runs.data.items.at(-1) : undefined;
  const firstRead = oldest ? dateIn(oldest.createdAt, timeZone) : '';
  const plannedDates = new Set(plans.data?.map((firing) => dateIn(firing, timeZone)));
  const isPlanned = (date: string): boolean => {
    if (!enabled || !nextRuns || date < today) return false;
    return date === today ? nextRuns.some((run) => dateIn(run, timeZone) === today) : plannedDates.has(date);
  };
  const days = listMonthDays(month);
  const weekStart = language === 'ar' ? 6 : 1;
  const lead = ((days[0]?.weekday ?? 0) - weekStart + 7) % 7;
  const show = (step: number) => url.set({ month: addMonths(month, step) }, { replace: true });
  const turn = { size: 'small', look: 'quiet', square: true, className: 'flip-icon' } as const;
  return (
    <section className="stack gap-4">
      <div className="row">
        <h3 className="w5 t12">{formatTime(startOfDate(`${month}-15`, timeZone), 'month', timeZone)}</h3>
        <span className="end row row-4">
          <Button {...turn} icon="left" aria-label={t('month.before')} onClick={() => show(-1)} />
          <Button {...turn} icon="right" aria-label={t('month.after')} onClick={() => show(1)} />
        </span>
      </div>
      <div className="cal">
        {[0, 1, 2, 3, 4, 5, 6].map((n) => (
          <span key={n} className="cal-head" aria-hidden="true">
            {nameWeekday((weekStart + n) % 7, language, 'short')}
          </span>
        ))}
        {lead > 0 && <span style={{ gridColumn: `span ${lead}` }} />}
        {days.map(({ date, day }) => (
          <CalendarDay
            key={date}
            day={day}
            name={formatTime(startOfDate(date, timeZone), 'weekday', timeZone)}
            when={date < today ? 'past' : date === today ? 'today' : 'future'}
            counts={counts.get(date) ?? {}}
            isPlanned={isPlanned(date)}
            isUnread={date < firstRead}
            isLoading={date <= today && runs.isPending}
            href={pathToRunsOf(jobType, date, timeZone, mine)}
          />
        ))}
      </div>
      {runs.data?.isCut && <p className="t11 mid">{t('month.cut', { n: formatNumber(runs.data.items.length) })}</p>}
      {runs.error && (
        <p className="t11 error-line" role="alert">
          {t('month.what')}: {explainError(runs.error)}
        </p>
      )}
    </section>
  );
}

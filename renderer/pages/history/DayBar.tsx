import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FinishedStatus } from '#contract/schemas/job.ts';
import { addDays, startOfDay } from '#renderer/components/charts/zoned-time.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { writeSpan } from '#renderer/lib/query-moment.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** The day of the rows in view, with what finished on it under the query. */
export function DayBar({ at, query }: { at: Date | null | undefined; query: string }) {
  const { t } = useTranslation('history');
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const day = at ? startOfDay(at.getTime(), timeZone) : null;
  const ofDay = day === null ? '' : writeSpan('finished', day, addDays(day, 1, timeZone), timeZone);
  const { data, isPlaceholderData } = useQuery({
    ...queries.jobCounts({ query: `${query} ${ofDay}`.trim(), timeZone, status: [...FinishedStatus.options] }),
    enabled: day !== null,
  });
  const failed = data?.items.reduce((sum, { counts }) => sum + (counts.failed ?? 0), 0) ?? 0;
  return (
    <div className="gsec day-bar">
      {day !== null && <span>{formatTime(new Date(day), 'weekday', timeZone)}</span>}
      {day !== null && data && !isPlaceholderData && (
        <span className="dim">{t('table.ofDay', { n: formatNumber(data.total), failed: formatNumber(failed) })}</span>
      )}
    </div>
  );
}

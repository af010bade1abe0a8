import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Priority } from '#renderer/components/Priority.tsx';
import { describeCron } from '#renderer/lib/cron-words.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { describeOffset } from '#renderer/lib/zones.ts';

/** A schedule for those who may not change it. */
export function ScheduleFacts({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  const zone = schedule.timeZone;
  const offset = describeOffset(zone, new Date());
  return (
    <>
      <div className="stack gap-4">
        <h3 className="lab">{t('edit.when')}</h3>
        <p className="w5">{describeCron(schedule.cronExpression)}</p>
        <p className="mono t12 ltr mid">{schedule.cronExpression}</p>
      </div>
      <div className="stack gap-4">
        <h3 className="lab">{t('edit.facts')}</h3>
        <dl className="kv">
          <dt>{t('edit.timeZone')}</dt>
          <dd className="ltr">{zone === offset ? zone : `${zone}, ${offset}`}</dd>
          <dt>{t('edit.priority')}</dt>
          <dd>
            <Priority priority={schedule.priority} />
          </dd>
          <dt>{t('edit.maxConcurrency')}</dt>
          <dd>{formatNumber(schedule.maxConcurrency)}</dd>
          <dt>{t('edit.timeout')}</dt>
          <dd>{t('edit.minutes', { n: formatNumber(schedule.timeoutMinutes) })}</dd>
          <dt>{t('edit.retryAttempts')}</dt>
          <dd>{formatNumber(schedule.retryAttempts)}</dd>
          <dt>{t('edit.backoff')}</dt>
          <dd>{t('edit.seconds', { n: formatNumber(schedule.backoffSeconds) })}</dd>
        </dl>
      </div>
    </>
  );
}

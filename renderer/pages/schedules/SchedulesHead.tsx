import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { useScheduleActions } from '#renderer/components/schedules/use-schedule-actions.ts';
import { useWhen } from '#renderer/components/schedules/use-when.ts';
import { ZonePicker } from '#renderer/components/ZonePicker.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';

/** How many, what comes next, in which zone the page tells its times, and the one switch for all. */
export function SchedulesHead({ schedules }: { schedules: readonly Schedule[] }) {
  const { t } = useTranslation('schedules');
  const { timeZone, set } = usePreferences();
  const admin = useMayAct('admin');
  const actions = useScheduleActions();
  const sayWhen = useWhen();
  const on = schedules.filter(({ enabled }) => enabled);
  const next = on.filter(({ nextRunAt }) => nextRunAt !== null).sort((a, b) => Number(a.nextRunAt) - Number(b.nextRunAt))[0];
  return (
    <div className="row wrap sched-head">
      <span className="w5">{t('count', { count: schedules.length })}</span>
      <span className="dim t12">
        {t('onOff', { on: on.length, off: schedules.length - on.length })}{' '}
        {next?.nextRunAt && t('nextOf', { type: next.jobType, when: sayWhen(next.nextRunAt) })}
      </span>
      <span className="row end">
        <ZonePicker label={t('zone')} size="small" withLocal value={timeZone} onChange={(zone) => set({ timeZone: zone })} />
        {admin.shown && on.length > 0 && (
          <Button
            size="small"
            icon="power"
            disabled={!admin.enabled}
            busy={actions.busy}
            onClick={() => void actions.switchAllOff(on.map(({ jobType }) => jobType))}
          >
            {t('allOff.button')}
          </Button>
        )}
      </span>
    </div>
  );
}

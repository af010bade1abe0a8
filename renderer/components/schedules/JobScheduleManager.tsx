// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be three lines on a phone; the link and the controls have the focus.
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { useHasRole } from '#renderer/lib/console.ts';
import { ScheduleRow } from './ScheduleRow.tsx';
import { useScheduleActions } from './use-schedule-actions.ts';
import './schedules.css';

/** All schedules: on and off, when, how the last run went, and run now. A row leads to `hrefOf` its type. */
export function JobScheduleManager(props: {
  schedules: readonly Schedule[];
  openType: string | undefined;
  hrefOf(jobType: string): string;
}) {
  const { t } = useTranslation('schedules');
  const actions = useScheduleActions();
  const canRun = useHasRole('operator');
  const columns = ['on', 'priority', 'type', 'cron', 'runs', 'next', 'last', ...(canRun ? (['run'] as const) : [])] as const;
  return (
    <div className="panel sched-panel">
      <div role="table" aria-label={t('what')} className="grid sched-grid" style={{ '--run': canRun ? '88px' : '' } as CSSProperties}>
        <div role="row" className="gr gh sched">
          {columns.map((column) => (
            <span key={column} role="columnheader" className={`s-${column === 'priority' ? 'prio' : column}`}>
              <span className={column === 'run' ? 'sr' : undefined}>{t(`head.${column}`)}</span>
            </span>
          ))}
        </div>
        {props.schedules.map((schedule) => (
          <ScheduleRow
            key={schedule.jobType}
            schedule={schedule}
            href={props.hrefOf(schedule.jobType)}
            isOpen={schedule.jobType === props.openType}
            actions={actions}
          />
        ))}
      </div>
    </div>
  );
}

// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be three lines on a phone; the link and the controls have the focus.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { iconOfType } from '#renderer/components/JobKind.tsx';
import { Priority } from '#renderer/components/Priority.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { ClockTime, RelativeTime } from '#renderer/components/Time.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { describeCron } from '#renderer/lib/cron-words.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { cityOf } from '#renderer/lib/zones.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useScheduleDrafts } from './schedule-drafts.ts';
import { readForm } from './schedule-form.ts';
import type { ScheduleActions } from './use-schedule-actions.ts';
import { useWhen } from './use-when.ts';

/** On or off: a switch for those who may, a word for the others. */
export function ScheduleSwitch({ schedule, actions, wide }: { schedule: Schedule; actions: ScheduleActions; wide?: boolean }) {
  const { t } = useTranslation('schedules');
  const { t: word } = useTranslation();
  const admin = useMayAct('admin');
  const text = word(schedule.enabled ? 'on' : 'off');
  if (!admin.shown) return <span className={schedule.enabled ? 't12' : 't12 dim'}>{text}</span>;
  return (
    <Switch
      on={schedule.enabled}
      label={t('of', { type: schedule.jobType })}
      word={wide ? text : ''}
      disabled={!admin.enabled || actions.busy}
      onChange={(enabled) => void actions.toggle(schedule.jobType, enabled)}
    />
  );
}

function NextRun({ schedule: { enabled, nextRunAt } }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  const { t: word } = useTranslation();
  const now = useNow();
  const sayWhen = useWhen();
  const isDue = nextRunAt !== null && nextRunAt.getTime() <= now;
  return (
    <span className="stack">
      <span className={nextRunAt ? 't12 w5' : 't12 dim'}>
        {!nextRunAt ? word('nothing') : isDue ? t('dueWord') : <RelativeTime at={nextRunAt} precise />}
      </span>
      <span className="sub">
        {!enabled ? t('whileOff') : !nextRunAt ? t('noFiring') : isDue ? t('due', { time: sayWhen(nextRunAt) }) : sayWhen(nextRunAt)}
      </span>
    </span>
  );
}

function LastRun({ schedule: { jobType, lastRun } }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  if (!lastRun) return <span className="t12 dim">{t('never')}</span>;
  return (
    <Link className="stack sched-over sched-last" href={pathToJobs(`type:${jobType}`, lastRun.jobId)}>
      <Status status={lastRun.status} />
      <span className="sub">
        <ClockTime at={lastRun.at} />
      </span>
    </Link>
  );
}

/** One schedule. The whole row opens it; its controls lie above. */
export function ScheduleRow(props: { schedule: Schedule; href: string; isOpen: boolean; actions: ScheduleActions }) {
  const { t } = useTranslation('schedules');
  const { schedule, actions } = props;
  const { jobType, timeZone } = schedule;
  const operator = useMayAct('operator');
  const mine = useTimeZone();
  const edits = useScheduleDrafts((store) => store.byType[jobType]?.edits);
  const isEdited = edits !== undefined && readForm(schedule, edits).changed.length > 0;
  const words = describeCron(schedule.cronExpression);
  return (
    <div role="row" className={props.isOpen ? 'gr sched cur' : 'gr sched'}>
      <span role="cell" className="s-on sched-over">
        <ScheduleSwitch schedule={schedule} actions={actions} wide />
      </span>
      <span role="cell" className="s-prio">
        <Priority priority={schedule.priority} />
      </span>
      <span role="cell" className="s-type stack">
        <span className="row row-4">
          <Icon name={iconOfType(jobType)} size={14} />
          <Link
            className="sched-cover w5 el ltr"
            href={props.href}
            aria-current={props.isOpen || undefined}
            aria-label={t('open', { type: jobType })}
          >
            {jobType}
          </Link>
          {isEdited && <span className="t11 sched-edited">{t('unsaved')}</span>}
        </span>
        <span className="sub el" title={words}>
          {timeZone === mine ? words : t('inZone', { words, zone: cityOf(timeZone) })}
        </span>
      </span>
      <span role="cell" className="s-cron mono t12 ltr el">
        {schedule.cronExpression}
      </span>
      <span role="cell" className="s-runs t12 mid nw">
        {t('atATime', { count: schedule.maxConcurrency })}
      </span>
      <span role="cell" className="s-next">
        <NextRun schedule={schedule} />
      </span>
      <span role="cell" className="s-last">
        <LastRun schedule={schedule} />
      </span>
      {operator.shown && (
        <span role="cell" className="s-run sched-over">
          <Button
            size="small"
            icon="play"
            disabled={!operator.enabled}
            aria-label={t('runNowOf', { type: jobType })}
            onClick={() => openTrigger(jobType)}
          >
            {t('runNow')}
          </Button>
        </span>
      )}
    </div>
  );
}

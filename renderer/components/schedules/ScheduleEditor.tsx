import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { iconOfType } from '#renderer/components/JobKind.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { issuesOf } from '#renderer/lib/errors.ts';
import { useLeaveGuard } from '#renderer/lib/leaving.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { confirm } from '#renderer/stores/dialogs.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { CronEditor } from './CronEditor.tsx';
import { findCronFault } from './cron-fault.ts';
import { joinCron } from './cron-fields.ts';
import { MonthCalendar } from './MonthCalendar.tsx';
import { NextRuns } from './NextRuns.tsx';
import { RuleFields } from './RuleFields.tsx';
import { ScheduleFacts } from './ScheduleFacts.tsx';
import { ScheduleSwitch } from './ScheduleRow.tsx';
import { discardEdits, editSchedule, useScheduleDrafts } from './schedule-drafts.ts';
import { readForm, type ScheduleEdits } from './schedule-form.ts';
import { useScheduleActions } from './use-schedule-actions.ts';

const TYPING_MS = 250;
/** A timer takes no longer wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The frame beside the list: a head that takes the focus when a row opened it, and a way out. */
function Frame(props: { jobType: string; head?: ReactNode; foot?: ReactNode; onClose(): void; children: ReactNode }) {
  const { t } = useTranslation('schedules');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Not when the page opens with it.
    if (document.activeElement !== document.body) heading.current?.focus();
  }, []);
  useShortcut({ keys: 'Escape', label: t('edit.close'), group: 'list' }, props.onClose);
  return (
    <aside className="sched-editor stack" aria-label={t('of', { type: props.jobType })}>
      <header>
        <Icon name={iconOfType(props.jobType)} />
        <h2 ref={heading} tabIndex={-1} className="ltr el">
          {props.jobType}
        </h2>
        {props.head}
        <span className="grow" />
        <Button look="quiet" square icon="x" aria-label={t('edit.close')} onClick={props.onClose} />
      </header>
      <div className="sched-editor-body">{props.children}</div>
      {props.foot && <footer>{props.foot}</footer>}
    </aside>
  );
}

function Opened({ schedule, onClose }: { schedule: Schedule; onClose(): void }) {
  const { t } = useTranslation('schedules');
  const { t: word } = useTranslation();
  const { queries } = useConsole();
  const { jobType } = schedule;
  const admin = useMayAct('admin');
  const actions = useScheduleActions();
  const draft = useScheduleDrafts((store) => store.byType[jobType]);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const form = readForm(schedule, draft?.edits ?? {});
  const expression = joinCron(form.cron);
  const [settled] = useDebouncedValue(expression, TYPING_MS);
  const preview = useQuery({
    ...queries.schedulePreview({ cronExpression: settled, timeZone: form.timeZone, count: 5 }),
    // When the first of them comes, the next five are others.
    refetchInterval: ({ state }) => {
      const first = state.data?.runs[0];
      return first ? Math.min(LONGEST_WAIT_MS, Math.max(1_000, first.getTime() - Date.now() + 1_000)) : false;
    },
  });
  const isJudging = settled !== expression || preview.isPending || preview.isPlaceholderData;
  const issues = { ...refused, ...issuesOf(preview.error) };
  const isWrong = Object.keys(form.problems).length > 0 || (isJudging ? findCronFault(form.cron) !== null : 'cronExpression' in issues);
  const count = form.changed.length;
  const edit = (edits: ScheduleEdits) => {
    setRefused({});
    editSchedule(schedule, edits);
  };

  async function mayLeave(to: string): Promise<boolean> {
    const there = new URL(to, window.location.origin);
    if (there.pathname === window.location.pathname && there.searchParams.get('type') === jobType) return true;
    const isSure = await confirm({
      title: t('edit.leaveTitle', { type: jobType }),
      text: t('edit.leaveText', { count }),
      confirmLabel: t('edit.leave'),
      dismissLabel: t('edit.stay'),
      tone: 'risk',
      isLocal: true,
    });
    if (isSure) discardEdits(jobType);
    return isSure !== null;
  }
  useLeaveGuard(count > 0, mayLeave);

  return (
    <Frame
      jobType={jobType}
      onClose={onClose}
      head={<ScheduleSwitch schedule={schedule} actions={actions} wide />}
      foot={
        admin.shown && (
          <>
            <Button
              look="main"
              disabled={!admin.enabled || count === 0 || isWrong}
              busy={actions.busy}
              onClick={() => void actions.save({ jobType, ...form.changes }).then(setRefused)}
            >
              {count === 0 ? word('save') : t('edit.save', { count })}
            </Button>
            {count > 0 && (
              <Button look="quiet" onClick={() => discardEdits(jobType)}>
                {word('discard')}
              </Button>
            )}
            <span className="t11 dim end">{isWrong ? t('edit.mend') : count === 0 && t('edit.saveNone')}</span>
          </>
        )
      }
    >
      {draft && !actions.busy && <ChangedMeanwhile schedule={schedule} known={draft.known} edited={form.changed} />}
      {admin.shown ? (
        <>
          <CronEditor
            value={form.cron}
            saved={schedule.cronExpression}
            refusal={isJudging ? undefined : issues.cronExpression}
            isJudging={isJudging}
            onChange={(cronExpression) => edit({ cronExpression })}
          />
          <RuleFields schedule={schedule} form={form} refused={issues} onEdit={edit} />
        </>
      ) : (
        <ScheduleFacts schedule={schedule} />
      )}
      <NextRuns cronExpression={settled} timeZone={form.timeZone} enabled={schedule.enabled} preview={preview} />
      <MonthCalendar schedule={schedule} cron={form.cron} timeZone={form.timeZone} nextRuns={preview.data?.runs} />
    </Frame>
  );
}

/** A schedule beside the list: its fields for admins, its facts for the others, its next runs, its month. */
export function ScheduleEditor(props: { jobType: string; schedule: Schedule | undefined; isLoading?: boolean; onClose(): void }) {
  const { t } = useTranslation('schedules');
  const { jobType, schedule, onClose } = props;
  if (schedule) return <Opened schedule={schedule} onClose={onClose} />;
  return (
    <Frame jobType={jobType} onClose={onClose}>
      {props.isLoading ? (
        <SkeletonBlock height={420} />
      ) : (
        <EmptyState title={t('edit.missing', { type: jobType })} text={t('edit.missingText')} />
      )}
    </Frame>
  );
}

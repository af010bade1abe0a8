import { useTranslation } from 'react-i18next';
import type { ControlAction, Job } from '#contract/schemas/job.ts';
import { pauseOrResume, useJobActions } from '#renderer/lib/job-actions.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { useSelection } from '#renderer/stores/selection.ts';
import { countFitting } from './SelectionBar.tsx';
import type { SelectionActions } from './use-selection-actions.tsx';

/** The keys that act: on the chosen jobs while there are any, otherwise on the row that the keys are on. An open panel has keys of its own. */
export function JobKeys(props: { job: Job | undefined; isPanelOpen: boolean; actions: SelectionActions; onPriority(job: Job): void }) {
  const { t } = useTranslation();
  const { job, isPanelOpen, actions } = props;
  const { run } = useJobActions();
  const chosen = useSelection((store) => store.jobs);
  const isSelecting = chosen.size > 0;
  const isOn = actions.shown && actions.enabled;

  const allows = (action: ControlAction) =>
    isOn && (isSelecting ? countFitting(chosen.values(), action) > 0 : !isPanelOpen && job?.allowedActions.includes(action) === true);
  const act = (action: ControlAction) => (isSelecting ? actions.start(action) : job && void run(action, job));
  const halt: ControlAction = isSelecting ? (allows('pause') ? 'pause' : 'resume') : pauseOrResume(job?.status ?? 'running');
  useShortcut({ keys: 'p', label: t(`action.${halt}`), group: 'job' }, () => act(halt), { enabled: allows(halt) });
  useShortcut({ keys: 'r', label: t('action.retry'), group: 'job' }, () => act('retry'), { enabled: allows('retry') });
  useShortcut({ keys: 'c', label: t('action.cancel'), group: 'job' }, () => act('cancel'), { enabled: allows('cancel') });
  useShortcut(
    { keys: 'i', label: t('action.priority_change'), group: 'job' },
    () => (isSelecting ? actions.openPriority(true) : job && props.onPriority(job)),
    { enabled: allows('priority_change') },
  );
  return null;
}

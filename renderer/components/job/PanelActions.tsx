import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction, Job } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { JobPrioritySelector } from '#renderer/components/JobPrioritySelector.tsx';
import { Priority } from '#renderer/components/Priority.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { copyText } from '#renderer/lib/copy-text.ts';
import { actionLooks, useJobActions } from '#renderer/lib/job-actions.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useSelection } from '#renderer/stores/selection.ts';

const keyOf = (action: ControlAction): string => (actionLooks[action].keys ?? '').toUpperCase();

async function copyAndSay(text: string, said: string): Promise<void> {
  try {
    await copyText(text);
    showDone(said);
  } catch (error) {
    showError(error);
  }
}

/** What may be done to the job as it stands. A role that may do nothing sees its priority and what copies. */
export function PanelActions({ job, onRetry }: { job: Job; onRetry(from: 'checkpoint' | 'start'): void }) {
  const { t } = useTranslation(['job', 'common']);
  const { host } = useConsole();
  const { shown, enabled } = useMayAct();
  const { run, busy } = useJobActions();
  const [isPriorityOpen, setPriorityOpen] = useState(false);
  const allows = (action: ControlAction) => shown && job.allowedActions.includes(action);
  const isOff = !enabled || busy !== null;
  const chosen = useSelection((store) => store.jobs);
  // Keys belong to the chosen jobs first, where they can do something for them.
  const hasKey = (action: ControlAction) => ![...chosen.values()].some(({ status }) => isAllowed(action, status));
  const works = (action: ControlAction) => ({ enabled: allows(action) && !isOff && hasKey(action) });
  const hint = (action: ControlAction) => (hasKey(action) ? { keyHint: keyOf(action) } : {});
  const act = (action: ControlAction) => void run(action, job);

  useShortcut({ keys: 'p', label: t('common:action.pause'), group: 'job' }, () => act('pause'), works('pause'));
  useShortcut({ keys: 'p', label: t('common:action.resume'), group: 'job' }, () => act('resume'), works('resume'));
  useShortcut({ keys: 'c', label: t('common:action.cancel'), group: 'job' }, () => act('cancel'), works('cancel'));
  useShortcut({ keys: 'r', label: t('common:action.retry'), group: 'job' }, () => onRetry('checkpoint'), works('retry'));
  useShortcut(
    { keys: 'i', label: t('common:action.priority_change'), group: 'job' },
    () => setPriorityOpen(true),
    works('priority_change'),
  );

  const button = (action: 'pause' | 'resume' | 'cancel') =>
    allows(action) && (
      <Button
        icon={actionLooks[action].icon}
        look={actionLooks[action].isRisky ? 'risk' : 'plain'}
        {...hint(action)}
        disabled={isOff}
        busy={busy?.action === action}
        onClick={() => act(action)}
      >
        {t(`common:action.${action}`)}
      </Button>
    );
  return (
    <div className="row row-4 wrap job-actions">
      {button('pause')}
      {button('resume')}
      {allows('retry') && (
        <Button look="main" icon="retry" {...hint('retry')} disabled={isOff} onClick={() => onRetry('checkpoint')}>
          {t('retry')}
        </Button>
      )}
      {button('cancel')}
      {allows('priority_change') ? (
        <JobPrioritySelector
          value={job.priority}
          disabled={isOff}
          opened={isPriorityOpen}
          onOpenChange={setPriorityOpen}
          onChange={(priority) => void run('priority_change', job, { priority })}
        />
      ) : (
        <span className="job-prio">
          <Priority priority={job.priority} />
        </span>
      )}
      <span className="end row row-4">
        <Button look="quiet" icon="link" onClick={() => void copyAndSay(host.linkToJob(job.jobId), t('linkCopied'))}>
          {t('link')}
        </Button>
        <Menu position="bottom-end" width={220} returnFocus>
          <Menu.Target>
            <Button look="quiet" square icon="more" aria-label={t('more')} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Icon name="copy" size={14} />}
              onClick={() => void copyAndSay(JSON.stringify(job, null, 2), t('jsonCopied'))}
            >
              {t('copyJson')}
            </Menu.Item>
            {allows('retry') && (
              <Menu.Item leftSection={<Icon name="retry" size={14} />} disabled={isOff} onClick={() => onRetry('start')}>
                {t('retryStart')}
              </Menu.Item>
            )}
            {allows('delete') && <Menu.Divider />}
            {allows('delete') && (
              <Menu.Item className="mi risky" leftSection={<Icon name="trash" size={14} />} disabled={isOff} onClick={() => act('delete')}>
                {t('common:action.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </span>
    </div>
  );
}

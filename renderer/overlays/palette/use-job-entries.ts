import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { quoteValue } from '#contract/query/quote.ts';
import type { ControlAction, Job } from '#contract/schemas/job.ts';
import { priorityLevels, toLevel } from '#renderer/components/Priority.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { copyText } from '#renderer/lib/copy-text.ts';
import { actionLooks, useJobActions } from '#renderer/lib/job-actions.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { makePath, pathToJobs } from '#renderer/lib/url-state.ts';
import type { Entry } from './entry.ts';

/** In the order in which a person reaches for them. */
const order: readonly ControlAction[] = ['resume', 'pause', 'retry', 'priority_change', 'cancel', 'delete'];

/** What can be done with a job, by its status and the person's role. */
export function useJobEntries(choosePriority: (job: Job) => void) {
  const { t } = useTranslation(['palette', 'common']);
  const { shown, enabled } = useMayAct();
  const { run } = useJobActions();
  const [path, navigate] = useLocation();

  function open(job: Job): Entry {
    const query = path === '/control' ? Object.fromEntries(new URLSearchParams(window.location.search)) : {};
    return {
      id: `job ${job.jobId}`,
      icon: job.status,
      label: job.jobName,
      job,
      run: () => navigate(makePath('/control', { ...query, job: job.jobId })),
    };
  }

  function act(job: Job, action: ControlAction): Entry {
    const { icon, keys } = actionLooks[action];
    const level = toLevel(job.priority);
    const isPriority = action === 'priority_change';
    const details: Partial<Record<ControlAction, string>> = {
      priority_change: t('job.now', { priority: level, word: t(`common:priority.p${level}`) }),
      retry: t('job.fromCheckpoint'),
      cancel: t('job.asks'),
      delete: t('job.asks'),
    };
    return {
      id: `${action} ${job.jobId}`,
      icon,
      label: t(`job.${action}`),
      detail: enabled ? details[action] : t('offline'),
      keys,
      isOff: !enabled,
      stays: isPriority,
      run: () => (isPriority ? choosePriority(job) : void run(action, job)),
    };
  }

  return {
    open,
    actions: (job: Job): Entry[] =>
      shown ? order.filter((action) => job.allowedActions.includes(action)).map((action) => act(job, action)) : [],
    others: (job: Job): Entry[] => [
      {
        id: `copy ${job.jobId}`,
        icon: 'copy',
        label: t('job.copyId'),
        detail: job.jobId,
        run: () =>
          void copyText(job.jobId).then(
            () => showDone(t('common:copied')),
            (error) => showError(error),
          ),
      },
      {
        id: `type ${job.jobId}`,
        icon: 'filter',
        label: t('type.jobs', { title: job.jobType }),
        run: () => navigate(pathToJobs(`type:${quoteValue(job.jobType)}`)),
      },
    ],
    priorities: (job: Job): Entry[] =>
      priorityLevels.map((priority) => ({
        id: `priority ${priority} ${job.jobId}`,
        icon: 'prio',
        label: `${priority} ${t(`common:priority.p${priority}`)}`,
        detail: priority === job.priority ? t('job.isNow') : undefined,
        isOff: !enabled || priority === job.priority,
        run: () => void run('priority_change', job, { priority }),
      })),
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { t } from 'i18next';
import { useMemo, useState } from 'react';
import type { JobControlClient } from '#contract/contract.ts';
import type { ControlAction, Job, JobStatus } from '#contract/schemas/job.ts';
import type { IconName } from '#renderer/components/Icon.tsx';
import { confirm, confirmWhereGuarded } from '#renderer/stores/dialogs.ts';
import { useConsole } from './console.ts';
import { toCallError } from './errors.ts';
import { showDone, showError } from './toasts.ts';

/** How an action looks, wherever it is offered. Text: `action.<id>`. */
export const actionLooks: Record<ControlAction, { icon: IconName; keys?: string; isRisky?: true }> = {
  pause: { icon: 'pause', keys: 'p' },
  resume: { icon: 'play', keys: 'p' },
  retry: { icon: 'retry', keys: 'r' },
  cancel: { icon: 'cancel', keys: 'c', isRisky: true },
  priority_change: { icon: 'prio', keys: 'i' },
  delete: { icon: 'trash', keys: 'Backspace', isRisky: true },
};

interface ActionOptions {
  reason?: string | undefined;
  priority?: number;
  from?: 'checkpoint' | 'start';
  params?: Record<string, unknown>;
  /** Hears of a refusal or a failure instead of the person: who shows a form says it there. */
  onRefused?(error: unknown): void;
}

type Target = Pick<Job, 'jobId' | 'jobName'>;

function callAction(client: JobControlClient, action: ControlAction, jobId: string, options: ActionOptions) {
  const { reason, priority, from, params } = options;
  const input = { jobId, ...(reason ? { reason } : {}) };
  switch (action) {
    case 'priority_change':
      return client.jobs.priority({ ...input, priority: priority ?? 5 });
    case 'retry':
      return client.jobs.retry({ ...input, ...(from ? { from } : {}), ...(params ? { params } : {}) });
    default:
      return client.jobs[action](input);
  }
}

export interface JobActions {
  /** Acts at once, after asking where it can't be undone. True when it took effect. What goes wrong is told in a toast. */
  run(action: ControlAction, job: Target, options?: ActionOptions): Promise<boolean>;
  /** The job and action under way. */
  busy: { jobId: string; action: ControlAction } | null;
}

/** Control actions on one job, the same from panel, list, palette and keys. */
export function useJobActions(): JobActions {
  const { client } = useConsole();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<JobActions['busy']>(null);
  return useMemo(
    () => ({
      busy,
      async run(action, job, options = {}) {
        const name = job.jobName;
        let { reason } = options;
        if (action === 'cancel' || action === 'delete') {
          const confirmed = await confirm({
            title: t(`confirm.${action}Title`, { name }),
            text: t(`confirm.${action}Text`),
            confirmLabel: t(`confirm.${action}Button`),
            tone: 'risk',
            asksReason: true,
          });
          if (!confirmed) return false;
          reason = confirmed.reason ?? reason;
        }
        // What was done so far is done again: where that matters most, not by a click.
        if (action === 'retry' && (options.from === 'start' || options.params)) {
          const question = {
            title: t('job:retryDialog.title', { name }),
            text: t('job:retryDialog.startText'),
            confirmLabel: t('job:retryDialog.start'),
            dismissLabel: t('cancel'),
            tone: 'risk',
          } as const;
          if (!(await confirmWhereGuarded(question))) return false;
        }
        setBusy({ jobId: job.jobId, action });
        try {
          await callAction(client, action, job.jobId, { ...options, reason });
          showDone(t(`done.${action}`, { name, priority: options.priority ?? '' }));
          return true;
        } catch (error) {
          if (options.onRefused) options.onRefused(error);
          else showError(error);
          // Somebody was quicker, or it is gone: what is on screen was not true.
          if (['CONFLICT', 'NOT_FOUND'].includes(toCallError(error).code)) void queries.invalidateQueries({ queryKey: ['job', job.jobId] });
          return false;
        } finally {
          setBusy(null);
        }
      },
    }),
    [busy, client, queries],
  );
}

/** What the key `p` does to a job in this status. */
export const pauseOrResume = (status: JobStatus): ControlAction => (status === 'paused' ? 'resume' : 'pause');

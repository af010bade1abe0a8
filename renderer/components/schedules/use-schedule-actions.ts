import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule, ScheduleList, ScheduleUpdate } from '#contract/schemas/schedule.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { issuesOf } from '#renderer/lib/errors.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { confirm, confirmWhereGuarded } from '#renderer/stores/dialogs.ts';
import { discardEdits } from './schedule-drafts.ts';

/** What an admin does to schedules: the same from the list and the editor. What goes wrong is told in a toast. */
export function useScheduleActions() {
  const { t } = useTranslation('schedules');
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);

  /** The event says it too; whichever comes first. */
  function put(schedule: Schedule): void {
    cache.setQueryData<ScheduleList>(
      queries.schedules().queryKey,
      (list) =>
        list && {
          items: list.items.map((item) => (item.jobType === schedule.jobType && item.updatedAt <= schedule.updatedAt ? schedule : item)),
        },
    );
  }
  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    async toggle(jobType: string, enabled: boolean): Promise<void> {
      const question = {
        title: t('of', { type: jobType }),
        text: t('allOff.text'),
        confirmLabel: t('allOff.confirm', { count: 1 }),
        dismissLabel: t('allOff.keep'),
        tone: 'risk',
      } as const;
      if (!enabled && !(await confirmWhereGuarded(question))) return;
      await act(async () => {
        put(await client.schedules.toggle({ jobType, enabled }));
        showDone(t(enabled ? 'switchedOn' : 'switchedOff', { type: jobType }));
      });
    },
    async switchAllOff(jobTypes: readonly string[]): Promise<void> {
      const isSure = await confirm({
        title: t('allOff.title'),
        text: t('allOff.text'),
        names: jobTypes,
        confirmLabel: t('allOff.confirm', { count: jobTypes.length }),
        dismissLabel: t('allOff.keep'),
        tone: 'risk',
      });
      if (!isSure) return;
      await act(async () => {
        for (const jobType of jobTypes) put(await client.schedules.toggle({ jobType, enabled: false }));
      });
    },
    /** Answers what the server finds wrong, by field; nothing where it is saved. */
    async save(update: ScheduleUpdate): Promise<Record<string, string>> {
      let issues: Record<string, string> = {};
      await act(async () => {
        try {
          put(await client.schedules.update(update));
          discardEdits(update.jobType);
          showDone(t('edit.saved', { type: update.jobType }));
        } catch (error) {
          issues = issuesOf(error);
          if (Object.keys(issues).length === 0) throw error;
        }
      });
      return issues;
    },
  };
}

export type ScheduleActions = ReturnType<typeof useScheduleActions>;

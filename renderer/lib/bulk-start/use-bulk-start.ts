import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { controlRules, isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { askBulk } from './ask-bulk.ts';
import { type ActionChoices, makeBulkInput, type Selection } from './bulk-input.ts';

/** Jobs that a confirmation names. */
const NAMED = 8;

interface Wish {
  action: ControlAction;
  selection: Selection;
  choices: ActionChoices;
  /** Jobs that the action would touch, and those that it leaves out. */
  count: number;
  left: number;
  /** The confirmation asks for the reason too. */
  asksReason?: boolean;
}

/** Asks, starts the operation, and hands its id to `onStarted`. What goes wrong is told in a toast. */
export function useBulkStart(onStarted: (bulkId: string) => void): { busy: ControlAction | null; start(wish: Wish): Promise<void> } {
  const { t } = useTranslation('bulk');
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const [busy, setBusy] = useState<ControlAction | null>(null);

  async function nameSome({ selection, action }: Wish): Promise<string[]> {
    if ('jobs' in selection)
      return selection.jobs
        .filter(({ status }) => isAllowed(action, status))
        .slice(0, NAMED)
        .map(({ jobName }) => jobName);
    const { query, timeZone } = selection;
    const input = { query, timeZone, status: [...controlRules[action]], limit: NAMED };
    const page = await cache.fetchQuery({ ...queries.jobList(input), staleTime: 0 });
    return page.items.map(({ jobName }) => jobName);
  }

  return {
    busy,
    async start(wish) {
      const { action, selection, choices, count, left, asksReason = false } = wish;
      setBusy(action);
      try {
        const names = await nameSome(wish);
        const isEverything = 'query' in selection && selection.query.trim() === '';
        const confirmed = await askBulk(t, { action, choices, count, left, names, isEverything, asksReason });
        if (!confirmed) return;
        const reason = confirmed.reason ?? choices.reason;
        const { bulkId } = await client.bulk.start(makeBulkInput(selection, action, { ...choices, reason }));
        if (bulkId) onStarted(bulkId);
        void cache.invalidateQueries({ queryKey: ['bulk', 'list'] });
      } catch (error) {
        showError(error);
      } finally {
        setBusy(null);
      }
    },
  };
}

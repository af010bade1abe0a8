import { notifications } from '@mantine/notifications';
import { t } from 'i18next';
import { useState } from 'react';
import { Link } from 'wouter';
import { isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import { useBulkStart } from '#renderer/lib/bulk-start/use-bulk-start.ts';
import { useMayAct } from '#renderer/lib/console.ts';
import { makePath } from '#renderer/lib/url-state.ts';
import { clearSelection, useSelection } from '#renderer/stores/selection.ts';

export interface SelectionActions {
  shown: boolean;
  enabled: boolean;
  busy: ControlAction | null;
  /** Asks, and starts it as a bulk action on the chosen jobs that allow it. */
  start(action: ControlAction, priority?: number): void;
  isPriorityOpen: boolean;
  openPriority(open: boolean): void;
}

/** Says that a bulk action goes on, with the way to its results. */
function showBulkStarted(bulkId: string): void {
  notifications.show({
    id: bulkId,
    color: 'completed',
    autoClose: 10_000,
    withBorder: true,
    message: (
      <span className="row wrap">
        {t('control:bulkStarted')}
        <Link className="btn sm" href={makePath('/bulk', { op: bulkId })} onClick={() => notifications.hide(bulkId)}>
          {t('control:results')}
        </Link>
      </span>
    ),
  });
}

/** Control actions on the chosen jobs, from buttons and keys. */
export function useSelectionActions(): SelectionActions {
  const { shown, enabled } = useMayAct();
  const [isPriorityOpen, openPriority] = useState(false);
  const { busy, start } = useBulkStart((bulkId) => {
    clearSelection();
    showBulkStarted(bulkId);
  });
  return {
    shown,
    enabled,
    busy,
    isPriorityOpen,
    openPriority,
    start(action, priority = 5) {
      const jobs = [...useSelection.getState().jobs.values()];
      const count = jobs.filter(({ status }) => isAllowed(action, status)).length;
      if (count === 0 || busy !== null) return;
      const choices = { reason: '', from: 'checkpoint' as const, priority };
      void start({ action, selection: { jobs }, choices, count, left: jobs.length - count, asksReason: true });
    },
  };
}

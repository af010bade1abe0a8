import type { z } from 'zod';
import type { BulkInput } from '#contract/schemas/bulk.ts';
import { controlRules, isAllowed } from '#contract/schemas/control-rules.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import type { SelectedJob } from '#renderer/stores/selection.ts';

/** Which jobs a bulk action is to be about: all that match, or those that are named. */
export type Selection = { query: string; timeZone: string } | { jobs: readonly SelectedJob[] };

export interface ActionChoices {
  reason: string;
  from: 'checkpoint' | 'start';
  priority: number;
}

/**
 * The action on those jobs of the selection that allow it. The others are left out here, so that what is refused later is what changed
 * meanwhile, and nothing else.
 */
export function makeBulkInput(selection: Selection, action: ControlAction, { reason, from, priority }: ActionChoices) {
  const jobs: Pick<z.input<typeof BulkInput>, 'jobIds' | 'filter'> = 'jobs' in selection
    ? { jobIds: selection.jobs.filter(({ status }) => isAllowed(action, status)).map(({ jobId }) => jobId) }
    : { filter: { query: selection.query, timeZone: selection.timeZone, status: [...controlRules[action]] } };
  return {
    action,
    ...jobs,
    ...(action === 'retry' ? { from } : {}),
    ...(action === 'priority_change' ? { priority } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  } satisfies z.input<typeof BulkInput>;
}

import { controlRules } from '#contract/schemas/control-rules.ts';
import type { ControlAction, JobCounts, JobStatus } from '#contract/schemas/job.ts';
import type { SelectedJob } from '#renderer/stores/selection.ts';

export type Counts = Pick<JobCounts, 'items' | 'total'>;

/** Jobs that are known one by one, by type and status, as the server counts them under a filter. */
export function countNamed(jobs: readonly SelectedJob[]): Counts {
  const byType = new Map<string, Partial<Record<JobStatus, number>>>();
  for (const { jobType, status } of jobs) {
    const counts = byType.get(jobType) ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
    byType.set(jobType, counts);
  }
  return { items: [...byType].map(([jobType, counts]) => ({ jobType, counts })) as JobCounts['items'], total: jobs.length };
}

/** How many jobs are in one of the statuses; of one type where it is given. */
export function countIn({ items }: Counts, statuses: readonly JobStatus[], jobType?: string): number {
  let sum = 0;
  for (const item of items) {
    if (jobType !== undefined && item.jobType !== jobType) continue;
    for (const status of statuses) sum += item.counts[status] ?? 0;
  }
  return sum;
}

/** How many jobs of the selection the action would touch now; it leaves out the rest. */
export const countTouched = (counts: Counts, action: ControlAction): number => countIn(counts, controlRules[action]);

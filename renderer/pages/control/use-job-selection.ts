import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import type { GridSelection } from '#renderer/components/grid/DataGrid.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import type { LiveList } from '#renderer/lib/live-list/use-live-list.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { addSelected, clearSelection, toggleSelected, useSelection } from '#renderer/stores/selection.ts';

/** Jobs that are chosen at once; for more there is Bulk Ops, by query. */
const MOST = 1_000;

/** Choosing rows one by one, by range, and from the top. */
export function useJobSelection({ count, read }: Pick<LiveList, 'count' | 'read'>): GridSelection<Job> {
  const { t } = useTranslation('control');
  const chosen = useSelection((store) => store.jobs);
  /** What the box in the head has chosen. */
  const [all, setAll] = useState<readonly string[]>([]);
  const most = Math.min(count, MOST);
  const hasAll = all.length > 0 && all.length >= most && all.every((jobId) => chosen.has(jobId));
  async function choose(first: number, last: number): Promise<Job[]> {
    try {
      const jobs = await read(first, Math.min(last, first + MOST - 1));
      addSelected(jobs);
      return jobs;
    } catch (error) {
      showError(error);
      return [];
    }
  }
  return {
    has: (jobId) => chosen.has(jobId),
    toggle(job, { range, index, from }) {
      if (!range || from === null) toggleSelected(job);
      else void choose(Math.min(from, index), Math.max(from, index));
    },
    all: hasAll ? 'all' : chosen.size > 0 ? 'some' : 'none',
    async toggleAll() {
      if (hasAll) return clearSelection();
      setAll((await choose(0, most - 1)).map(({ jobId }) => jobId));
    },
    allLabel: t(count > MOST ? 'selectFirst' : 'selectAll', { count: most, n: formatNumber(most) }),
    labelOf: (job) => t('selectJob', { name: job.jobName }),
  };
}

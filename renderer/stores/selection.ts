import { create } from 'zustand';
import type { JobStatus } from '#contract/schemas/job.ts';

/** What is known of a selected job while it is selected, to say which actions fit without asking. */
export interface SelectedJob {
  jobId: string;
  jobName: string;
  jobType: string;
  status: JobStatus;
}

interface SelectionStore {
  jobs: ReadonlyMap<string, SelectedJob>;
}

/** Jobs chosen by hand: the same in Control and in Bulk Ops. */
export const useSelection = create<SelectionStore>()(() => ({ jobs: new Map() }));

export function toggleSelected(job: SelectedJob): void {
  useSelection.setState(({ jobs }) => {
    const next = new Map(jobs);
    if (!next.delete(job.jobId)) next.set(job.jobId, job);
    return { jobs: next };
  });
}

export function addSelected(added: readonly SelectedJob[]): void {
  useSelection.setState(({ jobs }) => ({ jobs: new Map([...jobs, ...added.map((job) => [job.jobId, job] as const)]) }));
}

export function removeSelected(jobIds: readonly string[]): void {
  useSelection.setState(({ jobs }) => {
    const next = new Map(jobs);
    for (const jobId of jobIds) next.delete(jobId);
    return { jobs: next };
  });
}

export const clearSelection = (): void => useSelection.setState({ jobs: new Map() });

/** A selected job went on: its status follows, so that offers stay true. */
export function followSelected(jobId: string, status: JobStatus): void {
  const job = useSelection.getState().jobs.get(jobId);
  if (job && job.status !== status) addSelected([{ ...job, status }]);
}

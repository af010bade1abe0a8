import { useRef } from 'react';
import { create } from 'zustand';
import type { Job } from '#contract/schemas/job.ts';
import { Priority } from '#renderer/components/Priority.tsx';
import { PriorityMenu } from '#renderer/components/PriorityMenu.tsx';
import { useJobActions } from '#renderer/lib/job-actions.ts';

/** The job whose priority is being chosen in its row. */
const useChosen = create<{ jobId: string | null }>()(() => ({ jobId: null }));

export const choosePriority = (jobId: string | null): void => useChosen.setState({ jobId });

function Chooser({ job }: { job: Job }) {
  const { run } = useJobActions();
  const target = useRef<HTMLButtonElement>(null);
  function close() {
    // The button goes with the menu: the row has the focus again.
    target.current?.closest<HTMLElement>('[data-index]')?.focus({ preventScroll: true });
    choosePriority(null);
  }
  return (
    <PriorityMenu
      value={job.priority}
      opened
      onOpenChange={(opened) => !opened && close()}
      onChange={(priority) => void run('priority_change', job, { priority })}
      returnFocus={false}
    >
      <button ref={target} type="button" tabIndex={-1}>
        <Priority priority={job.priority} />
      </button>
    </PriorityMenu>
  );
}

export function PriorityCell({ job }: { job: Job }) {
  const isChosen = useChosen((store) => store.jobId === job.jobId);
  return isChosen ? <Chooser job={job} /> : <Priority priority={job.priority} />;
}

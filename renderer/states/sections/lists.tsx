import type { Job } from '#contract/schemas/job.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { JobHistoryTable } from '#renderer/components/history/JobHistoryTable.tsx';
import type { PagedRows } from '#renderer/lib/paged-rows.ts';
import { ChangesNote } from '#renderer/pages/control/ListBar.tsx';
import { SelectionBar } from '#renderer/pages/control/SelectionBar.tsx';
import { useSelectionActions } from '#renderer/pages/control/use-selection-actions.tsx';
import { addSelected } from '#renderer/stores/selection.ts';
import { cancelledJob, completedJob, failedJob, manyJobs, oneOfEach } from '../data/jobs.ts';
import { Once } from '../Once.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const rowsOf = (jobs: readonly Job[], count = jobs.length): PagedRows<Job> => ({
  rows: jobs,
  count,
  rowAt: (index) => jobs[index],
  onVisible() {},
});

const histories: readonly [name: string, rows: PagedRows<Job>][] = [
  ['one of each end', rowsOf([completedJob, failedJob, cancelledJob])],
  ['on its way', rowsOf([], 6)],
  ['nothing', rowsOf([])],
];

function Histories() {
  return histories.map(([name, rows]) => (
    <Sample key={name} name={name} width={1240} height={240}>
      <JobHistoryTable
        rows={rows}
        listKey={name}
        onOpen={() => {}}
        empty={<EmptyState title="No run has ended" text="Runs are listed here once they end." />}
      />
    </Sample>
  ));
}

const ids = (from: number, to: number) => new Set(manyJobs.slice(from, to).map(({ jobId }) => jobId));
const none = new Set<string>();

function Changes() {
  const changes = { created: none, gone: none, moved: none, isMany: false };
  return (
    <>
      <Sample name="some are new">
        <ChangesNote changes={{ ...changes, created: ids(0, 3) }} onShow={() => {}} />
      </Sample>
      <Sample name="new and changed">
        <ChangesNote changes={{ ...changes, created: ids(0, 1), gone: ids(4, 6), moved: ids(8, 9) }} onShow={() => {}} />
      </Sample>
      <Sample name="more than are followed">
        <ChangesNote changes={{ ...changes, isMany: true }} onShow={() => {}} />
      </Sample>
    </>
  );
}

function Bar() {
  const actions = useSelectionActions();
  return (
    <Sample name="above a page, with what each action would touch" width={1390}>
      <SelectionBar actions={actions} />
    </Sample>
  );
}

const selectionOf = (jobs: readonly Job[]) => (
  <Once run={() => addSelected(jobs)}>
    <Bar />
  </Once>
);

export const listSections: readonly Section[] = [
  { id: 'history', content: <Histories /> },
  { id: 'changes', content: <Changes /> },
  { id: 'selection', content: selectionOf(oneOfEach) },
  { id: 'selection-of-failed', content: selectionOf([failedJob]) },
  { id: 'selection-of-viewer', role: 'viewer', content: selectionOf(oneOfEach) },
];

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { DataGrid, type GridSort } from '#renderer/components/grid/DataGrid.tsx';
import { makeJobColumns } from '#renderer/pages/control/job-columns.tsx';
import '#renderer/pages/control/control.css';
import { manyJobs } from '../data/jobs.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const keyOf = (job: Job): string => job.jobId;
const selected = new Set(manyJobs.slice(1, 3).map(keyOf));
const gone = new Set(manyJobs.slice(4, 5).map(keyOf));

function useGrid() {
  const { t } = useTranslation('control');
  const isNarrow = window.matchMedia('(max-width: 900px)').matches;
  const columns = useMemo(() => makeJobColumns(t, { hasPanel: false, isNarrow }), [t, isNarrow]);
  return { label: 'Jobs', columns, keyOf, rowHeight: 44, narrowRowHeight: 84, rowClassName: () => 'two' };
}

function Rows() {
  const grid = useGrid();
  const [sort, setSort] = useState<GridSort>({ id: 'updatedAt', descending: true });
  return (
    <Sample name="sorted; rows chosen, one that no longer fits, the current one, rows on their way" width={1000} height={430}>
      <DataGrid
        {...grid}
        count={manyJobs.length}
        rowAt={(index) => (index < 7 ? manyJobs[index] : undefined)}
        current={keyOf(manyJobs[3] as Job)}
        sort={sort}
        onSort={setSort}
        rowClassName={(job) => (gone.has(keyOf(job)) ? 'two gone' : 'two')}
        selection={{
          has: (key) => selected.has(key),
          toggle: () => {},
          all: 'some',
          toggleAll: () => {},
          allLabel: 'Choose all',
          labelOf: (job) => `Choose ${job.jobName}`,
        }}
      />
    </Sample>
  );
}

function Others() {
  const grid = useGrid();
  return (
    <>
      <Sample name="all on their way" width={1000} height={220}>
        <DataGrid {...grid} label="Jobs on their way" count={20} rowAt={() => undefined} />
      </Sample>
      <Sample name="nothing" width={1000} height={220}>
        <DataGrid
          {...grid}
          label="No jobs"
          count={0}
          rowAt={() => undefined}
          empty={<EmptyState title="No job fits" text="Take a term away, or look at all jobs." />}
        />
      </Sample>
    </>
  );
}

export const gridSections: readonly Section[] = [
  { id: 'grid', content: <Rows /> },
  { id: 'grid-without-rows', content: <Others /> },
];

import './history-table.css';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { addDays, startOfDay } from '#renderer/components/charts/zoned-time.ts';
import { DataGrid } from '#renderer/components/grid/DataGrid.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import type { PagedRows } from '#renderer/lib/paged-rows.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { makeColumns, type UsualDuration } from './history-columns.tsx';

/** What is usual is measured over so many days. */
const MEASURED_DAYS = 28;
const DAY_MS = 86_400_000;

/** How long runs of each type usually take. */
function useUsual(): ReadonlyMap<string, UsualDuration> {
  const { queries } = useConsole();
  const timeZone = useTimeZone();
  const today = startOfDay(useNow(DAY_MS / 24), timeZone);
  const from = useMemo(() => new Date(addDays(today, -MEASURED_DAYS, timeZone)), [today, timeZone]);
  const { data } = useQuery(queries.typicalRuns(from));
  return useMemo(() => {
    const usual = new Map<string, UsualDuration>();
    for (const { jobType, durationMs } of data?.byType ?? []) {
      const { p5, p50, p95 } = durationMs;
      if (p5 !== null && p50 !== null && p95 !== null) usual.set(jobType, { p5, p50, p95 });
    }
    return usual;
  }, [data]);
}

/** Finished runs: when and how they ended, how long they took against their type, what they wrote, and who started them. */
export function JobHistoryTable(props: {
  rows: PagedRows<Job>;
  /** Another value: another list, shown from its top. */
  listKey: string;
  onOpen(job: Job): void;
  onVisible?(first: number, last: number): void;
  /** In place of rows where there are none. */
  empty: ReactNode;
}) {
  const { t } = useTranslation('history');
  const { rows, listKey, onOpen, empty } = props;
  const usual = useUsual();
  const isTight = useMediaQuery('(max-width: 1200px)', window.matchMedia('(max-width: 1200px)').matches, {
    getInitialValueInEffect: false,
  });
  const columns = useMemo(() => makeColumns(t, usual, isTight), [t, usual, isTight]);
  return (
    <DataGrid
      label={t('table.label')}
      columns={columns}
      count={rows.count}
      rowAt={rows.rowAt}
      keyOf={({ jobId }) => jobId}
      rowHeight={34}
      narrowRowHeight={86}
      listKey={listKey}
      keys
      onVisible={props.onVisible ?? rows.onVisible}
      onOpen={onOpen}
      empty={empty}
    />
  );
}

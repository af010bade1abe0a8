import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { useBulkStart } from '#renderer/lib/bulk-start/use-bulk-start.ts';
import { useMayAct } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import type { SelectedJob } from '#renderer/stores/selection.ts';
import { findAgain } from './again.ts';
import { type ResultsQuery, readAllResults } from './use-results.ts';
import type { StatusesNow } from './use-statuses-now.ts';

/** Results of so many jobs are read to the end by themselves, to count what is worth another try; of more, when somebody asks. */
const COUNTED = 2_000;

function useAgain({ action, matched }: BulkOperation, results: ResultsQuery, now: StatusesNow) {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = results;
  const isDue = matched <= COUNTED && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when statuses changed.
  return useMemo(() => {
    const all = data && !hasNextPage ? data.pages.flatMap(({ items }) => items) : null;
    return all && findAgain(action, all, now.statusOf);
  }, [action, data, hasNextPage, now.version]);
}

/** Another try for the jobs of an operation that are failed now, or that refused it and would take it now. */
export function AgainBar(props: { operation: BulkOperation; results: ResultsQuery; now: StatusesNow; onStarted(bulkId: string): void }) {
  const { t } = useTranslation('bulk');
  const { operation, results, now } = props;
  const { action, matched, done, refused, from, priority } = operation;
  // What is deleted can't fail any more; what refused to be may.
  const canFail = action !== 'delete' || refused > 0;
  const { enabled } = useMayAct();
  const { busy, start } = useBulkStart(props.onStarted);
  const [reading, setReading] = useState<number | null>(null);
  const again = useAgain(operation, results, now);

  const begin = (chosen: ControlAction, jobs: SelectedJob[]) => {
    const choices = { reason: '', from: from ?? 'checkpoint', priority: priority ?? 5 } as const;
    return start({ action: chosen, selection: { jobs }, choices, count: jobs.length, left: 0, asksReason: true });
  };
  async function readAndRetry() {
    setReading(0);
    try {
      const { failed } = findAgain(action, await readAllResults(results, setReading), now.statusOf);
      if (failed.length === 0) showDone(t('operation.noneFailed'));
      else await begin('retry', failed);
    } catch (error) {
      showError(error);
    } finally {
      setReading(null);
    }
  }
  const button = { size: 'small', busy: busy !== null || reading !== null, disabled: !enabled } as const;
  const tries = again && [
    { key: 'retryFailed', chosen: 'retry', jobs: again.failed } as const,
    { key: 'tryRefused', chosen: action, jobs: again.refused } as const,
  ];
  return (
    <div className="row pad-x t12 op-again">
      {tries?.map(
        ({ key, chosen, jobs }) =>
          jobs.length > 0 && (
            <Button key={key} {...button} icon="retry" onClick={() => begin(chosen, jobs)}>
              {t(`operation.${key}`, { count: jobs.length, n: formatNumber(jobs.length) })}
            </Button>
          ),
      )}
      {!again && matched > COUNTED && canFail && (
        <Button {...button} icon="retry" onClick={readAndRetry}>
          {reading === null
            ? t('operation.retryFailedMany')
            : t('operation.reading', { n: formatNumber(reading), total: formatNumber(done) })}
        </Button>
      )}
      {again && again.failed.length + again.refused.length === 0 ? (
        <span className="dim">{t('operation.noneFailed')}</span>
      ) : (
        <span className="dim end wide">{t('operation.note')}</span>
      )}
    </div>
  );
}

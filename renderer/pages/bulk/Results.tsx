import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { AgainBar } from './AgainBar.tsx';
import { CsvButton } from './CsvButton.tsx';
import { ResultGrid } from './ResultGrid.tsx';
import { countShown, type Shown, useResults } from './use-results.ts';
import { useStatusesNow } from './use-statuses-now.ts';

const choices = ['all', 'done', 'refused'] as const satisfies readonly Shown[];

/** What became of each job, which part of it is shown, and what is worth another try. */
export function Results({ operation, onStarted }: { operation: BulkOperation; onStarted(bulkId: string): void }) {
  const { t } = useTranslation('bulk');
  const { shown: mayAct } = useMayAct();
  const [shown, setShown] = useState<Shown>('all');
  const all = useResults(operation, 'all');
  const now = useStatusesNow(operation.bulkId);
  const labels = { all: t('all', { ns: 'common' }), done: t('operation.done'), refused: t('operation.refusedTab') };
  return (
    <>
      <div className="row pad-x op-head">
        <h3 className="strong">{t('operation.result')}</h3>
        <span className="end">
          <Segmented<Shown>
            label={t('operation.show')}
            value={shown}
            options={choices.map((value) => ({
              value,
              label: (
                <>
                  {labels[value]} <span className="dim">{formatNumber(countShown(operation, value))}</span>
                </>
              ),
            }))}
            onChange={setShown}
          />
        </span>
        <CsvButton {...{ operation, now }} results={all} />
      </div>
      <ResultGrid operation={operation} shown={shown} />
      {mayAct && operation.state !== 'running' && <AgainBar {...{ operation, now, onStarted }} results={all} />}
    </>
  );
}

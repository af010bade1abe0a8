import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { Button } from '#renderer/components/Button.tsx';
import { saveCsv } from '#renderer/lib/csv.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { resultColumns, toRows } from './result-rows.ts';
import { type ResultsQuery, readAllResults } from './use-results.ts';
import type { StatusesNow } from './use-statuses-now.ts';

/** Saves all results as a file. The server exports no results, so they are read page by page. */
export function CsvButton(props: { operation: BulkOperation; results: ResultsQuery; now: StatusesNow }) {
  const { t } = useTranslation('bulk');
  const { bulkId, done } = props.operation;
  const [read, setRead] = useState<number | null>(null);
  async function save() {
    setRead(0);
    try {
      const results = await readAllResults(props.results, setRead);
      await saveCsv(`${bulkId}.csv`, toRows(results, props.now.statusOf), resultColumns);
    } catch (error) {
      showError(error);
    } finally {
      setRead(null);
    }
  }
  return (
    <Button size="small" look="quiet" icon="down2" busy={read !== null} onClick={save} aria-label={t('operation.csvLabel')}>
      {read === null ? t('csv', { ns: 'common' }) : t('operation.reading', { n: formatNumber(read), total: formatNumber(done) })}
    </Button>
  );
}

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { formatNumber } from '#renderer/lib/format.ts';

/** What an operation does, with what was chosen for it: `Retry from the start`, `Priority 3`. */
export function nameOperation(t: TFunction<'bulk'>, { action, from, priority }: BulkOperation): string {
  if (action === 'retry' && from === 'start') return t('name.retryStart');
  return action === 'priority_change' ? t('name.priority_change', { priority: priority ?? '' }) : t(`name.${action}`);
}

/** What chose its jobs: the query, or that they were named. */
export function ChosenBy({ operation: { query, matched } }: { operation: BulkOperation }) {
  const { t } = useTranslation('bulk');
  if (query === null) return <span className="mid el">{t('earlier.named', { count: matched, n: formatNumber(matched) })}</span>;
  if (query === '') return <span className="mid el">{t('earlier.everything')}</span>;
  return <span className="mono t11 mid ltr el">{query}</span>;
}

import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { scanQuery } from '#contract/query/scan.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import type { ListQuestion } from '#renderer/lib/live-list/snapshot.ts';

/** Terms that are tried without; a query of more is told as a whole. */
const MOST = 6;

/** The query without each of its terms: the one that keeps the list empty is among them. */
function withoutEach(query: string): { term: string; rest: string }[] {
  return scanQuery(query)
    .slice(0, MOST)
    .map(({ start, end }) => ({
      term: query.slice(start, end),
      rest: `${query.slice(0, start).trimEnd()} ${query.slice(end).trimStart()}`.trim(),
    }));
}

/** Nothing matches: how much each term takes away, and a way out. */
export function NothingFits({ question, onQuery }: { question: ListQuestion; onQuery(query: string): void }) {
  const { t } = useTranslation('control');
  const { queries } = useConsole();
  const { query, timeZone } = question;
  const tries = withoutEach(query);
  const counts = useQueries({
    queries: tries.map(({ rest }) => queries.jobCounts(rest === '' ? {} : { query: rest, timeZone })),
  });
  const isOne = tries.length === 1;
  const isAnyOfUse = !counts.every(({ data }) => data?.total === 0);
  const title = isOne ? t('nothing.one') : t('nothing.all', { count: tries.length });
  return (
    <EmptyState title={title} text={isOne ? undefined : t(isAnyOfUse ? 'nothing.without' : 'nothing.none')}>
      <div className="stack gap-8 t12 nothing-tries">
        {!isOne &&
          isAnyOfUse &&
          tries.map(({ term, rest }, n) => {
            const total = counts[n]?.data?.total;
            return (
              <div className="row" key={`${term} ${rest}`}>
                <span className="mono ltr diff-o el">{term}</span>
                <span className="dim">{t('nothing.leaves')}</span>
                <b className="w5 nw">{total === undefined ? '…' : t('jobs', { count: total, n: formatNumber(total) })}</b>
                <span className="end">
                  <Button size="small" disabled={!total} aria-label={t('nothing.showWithout', { term })} onClick={() => onQuery(rest)}>
                    {t('show')}
                  </Button>
                </span>
              </div>
            );
          })}
        <div>
          <Button onClick={() => onQuery('')}>{t('nothing.clear')}</Button>
        </div>
      </div>
    </EmptyState>
  );
}

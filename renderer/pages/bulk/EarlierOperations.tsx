import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { actionLooks } from '#renderer/lib/job-actions.ts';
import { makePath } from '#renderer/lib/url-state.ts';
import { ChosenBy, nameOperation } from './OperationName.tsx';

const COLUMNS = '18px minmax(0,1fr) 150px 76px 104px';
/** While one of them works, its numbers are asked for so often. */
const EVERY_MS = 2_000;

function OperationLink({ operation, isOpen, path }: { operation: BulkOperation; isOpen: boolean; path: string }) {
  const { t } = useTranslation('bulk');
  const { action, state, done, matched, succeeded, refused, performedBy, createdAt } = operation;
  const words = {
    done: formatNumber(state === 'running' ? done : succeeded),
    refused: formatNumber(refused),
    matched: formatNumber(matched),
  };
  return (
    <li>
      <Link href={path} className={isOpen ? 'gr op cur' : 'gr op'} aria-current={isOpen || undefined}>
        <span className="dim">
          <Icon name={actionLooks[action].icon} size={14} />
        </span>
        <span className="row t12">
          <span className="w5 nw">{nameOperation(t, operation)}</span>
          <ChosenBy operation={operation} />
        </span>
        <span className="el t12 mid a-out">{t(state === 'running' ? 'earlier.running' : 'earlier.outcome', words)}</span>
        <span className="el t12 mid a-who">{performedBy}</span>
        <span className="num t12 dim a-when">
          <ClockTime at={createdAt} />
        </span>
      </Link>
    </li>
  );
}

/** What anyone did to many jobs at once. A click shows what it did to each. */
export function EarlierOperations({ open, params }: { open: string | undefined; params: Record<string, string | undefined> }) {
  const { t } = useTranslation('bulk');
  const { queries } = useConsole();
  const list = useInfiniteQuery({
    ...queries.bulkList(),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((operation) => operation.state === 'running')) ? EVERY_MS : false,
  });
  const operations = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title={t('earlier.title')} about={t('earlier.about')} className="earlier">
      {list.isPending ? (
        <SkeletonRows rows={4} columns={COLUMNS} count={5} rowHeight={34} />
      ) : list.isError ? (
        <ErrorState what={t('earlier.what')} error={list.error} onRetry={() => list.refetch()} />
      ) : operations.length === 0 ? (
        <EmptyState title={t('earlier.emptyTitle')} text={t('earlier.emptyText')} />
      ) : (
        <ul className="grid ops">
          {operations.map((operation) => (
            <OperationLink
              key={operation.bulkId}
              operation={operation}
              isOpen={operation.bulkId === open}
              path={makePath('/bulk', { ...params, op: operation.bulkId })}
            />
          ))}
          {list.hasNextPage && (
            <li className="row pad-x more">
              <Button size="small" look="quiet" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
                {t('earlier.older')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}

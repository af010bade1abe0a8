import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { FailureRow } from './FailureRow.tsx';
import { ListLink } from './ListLink.tsx';
import { NextUp } from './NextUp.tsx';

const SHOWN = 3;

/** Causes that failed in the last 24 hours and left failed jobs, those with the most first; and what comes next. */
export function NeedsAttention() {
  const { t } = useTranslation(['overview', 'common']);
  const { queries } = useConsole();
  const failures = useQuery(queries.failures({}));
  const groups = (failures.data?.items ?? []).filter((group) => group.retryable > 0).sort((a, b) => b.retryable - a.retryable);
  const shown = groups.slice(0, SHOWN);
  const digits = Math.max(...shown.map((group) => formatNumber(group.retryable).length), 2);
  const jobs = groups.reduce((sum, group) => sum + group.retryable, 0);
  return (
    <Panel
      title={t('attention.title')}
      about={groups.length > 0 && t('attention.about', { jobs: formatNumber(jobs), count: groups.length })}
      more={groups.length > 0 && <ListLink href="/analytics">{t('common:all')}</ListLink>}
    >
      {failures.isError && !failures.data ? (
        <ErrorState what={t('attention.title')} error={failures.error} onRetry={() => void failures.refetch()} />
      ) : (
        <ul className="grid attention" style={{ '--digits': `${digits}ch` } as CSSProperties}>
          {failures.isPending && (
            <li>
              <SkeletonRows rows={SHOWN} columns="inherit" count={2} rowHeight={50} />
            </li>
          )}
          {shown.map((group) => (
            <FailureRow key={group.signature} group={group} />
          ))}
          {failures.data && groups.length === 0 && (
            <li className="all-well">
              <span className="strong">{t('attention.none')}</span>
              <span className="mid">{t('attention.noneText')}</span>
            </li>
          )}
        </ul>
      )}
      <NextUp />
    </Panel>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { FailureList } from '#contract/schemas/insight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { TrendBars } from '#renderer/components/charts/TrendBars.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { queryOfGroup, useRetryGroup } from '#renderer/lib/retry-group.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import type { View } from './use-analytics.ts';

const COLUMNS = '44px minmax(0,1fr) 78px 108px 72px 74px';

type Group = FailureList['items'][number];

function GroupRow({ group, isNew }: { group: Group; isNew: boolean }) {
  const { t } = useTranslation(['analytics', 'common']);
  const { shown, enabled } = useMayAct();
  const { retry, busy } = useRetryGroup();
  const [type = '', ...others] = group.jobTypes;
  return (
    <tr className="gr">
      <td className="num strong">{formatNumber(group.count)}</td>
      <td className="el">
        <Link className="row-link mono t11 ltr" href={pathToJobs(queryOfGroup(group.signature))} title={group.sampleMessage}>
          {group.signature}
        </Link>
      </td>
      <td className="el">
        <JobKind jobType={type} />
        {others.length > 0 && <span className="t11 dim"> +{others.length}</span>}
      </td>
      <td className={isNew ? 't12 c w5 row row-4' : 't12 mid'} data-s="failed" title={isNew ? t('errors.isNew') : undefined}>
        {isNew && <Icon name="flag" size={12} />}
        <ClockTime at={group.since} shape="dayTime" className="nw" />
      </td>
      <td>
        <TrendBars values={group.trend} tone="failed" label={t('errors.trendLabel', { values: group.trend.join(', ') })} />
      </td>
      <td>
        {shown && group.retryable > 0 && (
          <Button
            size="small"
            icon="retry"
            disabled={!enabled}
            busy={busy === group.signature}
            aria-label={t('errors.retry', { n: formatNumber(group.retryable), signature: group.signature })}
            onClick={() => void retry(group.signature)}
          >
            {t('common:action.retry')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Failed attempts by cause, the most frequent first. */
export function ErrorGroups({ view, query, children }: { view: View; query: UseQueryResult<FailureList>; children: ReactNode }) {
  const { t } = useTranslation('analytics');
  const groups = [...(query.data?.items ?? [])].sort((a, b) => b.count - a.count);
  const failures = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel
      title={t('errors.title')}
      about={groups.length > 0 && t('errors.about', { failures: formatNumber(failures), count: groups.length })}
      className="errors"
    >
      {query.isError && !query.data ? (
        <ErrorState what={t('errors.title')} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="error-groups" style={{ '--cols': COLUMNS } as React.CSSProperties}>
          <table className="grid">
            <thead>
              <tr className="gr gh">
                <th className="num">{t('errors.count')}</th>
                <th>{t('errors.signature')}</th>
                <th>{t('errors.type')}</th>
                <th>{t('errors.since')}</th>
                <th>{t('errors.trend')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupRow key={group.signature} group={group} isNew={group.since.getTime() >= view.period.from} />
              ))}
            </tbody>
          </table>
          {query.isPending && <SkeletonRows rows={5} columns={COLUMNS} count={5} />}
          {query.data && groups.length === 0 && <p className="quiet-note">{t('errors.none')}</p>}
        </div>
      )}
      {children}
    </Panel>
  );
}

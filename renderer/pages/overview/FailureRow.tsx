import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { FailureList } from '#contract/schemas/insight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { queryOfGroup, useRetryGroup } from '#renderer/lib/retry-group.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';

const DAY_MS = 86_400_000;

/** A cause with the jobs that it left failed. */
export function FailureRow({ group }: { group: FailureList['items'][number] }) {
  const { t } = useTranslation(['overview', 'common']);
  const { shown, enabled } = useMayAct();
  const { retry, busy } = useRetryGroup();
  const isRecent = useNow(60_000) - group.since.getTime() < DAY_MS;
  const [type = '', ...others] = group.jobTypes;
  const count = formatNumber(group.retryable);
  return (
    <li className="gr">
      <span className="strong c" data-s="failed" title={t('attention.count', { count: group.retryable, n: count })}>
        {count}
      </span>
      <span className="stack">
        <Link className="row-link el mono t12 ltr" href={pathToJobs(queryOfGroup(group.signature))} title={group.sampleMessage}>
          {group.signature}
        </Link>
        <span className="sub row">
          <JobKind jobType={type} />
          {others.length > 0 && <span title={others.join(', ')}>+{others.length}</span>}
          <span className="nw">{t('attention.day', { n: formatNumber(group.count) })}</span>
          <span className="el">
            {t('attention.since')} <ClockTime at={group.since} shape={isRecent ? 'minutes' : 'day'} />
          </span>
        </span>
      </span>
      {shown && (
        <Button
          size="small"
          icon="retry"
          disabled={!enabled}
          busy={busy === group.signature}
          aria-label={t('attention.retry', { count: group.retryable, n: count, signature: group.signature })}
          onClick={() => void retry(group.signature)}
        >
          {t('common:action.retry')}
        </Button>
      )}
    </li>
  );
}

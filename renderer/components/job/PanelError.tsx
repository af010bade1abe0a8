import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { quote } from '#contract/query/quote.ts';
import type { Job } from '#contract/schemas/job.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';

function Group({ signature }: { signature: string }) {
  const { t } = useTranslation('job');
  const { queries } = useConsole();
  const query = `status:failed signature:${quote(signature)}`;
  const { data } = useQuery(queries.jobCounts({ query }));
  if (!data || data.total === 0) return null;
  return (
    <div className="row t12">
      <span className="dim el">{t('error.shared', { count: data.total, n: formatNumber(data.total) })}</span>
      <Link className="btn sm end" href={pathToJobs(query)}>
        {t('error.open')}
      </Link>
    </div>
  );
}

/** Why the last attempt failed, and how many others failed alike. */
export function PanelError({ job }: { job: Job }) {
  const { t } = useTranslation('job');
  if (job.errorMessage === null) return null;
  const isFailed = job.status === 'failed';
  return (
    <section className="pad job-error" data-s="failed" aria-label={t(isFailed ? 'error.failed' : 'error.last')}>
      <div className="row job-error-text">
        <Icon name={isFailed ? 'failed' : 'warn'} />
        <p className="mono ltr">{job.errorMessage}</p>
      </div>
      {isFailed && job.errorSignature !== null && <Group signature={job.errorSignature} />}
    </section>
  );
}

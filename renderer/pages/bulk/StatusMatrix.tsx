import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { setTerm } from '#contract/query/edit.ts';
import { quoteValue } from '#contract/query/quote.ts';
import type { JobStatus } from '#contract/schemas/job.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { Skel } from '#renderer/components/Skeleton.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { type Counts, countIn } from './count-jobs.ts';

interface CellProps {
  counts: Counts | undefined;
  statuses: readonly JobStatus[];
  jobType?: string;
  query: string | undefined;
  isComing: boolean;
  className: string;
}

function Cell({ counts, statuses, jobType, query, isComing, className }: CellProps) {
  const { t } = useTranslation('bulk');
  if (!counts) return <td className={`${className} dim`}>{isComing ? <Skel width="60%" /> : t('nothing', { ns: 'common' })}</td>;
  const n = countIn(counts, statuses, jobType);
  if (n === 0)
    return (
      <td className={`${className} dim`}>
        <span aria-hidden="true">·</span>
        <span className="sr">{t('matrix.none')}</span>
      </td>
    );
  const [status] = statuses.length === 1 ? statuses : [];
  const type = jobType ? setTerm(query ?? '', 'type', quoteValue(jobType)) : (query ?? '');
  const words = {
    n: formatNumber(n),
    type: jobType ?? t('matrix.all'),
    status: status ? t(`status.${status}`, { ns: 'common' }) : t('matrix.all'),
  };
  return (
    <td className={className}>
      {query === undefined ? (
        formatNumber(n)
      ) : (
        <Link href={pathToJobs(status ? setTerm(type, 'status', status) : type)} aria-label={t('matrix.open', words)}>
          {formatNumber(n)}
        </Link>
      )}
    </td>
  );
}

/** Rows in the place of those of types that are not known yet: as many as the project comes with. */
const coming = ['1', '2', '3', '4', '5'];

/** How many jobs of each type are in each status. All types have their row, so that nothing moves while counts change. */
export function StatusMatrix(props: {
  counts: Counts | undefined;
  /** They are on their way. */
  isComing: boolean;
  /** The query that they are under; each number then leads to its jobs. */
  query: string | undefined;
}) {
  const { t } = useTranslation('bulk');
  const { queries } = useConsole();
  const { data: types, isPending } = useQuery(queries.types());
  const counts = isPending ? undefined : props.counts;
  const known = isPending ? coming : (types?.items.map(({ jobType }) => jobType) ?? []);
  // A job may be of a type that the project no longer has.
  const others = counts?.items.map(({ jobType }) => jobType).filter((jobType) => !known.includes(jobType)) ?? [];
  const cell = { counts, isComing: isPending || props.isComing, query: props.query };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow screen, also by keys.
    <section className="matrix-box" tabIndex={0} aria-label={t('matrix.label')}>
      <table className="matrix">
        <caption className="sr">{t('matrix.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('matrix.type')}</th>
            {jobStatuses.map((status) => (
              <th key={status} scope="col" className="num">
                <Status status={status} />
              </th>
            ))}
            <th scope="col" className="num">
              {t('matrix.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...known, ...others].map((jobType) => (
            <tr key={jobType}>
              <th scope="row">{isPending ? <Skel width="60%" /> : <JobKind jobType={jobType} />}</th>
              {jobStatuses.map((status) => (
                <Cell key={status} {...cell} jobType={jobType} statuses={[status]} className="num w5" />
              ))}
              <Cell {...cell} jobType={jobType} statuses={jobStatuses} className="num mid" />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('matrix.all')}</th>
            {jobStatuses.map((status) => (
              <Cell key={status} {...cell} statuses={[status]} className="num strong" />
            ))}
            <Cell {...cell} statuses={jobStatuses} className="num strong" />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

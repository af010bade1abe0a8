import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Analytics } from '#contract/schemas/insight.ts';
import { Sparkline } from '#renderer/components/charts/Sparkline.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { formatDuration, formatNumber, formatShare } from '#renderer/lib/format.ts';
import { writeSpan } from '#renderer/lib/query-moment.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import type { View } from './use-analytics.ts';

const COLUMNS = '92px 64px 60px minmax(40px,1fr) 92px 84px';

/** Each type over the whole period. */
export function TypeRows({ view, data }: { view: View; data: Analytics | undefined }) {
  const { t } = useTranslation(['analytics', 'common']);
  const { from, to } = view.period;
  const runsOf = useMemo(() => {
    const runs = new Map<string, number[]>();
    const steps = data?.series.map(({ at }) => at.getTime()) ?? [];
    for (const { jobType, at, runs: count } of data?.buckets ?? []) {
      const line = runs.get(jobType) ?? steps.map(() => 0);
      line[steps.indexOf(at.getTime())] = count;
      runs.set(jobType, line);
    }
    return runs;
  }, [data]);
  return (
    <section aria-label={t('byType.title')}>
      <div className="gsec">
        <h3>{t('byType.title')}</h3>
        <span className="dim">{t('byType.about')}</span>
      </div>
      {!data && <SkeletonRows rows={5} columns={COLUMNS} count={5} rowHeight={28} />}
      {data?.byType.length === 0 && <p className="quiet-note">{t('byType.none')}</p>}
      <ul className="grid type-rows" style={{ '--cols': COLUMNS } as React.CSSProperties}>
        {data?.byType.map(({ jobType, runs, successRate, durationMs }) => (
          <li key={jobType} className="gr keep">
            <Link className="row-link" href={pathToJobs(`type:${jobType} ${writeSpan('finished', from, to, view.timeZone)}`)}>
              <JobKind jobType={jobType} />
            </Link>
            <span className="num t12">{formatNumber(runs)}</span>
            <span className="num t12 w5">{successRate === null ? t('common:nothing') : `${formatShare(successRate)} %`}</span>
            <span>
              {successRate !== null && (
                // biome-ignore lint/a11y/useSemanticElements: browsers draw a <meter> each in their own way.
                <span
                  className="bar"
                  data-s="completed"
                  role="meter"
                  aria-label={t('byType.rateOf', { type: jobType })}
                  aria-valuenow={Math.round(successRate * 1_000) / 10}
                  aria-valuemin={0}
                  aria-valuemax={100}
                >
                  <i style={{ width: `${successRate * 100}%` }} />
                </span>
              )}
            </span>
            <span className="num t12 mid nw">
              {durationMs.p50 === null ? t('common:nothing') : t('byType.p50', { duration: formatDuration(durationMs.p50) })}
            </span>
            <Sparkline values={runsOf.get(jobType) ?? []} label={t('byType.runsOf', { type: jobType })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

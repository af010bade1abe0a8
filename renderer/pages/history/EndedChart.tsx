import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BarsLegend } from '#renderer/components/charts/BarsLegend.tsx';
import { TimeBars } from '#renderer/components/charts/TimeBars.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { bucketMs, bucketOf, clip, isSpan, rangeOf, type Span, spanFor, spans } from './chart-span.ts';
import { asksMore, readFinished, setFinished, typesOf } from './finished-range.ts';

const HEIGHT = 84;
const MINUTE_MS = 60_000;

/** What finished when, of the types that the query asks for. A stretch that is dragged over becomes a condition of the query. */
export function EndedChart({ query, onQuery }: { query: string; onQuery(query: string): void }) {
  const { t, i18n } = useTranslation('history');
  const { queries } = useConsole();
  const { get, set } = useUrlState();
  const timeZone = useTimeZone();
  const now = useNow(MINUTE_MS);
  const wanted = useMemo(() => readFinished(query, { now: new Date(now), timeZone }), [query, now, timeZone]);
  const asked = get('span');
  const span = isSpan(asked) ? asked : spanFor(wanted, now, timeZone);
  const { from, to } = rangeOf(span, now, timeZone);
  const bucket = bucketOf(span);
  const known = useQuery(queries.types()).data?.items.map(({ jobType }) => jobType) ?? [];
  const types = typesOf(query, known);
  const figures = useQuery(
    queries.analytics({ from: new Date(from), to: new Date(to), bucket, timeZone, ...(types ? { jobType: types } : {}) }),
  );
  const points = useMemo(
    () =>
      figures.data?.series.map(({ at, completed, cancelled, failed }) => ({ at: at.getTime(), values: [completed + cancelled, failed] })) ??
      [],
    [figures.data],
  );
  const series = useMemo(
    () => [
      { label: t('chart.ended'), kind: 'plain' as const },
      { label: t('chart.failed'), kind: 'failed' as const },
    ],
    [t],
  );
  const selection = useMemo(() => wanted && clip(wanted, { from, to }), [wanted, from, to]);
  const which = types ? t('chart.types', { types: types.join(', ') }) : t('chart.all');
  return (
    <Panel
      title={t(`chart.title.${bucket}`)}
      about={t(asksMore(query) ? 'chart.partly' : 'chart.wholly', { which })}
      className="ended"
      more={
        <>
          <BarsLegend series={series} />
          <Segmented<Span>
            label={t('chart.span')}
            value={span}
            options={spans.map((value) => ({ value, label: t(`chart.spans.${value}`) }))}
            onChange={(next) => set({ span: next }, { replace: true })}
          />
        </>
      }
    >
      <div className="pad-x ended-plot" style={{ minHeight: HEIGHT }}>
        {figures.isError ? (
          <ErrorState what={t('chart.what')} error={figures.error} onRetry={() => figures.refetch()} />
        ) : !figures.data ? (
          <SkeletonBlock height={HEIGHT} />
        ) : (
          <TimeBars
            label={t('chart.label')}
            timeLabel={t('chart.time')}
            {...{ from, to, timeZone, points, series, selection }}
            bucketMs={bucketMs[bucket]}
            language={i18n.resolvedLanguage ?? 'en'}
            height={HEIGHT}
            formatValue={formatNumber}
            onSelect={(range) => onQuery(setFinished(query, range, timeZone))}
          />
        )}
      </div>
    </Panel>
  );
}

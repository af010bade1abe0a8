import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { BarsLegend } from '#renderer/components/charts/BarsLegend.tsx';
import { TimeBars } from '#renderer/components/charts/TimeBars.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { writeSpan } from '#renderer/lib/query-moment.ts';
import { pathToJobs, useUrlState } from '#renderer/lib/url-state.ts';
import { useRunsByResult } from '#renderer/lib/use-runs-by-result.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useTrends } from './use-trends.ts';
import { isRangeId, rangeIds, ranges } from './windows.ts';

const LEAST_HEIGHT = 160;

/** Jobs that ended, over time; a span that is dragged over opens their list. */
export function Throughput() {
  const { t, i18n } = useTranslation(['overview', 'common']);
  const timeZone = useTimeZone();
  const url = useUrlState();
  const [, navigate] = useLocation();
  const { ref, height } = useElementSize();
  const offlineSince = useConnection((store) => (store.state.kind === 'offline' ? store.state.since.getTime() : undefined));
  const asked = url.get('range');
  const id = isRangeId(asked) ? asked : '24h';
  const { bucket, bucketMs } = ranges[id];
  const trends = useTrends(id);
  const { data } = trends;
  const { series, points, ghost } = useRunsByResult(data);
  const from = data?.from.getTime() ?? 0;
  const to = data?.to.getTime() ?? 0;
  return (
    <Panel
      title={t('throughput.title')}
      about={<span className="wide">{t(`throughput.by.${bucket as 'minute' | 'quarter' | 'hour'}`)}</span>}
      more={
        <>
          <BarsLegend series={series} ghostLabel={t('throughput.before')} />
          <Segmented
            label={t('throughput.range')}
            value={id}
            options={rangeIds.map((value) => ({ value, label: t(`throughput.${value}`) }))}
            onChange={(range) => url.set({ range: range === '24h' ? undefined : range }, { replace: true })}
          />
        </>
      }
    >
      <div ref={ref} className="throughput">
        {trends.isError && !data ? (
          <ErrorState what={t('throughput.title')} error={trends.error} onRetry={() => void trends.refetch()} />
        ) : data && points ? (
          <div className="throughput-plot">
            <TimeBars
              label={t('throughput.label')}
              timeLabel={t('throughput.time')}
              {...{ from, to, bucketMs, points, series, ghost, timeZone }}
              language={i18n.resolvedLanguage ?? 'en'}
              height={Math.max(LEAST_HEIGHT, height)}
              formatValue={formatNumber}
              ghostLabel={t('throughput.before')}
              ghostFrom={from - (to - from)}
              now={offlineSince}
              nowLabel={t('throughput.ends')}
              onSelect={(range) =>
                range && navigate(pathToJobs(`status:completed,failed ${writeSpan('finished', range.from, range.to, timeZone)}`))
              }
            />
            {data.totals.runs + data.previous.runs === 0 && <p className="throughput-none">{t('throughput.none')}</p>}
          </div>
        ) : (
          <SkeletonBlock height={Math.max(LEAST_HEIGHT, height)} />
        )}
      </div>
    </Panel>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Analytics } from '#contract/schemas/insight.ts';
import { BarsLegend } from '#renderer/components/charts/BarsLegend.tsx';
import { TimeBars } from '#renderer/components/charts/TimeBars.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useRunsByResult } from '#renderer/lib/use-runs-by-result.ts';
import { ChartSlot } from './ChartSlot.tsx';
import { bucketMs, writeSpan } from './period.ts';
import type { View } from './use-analytics.ts';

const HEIGHT = 210;

/** Runs by result; what is dragged over is chosen. */
export function RunsPanel({ view, query }: { view: View; query: UseQueryResult<Analytics> }) {
  const { t, i18n } = useTranslation(['analytics', 'common']);
  const url = useUrlState();
  const { data } = query;
  const { series, points, ghost } = useRunsByResult(data);
  const from = data?.from.getTime() ?? view.period.from;
  const to = data?.to.getTime() ?? view.period.to;
  const bucket = data?.bucket ?? view.bucket;
  return (
    <Panel
      title={t('runs.title')}
      about={t(`runs.by.${bucket}`)}
      more={<BarsLegend series={series} ghostLabel={view.compares ? t('runs.before') : undefined} />}
    >
      <ChartSlot query={query} what={t('runs.title')} height={HEIGHT}>
        <TimeBars
          label={t('runs.label')}
          timeLabel={t('runs.time')}
          hint={t('runs.hint')}
          {...{ from, to, series }}
          ghost={view.compares ? ghost : undefined}
          points={points ?? []}
          bucketMs={bucketMs[bucket]}
          timeZone={view.timeZone}
          language={i18n.resolvedLanguage ?? 'en'}
          height={HEIGHT}
          formatValue={formatNumber}
          ghostLabel={t('runs.before')}
          ghostFrom={from - (to - from)}
          selection={view.selection ?? null}
          onSelect={(range) => url.set({ chosen: range ? writeSpan(range) : undefined })}
        />
      </ChartSlot>
    </Panel>
  );
}

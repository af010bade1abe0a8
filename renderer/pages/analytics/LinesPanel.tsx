import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analytics } from '#contract/schemas/insight.ts';
import type { LineSeries } from '#renderer/components/charts/chart-props.ts';
import { TimeLines } from '#renderer/components/charts/TimeLines.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { formatDuration, formatFigure, formatShare } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { ChartSlot } from './ChartSlot.tsx';
import { bucketMs, writeSpan } from './period.ts';
import type { View } from './use-analytics.ts';

const HEIGHT = 210;
const MINUTE = 60_000;
const choices = ['duration', 'wait', 'items', 'rate'] as const;
type Choice = (typeof choices)[number];

type Point = Analytics['series'][number];
const dashes = ['solid', 'dashed', 'dotted'] as const;

const read: Record<Choice, (point: Point, minutes: number) => (number | null)[]> = {
  duration: ({ durationMs: { p50, p95, p99 } }) => [p50, p95, p99],
  wait: ({ waitMs: { p50, p95 } }) => [p50, p95],
  items: ({ items }, minutes) => [items / minutes],
  rate: ({ successRate }) => [successRate],
};

/** Percentiles, throughput or success over time; lines differ by dash and label, not by hue. */
export function LinesPanel({ view, query }: { view: View; query: UseQueryResult<Analytics> }) {
  const { t, i18n } = useTranslation('analytics');
  const url = useUrlState();
  const { data } = query;
  const asked = url.get('lines');
  const choice = choices.find((each) => each === asked) ?? 'duration';
  const width = bucketMs[data?.bucket ?? view.bucket];
  const points = useMemo(() => {
    const ms = bucketMs[data?.bucket ?? 'hour'];
    return data?.series.map((point) => ({ at: point.at.getTime(), values: read[choice](point, ms / MINUTE) })) ?? [];
  }, [data, choice]);
  const series = useMemo<LineSeries[]>(() => {
    const labels = {
      duration: [t('lines.p50'), t('lines.p95'), t('lines.p99')],
      wait: [t('lines.p50'), t('lines.p95')],
      items: [t('lines.itemsLine')],
      rate: [t('lines.rateLine')],
    }[choice];
    return labels.map((label, n) => ({ label, dash: dashes[n] ?? 'solid' }));
  }, [choice, t]);
  const isDuration = choice === 'duration' || choice === 'wait';
  const formatValue = isDuration ? formatDuration : choice === 'rate' ? (share: number) => `${formatShare(share)} %` : formatFigure;
  return (
    <Panel
      title={t('lines.title')}
      about={<span className="wide">{t(`lines.${choice}About`)}</span>}
      more={
        <Segmented
          label={t('lines.choice')}
          value={choice}
          options={choices.map((value) => ({ value, label: t(`lines.${value}`) }))}
          onChange={(value) => url.set({ lines: value === 'duration' ? undefined : value }, { replace: true })}
        />
      }
    >
      <ChartSlot query={query} what={t('lines.title')} height={HEIGHT}>
        <TimeLines
          label={t('lines.label', { what: t(`lines.${choice}`) })}
          timeLabel={t('runs.time')}
          hint={t('runs.hint')}
          from={data?.from.getTime() ?? view.period.from}
          to={data?.to.getTime() ?? view.period.to}
          points={points}
          series={series}
          scale={isDuration ? 'log' : 'linear'}
          unit={isDuration ? 'duration' : 'number'}
          bucketMs={width}
          timeZone={view.timeZone}
          language={i18n.resolvedLanguage ?? 'en'}
          height={HEIGHT}
          formatValue={formatValue}
          selection={view.selection ?? null}
          onSelect={(range) => url.set({ chosen: range ? writeSpan(range) : undefined })}
        />
      </ChartSlot>
    </Panel>
  );
}

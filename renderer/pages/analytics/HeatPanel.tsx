import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Heatmap } from '#contract/schemas/insight.ts';
import { WeekHeatmap } from '#renderer/components/charts/WeekHeatmap.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { ChartSlot } from './ChartSlot.tsx';
import type { View } from './use-analytics.ts';

const HEIGHT = 310;
const choices = ['failed', 'runs', 'wait'] as const;
type Choice = (typeof choices)[number];
/** Numbers are printed in cells of at least this share of the highest. */
const PRINTED = 0.35;

/** When in the week it happens. */
export function HeatPanel({ view, query }: { view: View; query: UseQueryResult<Heatmap> }) {
  const { t, i18n } = useTranslation('analytics');
  const url = useUrlState();
  const { data } = query;
  const asked = url.get('heat');
  const choice: Choice = choices.find((each) => each === asked) ?? 'failed';
  const cells = useMemo(
    () =>
      data?.cells.map(({ weekday, hour, runs, failed, waitP95Ms }) => ({
        weekday,
        hour,
        value: choice === 'failed' ? failed : choice === 'runs' ? runs : waitP95Ms,
      })) ?? [],
    [data, choice],
  );
  const most = cells.reduce((highest, { value }) => Math.max(highest, value ?? 0), 0);
  const formatValue = choice === 'wait' ? formatDuration : formatNumber;
  return (
    <Panel
      title={t('heat.title')}
      about={<span className="ltr">{view.timeZone}</span>}
      more={
        <Segmented
          label={t('heat.choice')}
          value={choice}
          options={choices.map((value) => ({ value, label: t(`heat.${value}`) }))}
          onChange={(value) => url.set({ heat: value === 'failed' ? undefined : value }, { replace: true })}
        />
      }
    >
      <ChartSlot query={query} what={t('heat.title')} height={HEIGHT}>
        <div className="pad-x heat-slot">
          <WeekHeatmap
            label={t('heat.label', { what: t(`heat.${choice}`) })}
            cells={cells}
            tone={choice === 'failed' ? 'failed' : 'ink'}
            formatValue={formatValue}
            language={i18n.resolvedLanguage ?? 'en'}
            weekStartsOn={i18n.resolvedLanguage === 'ar' ? 6 : 1}
            showFrom={Math.max(1, most * PRINTED)}
            combine={choice === 'wait' ? 'max' : 'sum'}
            allDayLabel={t('heat.allDay')}
            allWeekLabel={t('heat.allWeek')}
            {...(most > 0 ? { maxLabel: t('heat.most', { value: formatValue(most) }) } : {})}
          />
        </div>
      </ChartSlot>
    </Panel>
  );
}

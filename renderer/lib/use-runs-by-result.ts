import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analytics } from '#contract/schemas/insight.ts';

/** What bars of completed and failed runs show, with all runs of the period before; `at` in ms since the epoch. */
export function useRunsByResult(data: Analytics | undefined) {
  const { t } = useTranslation();
  const series = useMemo(
    () => [
      { label: t('status.completed'), kind: 'plain' as const },
      { label: t('status.failed'), kind: 'failed' as const },
    ],
    [t],
  );
  const points = useMemo(
    () => data?.series.map(({ at, completed, failed }) => ({ at: at.getTime(), values: [completed, failed] })),
    [data],
  );
  const ghost = useMemo(
    () => data?.previousSeries.map(({ at, completed, failed }) => ({ at: at.getTime(), value: completed + failed })),
    [data],
  );
  return { series, points, ghost };
}

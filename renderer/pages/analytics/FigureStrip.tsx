import { useTranslation } from 'react-i18next';
import type { Analytics } from '#contract/schemas/insight.ts';
import { CountCell, Delta, type Direction } from '#renderer/components/CountCell.tsx';
import { formatDuration, formatFigure, formatNumber, formatShare } from '#renderer/lib/format.ts';
import { writeSpan } from '#renderer/lib/query-moment.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { changeOf } from './period.ts';
import type { View } from './use-analytics.ts';

type Point = Analytics['series'][number];
const MINUTE = 60_000;

interface Figure {
  id: 'runs' | 'rate' | 'p50' | 'p95' | 'wait' | 'items';
  read(of: Omit<Point, 'at'>, minutes: number): number | null;
  show(value: number): string;
  unit?: string;
  better: Direction | 'neither';
  words: readonly ['more' | 'slower' | 'longer' | 'points', 'fewer' | 'faster' | 'shorter' | 'points'];
}

const figures: readonly Figure[] = [
  { id: 'runs', read: (of) => of.runs, show: formatNumber, better: 'neither', words: ['more', 'fewer'] },
  { id: 'rate', read: (of) => of.successRate, show: formatShare, unit: '%', better: 'up', words: ['points', 'points'] },
  { id: 'p50', read: (of) => of.durationMs.p50, show: formatDuration, better: 'down', words: ['slower', 'faster'] },
  { id: 'p95', read: (of) => of.durationMs.p95, show: formatDuration, better: 'down', words: ['slower', 'faster'] },
  { id: 'wait', read: (of) => of.waitMs.p95, show: formatDuration, better: 'down', words: ['longer', 'shorter'] },
  { id: 'items', read: (of, minutes) => of.items / minutes, show: formatFigure, better: 'up', words: ['more', 'fewer'] },
];

function Change({ figure, now, before }: { figure: Figure; now: number | null; before: number | null }) {
  const { t } = useTranslation('analytics');
  const isRate = figure.id === 'rate';
  const change = isRate ? (now === null || before === null ? null : now - before) : changeOf(now, before);
  if (change === null) return t('strip.noBefore');
  const rounded = Math.round(change * 1_000) / 10;
  if (rounded === 0) return t('strip.same');
  const text = isRate ? formatNumber(Math.abs(rounded), 1) : `${formatNumber(Math.abs(rounded), Math.abs(rounded) < 10 ? 1 : 0)} %`;
  const word = t(`strip.${figure.words[rounded > 0 ? 0 : 1]}`);
  return (
    <>
      <Delta by={rounded} text={text} better={figure.better} /> {word}
    </>
  );
}

/** The period in six numbers, each against the period before. */
export function FigureStrip({ view, data }: { view: View; data: Analytics | undefined }) {
  const { t } = useTranslation(['analytics', 'common']);
  const { from, to } = view.period;
  const minutes = Math.max(1, (Math.min(to, Date.now()) - from) / MINUTE);
  const type = view.types.length > 0 ? `type:${view.types.join()} ` : '';
  const href = pathToJobs(`${type}${writeSpan('finished', from, to, view.timeZone)}`);
  return (
    <section className="strip" aria-label={t('strip.title')}>
      {figures.map((figure) => {
        const now = data ? figure.read(data.totals, minutes) : null;
        const before = data ? figure.read(data.previous, (to - from) / MINUTE) : null;
        const unit = figure.id === 'items' ? t('strip.perMinute') : figure.unit;
        const isKnown = now !== null && (data?.totals.runs ?? 0) > 0;
        return (
          <CountCell
            key={figure.id}
            href={href}
            label={t(`strip.${figure.id}`)}
            value={data ? (isKnown ? figure.show(now) : t('common:nothing')) : null}
            {...(unit && isKnown ? { unit } : {})}
            history={data?.series.flatMap((point) => figure.read(point, 1) ?? [])}
            detail={data && view.compares && <Change figure={figure} now={now} before={(data.previous.runs ?? 0) > 0 ? before : null} />}
          />
        );
      })}
    </section>
  );
}

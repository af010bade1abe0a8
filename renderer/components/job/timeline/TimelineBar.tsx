import { useTranslation } from 'react-i18next';
import type { Attempt } from '#contract/schemas/records.ts';
import { measureTexts } from '#renderer/components/charts/measure-text.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import type { PlacedBar } from './place-items.ts';

const LOOKS: Record<Attempt['outcome'], string> = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  timed_out: 'failed',
  lost: 'failed',
  cancelled: 'cancelled',
  paused: 'running',
  stopped: 'running',
};
/** A pause has a bar of its own, and a run that was handed back is told by the next one. */
const UNNAMED: Attempt['outcome'][] = ['paused', 'stopped'];
const PADDING = 12;

/** The first of these texts that fits. */
const fitting = (texts: readonly string[], width: number): string | undefined =>
  texts.find((text) => measureTexts([text]) + PADDING <= width);

/** The look of a run, or of many in one place: as bad as the worst. */
function lookOf({ bars }: PlacedBar): string {
  const looks = bars.map((bar) => (bar.kind === 'pause' ? 'paused' : LOOKS[bar.run.outcome]));
  return looks.find((look) => look === 'failed') ?? looks[0] ?? 'running';
}

/** A run or a pause as a bar, with as much text as it has room for. */
export function TimelineBar({ placed }: { placed: PlacedBar }) {
  const { t } = useTranslation('job');
  const { bars, width } = placed;
  const [bar] = bars;
  let texts: string[];
  if (bars.length > 1) texts = [t('timeline.runs', { count: bars.length }), formatNumber(bars.length)];
  else if (bar.kind === 'pause') texts = [t('outcome.paused')];
  else {
    const number = formatNumber(bar.run.attempt);
    texts = UNNAMED.includes(bar.run.outcome) ? [number] : [`${number} ${t(`outcome.${bar.run.outcome}`)}`, number];
  }
  return (
    <span className={bar.kind === 'pause' ? 'tl-bar is-pause' : 'tl-bar'} data-s={lookOf(placed)}>
      {fitting(texts, width)}
    </span>
  );
}

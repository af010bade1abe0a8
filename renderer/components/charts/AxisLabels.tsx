import type { TimeRange } from './chart-props.ts';
import { type PlotBox, scaleTime } from './plot-box.ts';
import type { TimeWords } from './time-format.ts';
import { listTimeTicks } from './time-ticks.ts';
import { shareOfAxis, type ValueAxis } from './value-ticks.ts';

/** About the width of a label, in pixels. */
const LABEL = 40;

/** Texts are the page's own and not the canvas's: sharp, in its font, with digits of one width, and they follow the theme by themselves. */
export function TimeLabels({
  box,
  span,
  words,
  timeZone,
  width,
}: {
  box: PlotBox;
  span: TimeRange;
  words: TimeWords;
  timeZone: string;
  width: number;
}) {
  const { xAt } = scaleTime(span, box.width);
  const ticks = listTimeTicks(span, box.width, timeZone);
  const areDays = ticks.every(({ shape }) => shape !== 'clock');
  return ticks.map(({ at, shape }) => {
    const x = xAt(at);
    const isCentred = !areDays && x > LABEL / 2;
    const left = box.left + x + (areDays ? 2 : 0);
    if (left + (isCentred ? LABEL / 2 : LABEL) > width) return null;
    return (
      <span key={at} className={isCentred ? 'chart-x centred' : 'chart-x'} style={{ left, top: box.top + box.height + 4 }}>
        {words[shape](at)}
      </span>
    );
  });
}

export function ValueLabels({
  box,
  axis,
  texts,
  side,
  width,
}: {
  box: PlotBox;
  axis: ValueAxis;
  texts: readonly string[];
  side: 'left' | 'right';
  width: number;
}) {
  return axis.ticks.map((tick, n) => {
    // Rounding may write two ticks alike: the first has said it.
    if (texts[n] === texts[n - 1]) return null;
    const top = box.top + box.height * (1 - shareOfAxis(axis, tick));
    const across = side === 'right' ? { left: box.left + box.width + 6 } : { right: width - box.left + 6 };
    return (
      <span key={tick} className="chart-y" style={{ ...across, top }}>
        {texts[n]}
      </span>
    );
  });
}

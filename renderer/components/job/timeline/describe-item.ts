import type { TFunction } from 'i18next';
import { formatDuration, formatNumber, formatTime } from '#renderer/lib/format.ts';
import type { PlacedBar, PlacedMark } from './place-items.ts';
import type { Bar, Mark } from './timeline-events.ts';

type Texts = TFunction<readonly ['job', 'common']>;

export interface DescribeDeps {
  t: Texts;
  timeZone: string;
  unit: string | undefined;
}

const actions = [
  'trigger',
  'pause',
  'resume',
  'cancel',
  'retry',
  'delete',
  'priority_change',
  'schedule_update',
  'schedule_toggle',
] as const;

/** What somebody did, in words; what this console does not know yet stays as the log has it. */
export function nameAction(action: string, t: Texts): string {
  const known = actions.find((each) => each === action);
  return known ? t(`common:did.${known}`) : action;
}

function describeBar(bar: Bar, { t, timeZone }: DescribeDeps): string {
  const values = {
    from: formatTime(new Date(bar.from), 'time', timeZone),
    to: formatTime(new Date(bar.to), 'time', timeZone),
    duration: formatDuration(bar.to - bar.from),
  };
  if (bar.kind === 'pause') return t('timeline.pause', values);
  const outcome = t(`outcome.${bar.run.outcome}`);
  return t('timeline.run', { ...values, attempt: bar.run.attempt, outcome });
}

function describeMark(mark: Mark, { t, timeZone, unit }: DescribeDeps): string {
  const at = formatTime(new Date(mark.at), 'time', timeZone);
  if (mark.kind === 'checkpoint') {
    const done = `${formatNumber(mark.checkpoint.done)}${unit ? ` ${unit}` : ''}`;
    return t('timeline.checkpoint', { at, done });
  }
  if (mark.kind === 'end') return t('timeline.end', { at, attempt: mark.run.attempt, outcome: t(`outcome.${mark.run.outcome}`) });
  return t('timeline.action', { at, who: mark.entry.performedBy, did: nameAction(mark.entry.action, t) });
}

/** A bar or mark of the timeline in words; of many in one place their number, the first and the last. */
export function describePlaced(placed: PlacedBar | PlacedMark, deps: DescribeDeps): string {
  const all = 'bars' in placed ? placed.bars : placed.marks;
  const say = (item: Bar | Mark) => ('from' in item ? describeBar(item, deps) : describeMark(item, deps));
  const first = say(all[0]);
  if (all.length === 1) return first;
  return deps.t('timeline.many', { count: all.length, first, last: say(all.at(-1) as Bar | Mark) });
}

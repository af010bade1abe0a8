import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import type { PlacedMark } from './place-items.ts';
import type { Mark } from './timeline-events.ts';

const ICONS: Record<string, { icon: IconName; look?: string }> = {
  trigger: { icon: 'bolt' },
  pause: { icon: 'paused', look: 'paused' },
  resume: { icon: 'play' },
  cancel: { icon: 'cancelled', look: 'cancelled' },
  retry: { icon: 'retry' },
  priority_change: { icon: 'prio', look: 'accent' },
  delete: { icon: 'trash', look: 'failed' },
};

/** The icon of what somebody did to a job. */
export const iconOfAction = (action: string): IconName => ICONS[action]?.icon ?? 'user';

function looksOf(mark: Mark): { icon: IconName; look?: string } {
  if (mark.kind === 'end') return { icon: 'failed', look: 'failed' };
  return (mark.kind === 'action' && ICONS[mark.entry.action]) || { icon: 'user' };
}

/** Checkpoints as a diamond (the newest is filled, many have a shadow); actions as their icon, many as their number. */
export function TimelineMark({ placed }: { placed: PlacedMark }) {
  const { marks } = placed;
  const [first] = marks;
  if (first.kind === 'checkpoint') {
    const isNewest = marks.some((mark) => mark.kind === 'checkpoint' && mark.isNewest);
    return <span className={['tl-dot', isNewest ? 'is-newest' : '', marks.length > 1 ? 'is-many' : ''].join(' ')} />;
  }
  if (marks.length > 1) return <span className="tl-count">{formatNumber(marks.length)}</span>;
  const { icon, look } = looksOf(first);
  return (
    <span className="tl-icon" data-s={look}>
      <Icon name={icon} size={14} />
    </span>
  );
}

import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

export type PriorityLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
export const priorityLevels: readonly PriorityLevel[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export const toLevel = (priority: number): PriorityLevel => Math.min(10, Math.max(1, Math.round(priority))) as PriorityLevel;

const BARS = 5;

/** Bars, number and, where there is room, word: one ramp from urgent to idle. */
export function Priority({ priority, word = true }: { priority: number; word?: boolean }) {
  const { t } = useTranslation();
  const level = toLevel(priority);
  const lit = Math.ceil((11 - level) / 2);
  const name = t(`priority.p${level}`);
  return (
    <span
      className="prio"
      style={{ '--p': `var(--prio-${level})` } as CSSProperties}
      title={t('priority.title', { priority: level, word: name })}
    >
      <svg viewBox="0 0 14 12" aria-hidden="true">
        {Array.from({ length: BARS }, (_, n) => {
          const height = 3 + n * 2.25;
          return <rect key={height} className={n < lit ? 'lit' : 'off'} x={n * 3} y={12 - height} width="2" height={height} rx=".5" />;
        })}
      </svg>
      <b>{level}</b> <span className={word ? 'w' : 'sr'}>{name}</span>
    </span>
  );
}

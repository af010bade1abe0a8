import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Quick answers should not flash. */
const AFTER_MS = 200;

function useLate(): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}

/** A bar in the place of a text that comes. Widths are CSS lengths. */
export function Skel({ width, height }: { width: string; height?: number }) {
  return <span className="skel" style={{ width, ...(height ? { height } : {}) }} />;
}

const widths = ['62%', '84%', '38%', '71%', '52%', '66%', '45%', '77%'];

/** Rows of a grid that is on its way, in its columns' shape. `columns` is the grid's own --cols. */
export function SkeletonRows({ rows, columns, count, rowHeight }: { rows: number; columns: string; count: number; rowHeight?: number }) {
  const { t } = useTranslation();
  const isLate = useLate();
  return (
    <div aria-busy="true" aria-label={t('loading')} role="status" style={{ visibility: isLate ? 'visible' : 'hidden' }}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike.
        <div key={row} className="gr" style={{ '--cols': columns, ...(rowHeight ? { minHeight: rowHeight } : {}) } as React.CSSProperties}>
          {Array.from({ length: count }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <Skel key={column} width={widths[(row * 3 + column * 5) % widths.length] as string} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A block of a given height that is on its way: a chart, a figure. */
export function SkeletonBlock({ height }: { height: number }) {
  const { t } = useTranslation();
  const isLate = useLate();
  return (
    <div
      aria-busy="true"
      aria-label={t('loading')}
      role="status"
      className="pad"
      style={{ height, visibility: isLate ? 'visible' : 'hidden' }}
    >
      <span className="skel" style={{ height: '100%' }} />
    </div>
  );
}

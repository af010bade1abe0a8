import type { CSSProperties, ReactNode } from 'react';

/** One state of a component under its name; `width` in pixels for what takes all that it gets. */
export function Sample({ name, width, height, children }: { name: string; width?: number; height?: number; children: ReactNode }) {
  const style: CSSProperties = { ...(width ? { inlineSize: width } : {}), ...(height ? { blockSize: height } : {}) };
  const look = ['state-box', width ? 'panel' : '', width && height ? 'is-tall' : ''].filter(Boolean).join(' ');
  return (
    <figure className="state">
      <figcaption className="t11 dim ltr">{name}</figcaption>
      <div className={look} style={style}>
        {children}
      </div>
    </figure>
  );
}

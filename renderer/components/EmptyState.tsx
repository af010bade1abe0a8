import type { ReactNode } from 'react';

/** Nothing is here: why, and what to do. */
export function EmptyState({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className="void">
      <p className="void-title">{title}</p>
      {text && <p>{text}</p>}
      {children && <div className="row wrap">{children}</div>}
    </div>
  );
}

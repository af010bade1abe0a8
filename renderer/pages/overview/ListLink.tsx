import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';

/** From a panel's head to the whole of what it shows a part of. */
export function ListLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="btn sm quiet" href={href}>
      {children}
      <Icon name="right" className="flip" />
    </Link>
  );
}

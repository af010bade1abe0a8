import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { JobStatus } from '#contract/schemas/job.ts';
import { Sparkline } from './charts/Sparkline.tsx';
import { Icon } from './Icon.tsx';
import { Skel } from './Skeleton.tsx';
import { Status } from './Status.tsx';

/** What is better: more of it, or less. */
export type Direction = 'up' | 'down';

/** How a figure moved against the period before. */
export function Delta({ by, text, better }: { by: number; text: string; better: Direction | 'neither' }) {
  if (by === 0) return <>{text}</>;
  return (
    <span className={better === 'neither' ? 'delta' : by > 0 === (better === 'up') ? 'delta good' : 'delta bad'}>
      <Icon name={by > 0 ? 'up' : 'dn'} />
      {text}
    </span>
  );
}

/** A number with its name, its history where there is one, and the list behind it. */
export function CountCell(props: {
  href: string;
  /** What it counts: jobs in a status, or what the label says. */
  status?: JobStatus;
  label?: string;
  /** Null while it is not known. */
  value: string | null;
  unit?: string;
  detail: ReactNode;
  history?: readonly number[] | undefined;
}) {
  const { history = [], status } = props;
  return (
    <Link className="cell" href={props.href}>
      <span className="l">{status ? <Status status={status} /> : props.label}</span>
      <span className="n">
        {props.value ?? <Skel width="56px" height={20} />}
        {props.value !== null && props.unit && <small>{props.unit}</small>}
      </span>
      {history.length > 1 && history.some((value) => value !== 0) && (
        <span className="sp">
          <Sparkline values={history} tone={status ?? 'ink'} area={status !== undefined} />
        </span>
      )}
      <span className="d">{props.detail}</span>
    </Link>
  );
}

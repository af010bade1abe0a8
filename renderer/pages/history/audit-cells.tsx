import type { TFunction } from 'i18next';
import { Link } from 'wouter';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { iconOfAuditAction, nameAuditAction } from './audit-actions.ts';
import { readTarget } from './audit-target.ts';
import { ChangeSide } from './ChangeSide.tsx';
import { listShown } from './shown-changes.ts';

export type Texts = TFunction<readonly ['history', 'common']>;

const origins = { rest: 'code', socket: 'globe', ipc: 'desk', schedule: 'schedules', system: 'bolt' } as const satisfies Record<
  string,
  IconName
>;

export function Action({ action, t }: { action: string; t: Texts }) {
  return (
    <span className="row t12 w5">
      <Icon name={iconOfAuditAction(action)} size={14} />
      <span className="el">{nameAuditAction(action, t)}</span>
    </span>
  );
}

export function Who({ name }: { name: string }) {
  return (
    <span className="row t12">
      <span className="avatar" aria-hidden="true">
        {name.slice(0, 2).toUpperCase()}
      </span>
      <span className="el">{name}</span>
    </span>
  );
}

export function Origin({ origin, t }: { origin: string | undefined; t: Texts }) {
  if (origin === undefined) return null;
  const known = Object.hasOwn(origins, origin) ? (origin as keyof typeof origins) : undefined;
  return (
    <span className="row row-4 mid">
      <Icon name={known ? origins[known] : 'info'} size={14} />
      {known ? t(`origin.${known}`) : origin}
    </span>
  );
}

export function Target({ jobId }: { jobId: string }) {
  const { text, path } = readTarget(jobId);
  const words = <span className="mono ltr">{text}</span>;
  return path ? (
    <Link href={path} className="target">
      {words}
    </Link>
  ) : (
    words
  );
}

export function Reason({ reason }: { reason: string | undefined }) {
  return reason && <span title={reason}>{reason}</span>;
}

/** Before, after and reason in one place, for a row of three lines. */
export function Change({ entry }: { entry: AuditEntry }) {
  return (
    <span className="row t12">
      {listShown(entry).length > 0 && (
        <>
          <ChangeSide entry={entry} side="before" />
          <ChangeSide entry={entry} side="after" />
        </>
      )}
      <span className="el">
        <Reason reason={entry.metadata.reason} />
      </span>
    </span>
  );
}

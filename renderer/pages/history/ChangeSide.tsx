import { useTranslation } from 'react-i18next';
import { JobStatus } from '#contract/schemas/job.ts';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { Priority } from '#renderer/components/Priority.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { listShown } from './shown-changes.ts';

function Value({ field, value }: { field: string; value: string }) {
  const { t } = useTranslation('common');
  const status = JobStatus.safeParse(value);
  if (field === 'status' && status.success) return <Status status={status.data} />;
  if (field === 'priority') return <Priority priority={Number(value)} />;
  if (field === 'enabled') return <span className="mid">{t(value === 'true' ? 'on' : 'off')}</span>;
  return (
    <span className="mid ltr">
      {field !== 'cronExpression' && field !== 'role' && <span className="dim">{field} </span>}
      {value}
    </span>
  );
}

/** What was before, or is after: the first thing that changed, and how many more did. All of them on hover. */
export function ChangeSide({ entry, side }: { entry: AuditEntry; side: 'before' | 'after' }) {
  const { t } = useTranslation('history');
  const changes = listShown(entry).filter((change) => change[side] !== null);
  const [first, ...others] = changes;
  const isGone = side === 'after' && entry.action === 'delete';
  if (!first) return <span className="dim">{isGone ? t('log.gone') : '–'}</span>;
  const title = changes.map((change) => `${change.field}: ${change[side]}`).join('\n');
  return (
    <span className="row row-4 change" title={title}>
      {side === 'after' && (
        <span className="dim">
          <Icon name="right" size={12} className="flip" />
        </span>
      )}
      <span className="el">
        <Value field={first.field} value={first[side] ?? ''} />
      </span>
      {others.length > 0 && <span className="dim">{t('log.more', { n: others.length })}</span>}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { nameAction } from '../timeline/describe-item.ts';
import { iconOfAction } from '../timeline/TimelineMark.tsx';
import { AuditChange } from './AuditChange.tsx';

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation(['job', 'common']);
  const { reason, origin } = entry.metadata;
  return (
    <li className="audit">
      <Icon name={iconOfAction(entry.action)} size={14} />
      <div className="stack">
        <div className="row t12">
          <span className="el">
            <b className="w5">{entry.performedBy}</b> {t('audit.did', { did: nameAction(entry.action, t) })}
          </span>
          <ClockTime at={entry.performedAt} className="end nw dim" />
        </div>
        <AuditChange entry={entry} />
        {reason && <p className="t12 mid">“{reason}”</p>}
        {origin && <p className="sub">{t('audit.origin', { origin })}</p>}
      </div>
    </li>
  );
}

/** Who did what to the job, when, from where and why; the newest first. */
export function AuditTab({ audit }: { audit: readonly AuditEntry[] }) {
  const { t } = useTranslation('job');
  if (audit.length === 0) return <p className="pad t12 dim">{t('audit.none')}</p>;
  return (
    <ul className="pad-x">
      {audit.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

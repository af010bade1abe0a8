import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { nameAction } from '../timeline/describe-item.ts';
import { iconOfAction } from '../timeline/TimelineMark.tsx';
import { AuditChange } from './AuditChange.tsx';

const origins = ['rest', 'socket', 'ipc', 'schedule', 'system'] as const;

/** Where an action came from, in words; a way that this console does not know stays as the log has it. */
function nameOrigin(origin: string, t: TFunction<readonly ['job', 'common']>): string {
  const known = origins.find((each) => each === origin);
  return known ? t(`audit.origin.${known}`) : origin;
}

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
        {origin && <p className="sub">{nameOrigin(origin, t)}</p>}
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

import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '#contract/schemas/records.ts';
import { listAuditChanges } from './audit-changes.ts';

/** Before and after of an entry, the old struck through. */
export function AuditChange({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('job');
  const changes = listAuditChanges(entry);
  if (changes.length === 0) return null;
  return (
    <ul className="t12">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="audit-change">
          <span className="dim ltr">{field}</span>
          {before !== null && (
            <del className="diff-o ltr">
              <span className="sr">{t('audit.before')} </span>
              {before}
            </del>
          )}
          {after !== null && (
            <ins className="diff-n ltr">
              <span className="sr">{t('audit.after')} </span>
              {after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

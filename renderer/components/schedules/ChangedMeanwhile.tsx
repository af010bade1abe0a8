import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { useNotices } from '#renderer/stores/notices.ts';
import { takeChanges } from './schedule-drafts.ts';
import { type EditableField, listDifferences } from './schedule-form.ts';

/** Who changed a type's schedule last, as far as this page heard of it. */
const useLastEditor = (jobType: string): string | undefined =>
  useNotices((store) => store.items.find((notice) => notice.kind === 'schedule' && notice.jobType === jobType)?.performedBy);

/** Somebody else changed the schedule that a person edits: what, and whose words are to hold. */
export function ChangedMeanwhile(props: { schedule: Schedule; known: Schedule; edited: readonly EditableField[] }) {
  const { t } = useTranslation('schedules');
  const { schedule, known, edited } = props;
  const who = useLastEditor(schedule.jobType);
  const differences = listDifferences(known, schedule);
  const conflicts = differences.map(({ field }) => field).filter((field) => edited.includes(field));
  if (differences.length === 0) return null;
  return (
    <section className="banner sched-meanwhile" data-s="paused" role="alert">
      <div className="stack gap-4 grow">
        <p className="w5">{who ? t('edit.othersBy', { who }) : t('edit.others')}</p>
        <ul>
          {differences.map(({ field, from, to }) => (
            <li key={field}>
              {t(`edit.${field}`)} <del className="diff-o ltr mono">{from}</del> <span className="ltr mono">{to}</span>
            </li>
          ))}
        </ul>
        {conflicts.length > 0 && <p className="mid">{t('edit.othersKept')}</p>}
        <div className="row">
          {conflicts.length > 0 && (
            <Button size="small" onClick={() => takeChanges(schedule, conflicts)}>
              {t('edit.take')}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => takeChanges(schedule, [])}>
            {conflicts.length > 0 ? t('edit.keepMine') : t('edit.seen')}
          </Button>
        </div>
      </div>
    </section>
  );
}

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { JobPrioritySelector } from '#renderer/components/JobPrioritySelector.tsx';
import { ZonePicker } from '#renderer/components/ZonePicker.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { type EditableField, limitsOf, type NumberField, numberFields, type ScheduleEdits, type ScheduleForm } from './schedule-form.ts';

/** A field's name, with what is saved where it says something else by now. */
function FieldLabel({ field, saved }: { field: EditableField; saved: string | number | undefined }) {
  const { t } = useTranslation('schedules');
  return (
    <span className="lab">
      {t(`edit.${field}`)}
      {saved !== undefined && (
        <del className="diff-o ltr el" title={t('edit.was', { value: saved })}>
          {saved}
        </del>
      )}
    </span>
  );
}

function NumberInput(props: { field: NumberField; form: ScheduleForm; saved: number; describedBy: string; onChange(text: string): void }) {
  const { field, form, saved } = props;
  const isChanged = form.changed.includes(field);
  return (
    <label className="field">
      <FieldLabel field={field} saved={isChanged ? saved : undefined} />
      <input
        className={isChanged ? 'input changed' : 'input'}
        inputMode="numeric"
        autoComplete="off"
        value={form.numbers[field]}
        aria-invalid={field in form.problems || undefined}
        aria-describedby={field in form.problems ? props.describedBy : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

/** Zone, priority and the limits that bind every run of the type. */
export function RuleFields(props: {
  schedule: Schedule;
  form: ScheduleForm;
  /** What the server refused, by field. */
  refused: Readonly<Record<string, string>>;
  onEdit(edits: ScheduleEdits): void;
}) {
  const { t } = useTranslation('schedules');
  const { schedule, form, refused, onEdit } = props;
  const problems = useId();
  const isChanged = (field: EditableField) => form.changed.includes(field);
  const wrong = numberFields.flatMap((field) => {
    if (!(field in form.problems)) return refused[field] ? [`${t(`edit.${field}`)}: ${refused[field]}`] : [];
    const { min, max } = limitsOf(field);
    return [t('edit.limits', { field: t(`edit.${field}`), min: formatNumber(min), max: formatNumber(max) })];
  });
  return (
    <>
      <div className="sched-two">
        <div className="field">
          <FieldLabel field="timeZone" saved={isChanged('timeZone') ? schedule.timeZone : undefined} />
          <ZonePicker
            label={t('edit.zone')}
            value={form.timeZone}
            changed={isChanged('timeZone')}
            invalid={refused.timeZone !== undefined}
            onChange={(timeZone) => onEdit({ timeZone })}
          />
          {refused.timeZone && <span className="t11 error-line">{refused.timeZone}</span>}
        </div>
        <div className={isChanged('priority') ? 'field changed-priority' : 'field'}>
          <FieldLabel field="priority" saved={isChanged('priority') ? schedule.priority : undefined} />
          <JobPrioritySelector value={form.priority} onChange={(priority) => onEdit({ priority })} />
        </div>
      </div>
      <div className="stack gap-4">
        <div className="sched-rules">
          {numberFields.map((field) => (
            <NumberInput
              key={field}
              field={field}
              form={form}
              saved={schedule[field]}
              describedBy={problems}
              onChange={(text) => onEdit({ [field]: text })}
            />
          ))}
        </div>
        <div id={problems} className="t11 error-line" role="status">
          {wrong.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      </div>
    </>
  );
}

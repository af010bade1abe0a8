import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { describeCron } from '#renderer/lib/cron-words.ts';
import { type CronFault, findCronFault } from './cron-fault.ts';
import { type CronFieldName, type CronFields, cronFieldNames, joinCron, splitCron, spreadCron, withField } from './cron-fields.ts';
import { applyPreset, cronPresets, presetOf } from './cron-presets.ts';

function Fault({ fault }: { fault: CronFault }) {
  const { t } = useTranslation('schedules');
  const { reason, field, ...values } = fault;
  return <>{t(`edit.fault.${reason}`, { ...values, field: t(`edit.field.${field}`) })}</>;
}

/**
 * When a schedule fires: presets, five fields, and what they say in words. `refusal` is what the server finds wrong; it stands at the field
 * that it is about, where that can be found.
 */
export function CronEditor(props: {
  value: CronFields;
  saved: string;
  refusal: string | undefined;
  /** The server has not judged yet what stands here. */
  isJudging: boolean;
  onChange(fields: CronFields): void;
}) {
  const { t } = useTranslation('schedules');
  const { value, saved, refusal, isJudging, onChange } = props;
  const line = useId();
  const before = splitCron(saved);
  const fault = refusal !== undefined || isJudging ? findCronFault(value) : null;
  const isWrong = fault !== null || refusal !== undefined;
  const expression = joinCron(value);
  const preset = presetOf(value);
  const write = (name: CronFieldName, text: string) => onChange(spreadCron(text) ?? withField(value, name, text));
  return (
    <fieldset className="stack gap-8">
      <legend className="lab">{t('edit.when')}</legend>
      <div className="row wrap row-4">
        {cronPresets.map((each) => (
          <button
            key={each}
            type="button"
            className={each === preset ? 'chip on' : 'chip'}
            aria-pressed={each === preset}
            onClick={() => onChange(applyPreset(value, each))}
          >
            {t(`edit.preset.${each}`)}
          </button>
        ))}
      </div>
      <div className="cron">
        {cronFieldNames.map((name, n) => {
          const text = value[n] ?? '';
          return (
            <label key={name}>
              <input
                className={text.trim() === before[n] ? 'input' : 'input changed'}
                value={text}
                autoComplete="off"
                spellCheck={false}
                aria-invalid={fault ? fault.field === name : isWrong || undefined}
                aria-describedby={line}
                onChange={(event) => write(name, event.target.value)}
              />
              {t(`edit.field.${name}`)}
            </label>
          );
        })}
      </div>
      <p className={isWrong ? 'cron-words error-line' : 'cron-words'} id={line} role="status">
        {fault ? (
          <Fault fault={fault} />
        ) : refusal === undefined ? (
          <>
            <span className="w5">{describeCron(expression)}</span>{' '}
            {expression !== joinCron(before) && <del className="diff-o cron-before">{describeCron(saved)}</del>}
          </>
        ) : (
          refusal
        )}
      </p>
    </fieldset>
  );
}

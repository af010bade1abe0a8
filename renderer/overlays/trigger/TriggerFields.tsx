import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf } from '#contract/query/zone.ts';
import type { JobTypeInfo } from '#contract/schemas/records.ts';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { Button } from '#renderer/components/Button.tsx';
import { asParams, defaultsOf, issuesBelow } from '#renderer/components/form/form-values.ts';
import { readField } from '#renderer/components/form/read-schema.ts';
import { SchemaForm } from '#renderer/components/form/SchemaForm.tsx';
import { JobPrioritySelector } from '#renderer/components/JobPrioritySelector.tsx';
import { useMayAct } from '#renderer/lib/console.ts';
import { explainError, issuesOf, toCallError } from '#renderer/lib/errors.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import type { TriggerRequest } from './use-trigger.ts';

type TypeInfo = ReturnType<typeof JobTypeInfo.parse>;

interface TriggerFieldsProps {
  type: TypeInfo;
  schedule: Schedule | undefined;
  isBusy: boolean;
  error: unknown;
  onStart(request: TriggerRequest): void;
  onCancel(): void;
}

/** Everything but the type: it begins anew with each one. */
export function TriggerFields({ type, schedule, isBusy, error, onStart, onCancel }: TriggerFieldsProps) {
  const { t } = useTranslation(['job', 'common']);
  const { enabled } = useMayAct();
  const timeZone = useTimeZone();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const [runAt, setRunAt] = useState('');
  const [params, setParams] = useState(() => asParams(defaultsOf(readField(type.paramsSchema))));
  const issues = issuesOf(error);
  const explain = () => {
    const paths = Object.keys(issues);
    if (paths.length > 0 && paths.every((path) => path === 'runAt' || path.startsWith('params'))) return t('form.mend');
    return toCallError(error).code === 'IDEMPOTENCY_MISMATCH' ? t('trigger.mismatch') : explainError(error);
  };
  const submit = () =>
    onStart({
      jobType: type.jobType,
      params,
      ...(name.trim() ? { jobName: name.trim() } : {}),
      ...(chosen === null ? {} : { priority: chosen }),
      ...(runAt ? { runAt: instantOf(Date.parse(`${runAt}Z`), timeZone) } : {}),
    });
  return (
    <form
      className="stack gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (enabled && !isBusy) submit();
      }}
    >
      <label className="field">
        <span>
          {t('trigger.name')} <span className="dim">({t('trigger.nameHint')})</span>
        </span>
        <input
          className="input"
          value={name}
          maxLength={255}
          placeholder={type.title}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="row row-12 wrap trigger-row">
        <div className="field">
          <span>{t('common:priority.label')}</span>
          <JobPrioritySelector value={chosen ?? schedule?.priority ?? 5} onChange={setChosen} />
        </div>
        <label className="field grow">
          <span>
            {t('trigger.runAt')} <span className="dim">({t('trigger.runAtHint', { zone: timeZone })})</span>
          </span>
          <input className="input ltr" type="datetime-local" value={runAt} onChange={(event) => setRunAt(event.target.value)} />
          {issues.runAt && <span className="error-line t12">{issues.runAt}</span>}
        </label>
      </div>
      <fieldset className="field">
        <legend className="lab">{t('trigger.params')}</legend>
        <SchemaForm schema={type.paramsSchema} value={params} onChange={setParams} issues={issuesBelow(issues, 'params')} />
      </fieldset>
      <div className="row wrap form-foot">
        {error !== null && (
          <p className="error-line t12" role="alert">
            {explain()}
          </p>
        )}
        <Button type="submit" look="main" icon="play" disabled={!enabled} busy={isBusy}>
          {t('trigger.button')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

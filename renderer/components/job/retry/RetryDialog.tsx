import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { issuesBelow } from '#renderer/components/form/form-values.ts';
import { ParamsDiff } from '#renderer/components/form/ParamsDiff.tsx';
import { SchemaForm } from '#renderer/components/form/SchemaForm.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { explainError, issuesOf } from '#renderer/lib/errors.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { useJobActions } from '#renderer/lib/job-actions.ts';

const ways = ['checkpoint', 'start', 'params'] as const;
type Way = (typeof ways)[number];

function WayChoice({ job, unit, value, onChange }: { job: Job; unit: string; value: Way; onChange(way: Way): void }) {
  const { t } = useTranslation('job');
  const about: Record<Way, string> = {
    checkpoint:
      job.progress.done > 0 ? t('retryDialog.fromDone', { done: formatNumber(job.progress.done), unit }) : t('retryDialog.fromNothing'),
    start: t('retryDialog.startText'),
    params: t('retryDialog.paramsText'),
  };
  return (
    <fieldset className="field">
      <legend className="sr">{t('retryDialog.way')}</legend>
      {ways.map((way) => (
        <label key={way} className="way">
          <input
            type="radio"
            name="way"
            checked={value === way}
            onChange={() => onChange(way)}
            data-autofocus={value === way || undefined}
          />
          <span className="stack">
            <span className="w5">{t(`retryDialog.${way}`)}</span>
            <span className="sub">{about[way]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Runs a job again: from its checkpoint, from the start, or with other params, whose difference to the last attempt's stands beside them. */
export default function RetryDialog({ job, from, onClose }: { job: Job; from: 'checkpoint' | 'start'; onClose(): void }) {
  const { t } = useTranslation(['job', 'common']);
  const { queries } = useConsole();
  const { enabled } = useMayAct();
  const { run, busy } = useJobActions();
  const { data: types } = useQuery(queries.types());
  const type = types?.items.find((each) => each.jobType === job.jobType);
  const [way, setWay] = useState<Way>(from);
  const [params, setParams] = useState(job.params);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const issues = issuesOf(error);
  const submit = async () => {
    setError(null);
    const options = way === 'params' ? { params } : { from: way };
    if (await run('retry', job, { ...options, reason: reason.trim() || undefined, onRefused: setError })) onClose();
  };
  return (
    <Dialog title={t('retryDialog.title', { name: job.jobName })} size={560} onClose={onClose}>
      <form
        className="stack gap-12"
        onSubmit={(event) => {
          event.preventDefault();
          if (enabled && !busy) void submit();
        }}
      >
        <WayChoice job={job} unit={type?.unit ?? ''} value={way} onChange={setWay} />
        {way === 'params' && type && (
          <SchemaForm schema={type.paramsSchema} value={params} onChange={setParams} issues={issuesBelow(issues, 'params')} />
        )}
        <label className="field">
          <span>
            {t('common:reason')}{' '}
            <span className="dim">
              ({t('common:optional')}, {t('common:reasonHint')})
            </span>
          </span>
          <input className="input" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
        </label>
        <div className="row wrap form-foot">
          {way === 'params' && <ParamsDiff before={job.params} after={params} />}
          {error !== null && (
            <p className="error-line t12" role="alert">
              {Object.keys(issues).length > 0 ? t('form.mend') : explainError(error)}
            </p>
          )}
          <Button type="submit" look="main" icon="retry" disabled={!enabled} busy={busy !== null}>
            {t('common:action.retry')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

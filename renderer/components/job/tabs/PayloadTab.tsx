import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { JsonView } from '../JsonView.tsx';

/** What the job was given, and what it wrote. */
export function PayloadTab({ job }: { job: Job }) {
  const { t } = useTranslation('job');
  return (
    <div className="pad stack gap-12">
      <div className="stack gap-4">
        <h3 className="lab">{t('payload.params')}</h3>
        <JsonView value={job.params} what={t('payload.paramsWhat')} />
      </div>
      <div className="stack gap-4">
        <h3 className="lab">{t('payload.result')}</h3>
        {job.result ? <JsonView value={job.result} what={t('payload.resultWhat')} /> : <p className="t12 dim">{t('payload.noResult')}</p>}
      </div>
      <div className="stack gap-4">
        <h3 className="lab">{t('payload.metadata')}</h3>
        <JsonView value={job.metadata} what={t('payload.metadataWhat')} />
      </div>
    </div>
  );
}

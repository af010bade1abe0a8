import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime } from '#renderer/components/Time.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { ChosenBy } from './OperationName.tsx';

const looks = { running: 'running', completed: 'completed', stopped: 'cancelled' } as const;

export function OperationState({ operation: { state } }: { operation: BulkOperation }) {
  const { t } = useTranslation('bulk');
  return (
    <span className="st pill" data-s={looks[state]} role="status">
      <Icon name={looks[state]} />
      {t(`operation.state.${state}`)}
    </span>
  );
}

/** How far the operation is, whom it is about, by whom and why. */
export function OperationProgress({ operation }: { operation: BulkOperation }) {
  const { t } = useTranslation('bulk');
  const { state, matched, done, succeeded, refused, performedBy, createdAt, reason } = operation;
  const share = matched === 0 ? 100 : (done / matched) * 100;
  const untouched = matched - done;
  return (
    <div className="pad stack gap-8">
      <div className="row op-figures">
        <b className="strong">{t('operation.succeeded', { n: formatNumber(succeeded) })}</b>
        <span className={refused > 0 ? 'c' : 'dim'} data-s="failed">
          {t('operation.refused', { n: formatNumber(refused) })}
        </span>
        {state === 'stopped' && <span className="mid">{t('operation.untouched', { n: formatNumber(untouched) })}</span>}
        <span className="end t12 mid">{t('operation.progress', { done: formatNumber(done), matched: formatNumber(matched) })}</span>
      </div>
      <span
        className="bar tall"
        data-s={looks[state]}
        role="progressbar"
        aria-label={t('operation.what')}
        aria-valuenow={Math.floor(share)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${share}%` }} />
      </span>
      <div className="row t12 op-about">
        <span>
          <ChosenBy operation={operation} />
        </span>
        <span className="end dim nw">
          <ClockTime at={createdAt} /> {t('operation.by', { who: performedBy })}
        </span>
      </div>
      {reason && <p className="t12 mid">{t('ask.reason', { reason })}</p>}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import type { Attempt, CheckpointList } from '#contract/schemas/records.ts';
import { RelativeTime } from '#renderer/components/Time.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { JsonView } from '../JsonView.tsx';

/** Where the job goes on from: the checkpoint of its newest run, in the type's own shape, and when it last moved. */
export function CheckpointTab(props: { attempts: readonly Attempt[]; checkpoints: CheckpointList['items']; unit: string | undefined }) {
  const { t } = useTranslation('job');
  const newest = props.attempts.at(-1);
  const moved = props.checkpoints.at(-1);
  if (newest?.checkpoint == null) return <p className="pad t12 dim">{t('checkpoint.none')}</p>;
  return (
    <div className="pad stack gap-8">
      {moved && (
        <dl className="kv">
          <dt>{t('checkpoint.moved')}</dt>
          <dd>
            <RelativeTime at={moved.at} />
          </dd>
          <dt>{t('checkpoint.done')}</dt>
          <dd>
            {formatNumber(moved.done)} {props.unit}
          </dd>
        </dl>
      )}
      <JsonView value={newest.checkpoint} what={t('checkpoint.what')} />
    </div>
  );
}

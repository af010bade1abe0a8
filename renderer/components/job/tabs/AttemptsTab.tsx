import { useTranslation } from 'react-i18next';
import type { JobStatus } from '#contract/schemas/job.ts';
import type { Attempt } from '#contract/schemas/records.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime, RunningTime } from '#renderer/components/Time.tsx';
import { formatDuration } from '#renderer/lib/format.ts';

const TONES: Record<Attempt['outcome'], JobStatus> = {
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  timed_out: 'failed',
  lost: 'failed',
  cancelled: 'cancelled',
  paused: 'paused',
  stopped: 'pending',
};

function AttemptRow({ run, onJump }: { run: Attempt; onJump(at: Date): void }) {
  const { t } = useTranslation('job');
  return (
    <tbody>
      <tr>
        <td className="num">{run.attempt}</td>
        <td>
          <span className="st" data-s={TONES[run.outcome]}>
            <Icon name={TONES[run.outcome]} size={14} />
            {t(`outcome.${run.outcome}`)}
          </span>
        </td>
        <td>
          <ClockTime at={run.startedAt} shape="dayTime" />
        </td>
        <td className="num">{run.endedAt ? formatDuration(+run.endedAt - +run.startedAt) : <RunningTime since={run.startedAt} />}</td>
        <td className="mono ltr el" title={run.workerId ?? undefined}>
          {run.workerId}
        </td>
        <td>
          <Button size="small" look="quiet" aria-label={t('attempts.log', { attempt: run.attempt })} onClick={() => onJump(run.startedAt)}>
            {t('attempts.toLog')}
          </Button>
        </td>
      </tr>
      {run.errorMessage !== null && (
        <tr className="is-error">
          <td />
          <td colSpan={5} className="mono ltr">
            {run.errorMessage}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Each run from its start on a worker to its end, the newest first. */
export function AttemptsTab({ attempts, onJump }: { attempts: readonly Attempt[]; onJump(at: Date): void }) {
  const { t } = useTranslation('job');
  if (attempts.length === 0) return <p className="pad t12 dim">{t('attempts.none')}</p>;
  return (
    <table className="job-table">
      <caption className="sr">{t('attempts.caption')}</caption>
      <thead>
        <tr>
          <th className="num">
            <span className="sr">{t('attempts.number')}</span>
            <span aria-hidden="true">#</span>
          </th>
          <th>{t('attempts.outcome')}</th>
          <th>{t('attempts.started')}</th>
          <th className="num">{t('attempts.took')}</th>
          <th>{t('attempts.worker')}</th>
          <th>
            <span className="sr">{t('attempts.toLog')}</span>
          </th>
        </tr>
      </thead>
      {attempts.toReversed().map((run) => (
        <AttemptRow key={run.runToken} run={run} onJump={onJump} />
      ))}
    </table>
  );
}

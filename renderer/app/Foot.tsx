import { useTranslation } from 'react-i18next';
import { Key } from '#renderer/components/Key.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** What the environment says of itself, all of it measured. */
export function Foot() {
  const { t } = useTranslation('shell');
  const environment = useConnection((store) => store.environment);
  const seq = useConnection((store) => store.seq);
  const reason = useConnection((store) => (store.state.kind === 'offline' ? store.state.reason.message : null));
  const zone = useTimeZone();
  const sum = (of: 'running' | 'pending') => environment?.queues.reduce((total, queue) => total + queue[of], 0) ?? 0;
  return (
    <footer className="foot">
      {environment && (
        <>
          <b>v{environment.version}</b>
          <span>{t('seq', { seq: formatNumber(seq ?? environment.seq) })}</span>
          <span>{t('workers', { count: environment.workers.length })}</span>
          <span>{t('runningCount', { count: sum('running') })}</span>
          <span>{t('pendingCount', { count: sum('pending') })}</span>
        </>
      )}
      {reason && <span className="error-line el">{reason}</span>}
      <span className="end">{t('times', { zone })}</span>
      <button type="button" className="row row-4" onClick={() => openOverlay('shortcuts')}>
        <Key>?</Key> {t('shortcuts')}
      </button>
    </footer>
  );
}

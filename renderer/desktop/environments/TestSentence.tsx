import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { explainError } from '#renderer/lib/errors.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { olderSide } from '../environment/fault-ways.ts';
import type { TestResult } from './environment-form.ts';

/** What became of a test of an address, in a sentence. */
export function TestSentence({ result }: { result: TestResult }) {
  const { t } = useTranslation('desktop');
  const says = () => {
    if (result === null) return null;
    if (result === 'testing') return <span className="mid">{t('form.testing')}</span>;
    if (result.isReachable) {
      const ms = formatNumber(Math.max(1, Math.round(result.roundTripMs)));
      return (
        <span className="st" data-s="completed">
          <Icon name="completed" />
          {t('form.reachable', { ms, version: result.contractVersion })}
        </span>
      );
    }
    const { reason } = result;
    const text =
      reason.code === 'VERSION_MISMATCH'
        ? t(olderSide(null, reason.message) === 'app' ? 'fault.appOld' : 'fault.backendOld')
        : explainError(reason);
    return (
      <span className="test-fault">
        <span className="c" data-s="failed">
          <Icon name="failed" />
        </span>
        <span>
          {text} <span className="mono t11 dim">{reason.code}</span>
        </span>
      </span>
    );
  };
  return (
    <span className="t12 grow" role="status">
      {says()}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { readLogLine } from './read-log-line.ts';

/** The last that a process said of itself, the newest at the end. */
export function ProcessLog({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('desktop');
  const timeZone = useTimeZone();
  if (lines.length === 0) return <p className="quiet-line pad mid">{t('local.noLog')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys.
    <div className="log process-log" role="log" aria-label={t('local.log')} tabIndex={0}>
      {lines.map((line, n) => {
        const { at, level, message } = readLogLine(line);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines that never change.
          <div key={n} className={`ll ${level === 'error' ? 'err' : level === 'warn' ? 'warn' : ''}`}>
            <span>{at && formatTime(at, 'timeMs', timeZone)}</span>
            <span className="lv">
              {level === 'error' && <Icon name="failed" />}
              {level === 'warn' && <Icon name="warn" />}
              {level}
            </span>
            <span>{message}</span>
          </div>
        );
      })}
    </div>
  );
}

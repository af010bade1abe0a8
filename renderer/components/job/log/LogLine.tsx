import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { formatTime } from '#renderer/lib/format.ts';
import { JsonView } from '../JsonView.tsx';
import { cutAt } from './find-in-log.ts';
import type { JobLogLine, LogLevel } from './use-log.ts';

const LOOKS: Record<LogLevel, { name: string; icon?: IconName }> = {
  debug: { name: 'debug' },
  info: { name: 'info' },
  warn: { name: 'warn', icon: 'warn' },
  error: { name: 'err', icon: 'failed' },
};

interface LogLineProps {
  line: JobLogLine;
  /** It is the first of its day: the day stands above it. */
  isNewDay: boolean;
  isHit: boolean;
  isActive: boolean;
  isOpen: boolean;
  wanted: string;
  timeZone: string;
  onToggle(id: number): void;
}

/** One line of a log. What belongs to the message opens below it. */
export const LogLine = memo(function LogLine({ line, isNewDay, isHit, isActive, isOpen, wanted, timeZone, onToggle }: LogLineProps) {
  const { t } = useTranslation('job');
  const { name, icon } = LOOKS[line.level];
  const opens = line.data !== null;
  const toggle = () => {
    // Whoever marks text to copy it does not want it to move.
    if (opens && window.getSelection()?.isCollapsed !== false) onToggle(line.id);
  };
  return (
    <>
      {isNewDay && <div className="ll-day">{formatTime(line.loggedAt, 'weekday', timeZone)}</div>}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
      <div className={['ll', name, isHit ? 'hit' : '', isActive ? 'is-active' : ''].join(' ')} onClick={toggle}>
        <time dateTime={line.loggedAt.toISOString()} title={formatTime(line.loggedAt, 'exact', timeZone)}>
          {formatTime(line.loggedAt, 'timeMs', timeZone)}
        </time>
        <span className="lv">
          {icon && <Icon name={icon} />}
          {line.level}
        </span>
        <span className="ll-text">
          {cutAt(line.message, wanted).map(({ text, isHit: isFound }, n) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text.
            isFound ? <mark key={n}>{text}</mark> : text,
          )}
          {opens && <Icon name="down" size={12} className={isOpen ? 'll-more is-open' : 'll-more'} />}
        </span>
      </div>
      {isOpen && opens && (
        <div className="ll-data">
          <JsonView value={line.data} what={t('log.data')} />
        </div>
      )}
    </>
  );
});

import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { copyText } from '#renderer/lib/copy-text.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { type LeastLevel, logLevels } from './levels.ts';
import type { JobLogLine } from './use-log.ts';

interface LogBarProps {
  least: LeastLevel;
  onLeast(level: LeastLevel): void;
  wanted: string;
  onWanted(wanted: string): void;
  found: { count: number; at: number };
  onFind(by: 1 | -1): void;
  isWrapped: boolean;
  onWrap(on: boolean): void;
  isFollowed: boolean;
  isOpenEnded: boolean;
  onFollow(on: boolean): void;
  lines: readonly JobLogLine[];
}

const asText = (lines: readonly JobLogLine[]): string =>
  lines
    .map(({ loggedAt, level, message, data }) => `${loggedAt.toISOString()} ${level} ${message}${data ? ` ${JSON.stringify(data)}` : ''}`)
    .join('\n');

/** What stands over a log: which lines, what is looked for, and whether it follows. */
export function LogBar(props: LogBarProps) {
  const { t } = useTranslation(['job', 'common']);
  const { least, wanted, found, lines, isFollowed, isOpenEnded, isWrapped } = props;
  const copy = () =>
    copyText(asText(lines)).then(
      () => showDone(t('log.copied', { count: lines.length })),
      (error: unknown) => showError(error),
    );
  return (
    <div className="log-bar">
      <select
        className="input log-level"
        aria-label={t('log.level')}
        value={least}
        onChange={(event) => props.onLeast(event.target.value as LeastLevel)}
      >
        {logLevels.map((level) => (
          <option key={level} value={level}>
            {t(`log.from.${level}`)}
          </option>
        ))}
      </select>
      <div className="input log-find">
        <Icon name="search" size={12} />
        <input
          type="search"
          aria-label={t('log.find')}
          placeholder={t('log.findShort')}
          value={wanted}
          onChange={(event) => props.onWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            props.onFind(event.shiftKey ? -1 : 1);
          }}
        />
        <span className="t11 dim nw" role="status">
          {wanted && t('log.found', { at: formatNumber(found.at), count: found.count, shown: formatNumber(found.count) })}
        </span>
      </div>
      <span className="end row row-4">
        <Button size="small" look="quiet" aria-pressed={isWrapped} onClick={() => props.onWrap(!isWrapped)}>
          {t('log.wrap')}
        </Button>
        <Button size="small" look="quiet" square icon="copy" aria-label={t('log.copy')} onClick={() => void copy()} />
        {isOpenEnded ? (
          <Button size="small" look="quiet" icon="down2" aria-pressed={isFollowed} onClick={() => props.onFollow(!isFollowed)}>
            {t(isFollowed ? 'log.followOn' : 'log.followOff')}
          </Button>
        ) : (
          <Button size="small" look="quiet" icon="down2" onClick={() => props.onFollow(true)}>
            {t('log.end')}
          </Button>
        )}
      </span>
    </div>
  );
}

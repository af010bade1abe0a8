import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError, toCallError } from '#renderer/lib/errors.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** What happened, what to do, and another try. */
export function ErrorState({ what, error, onRetry }: { what: string; error: unknown; onRetry(): void }) {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  const [at] = useState(() => new Date());
  const { code, status, message } = toCallError(error);
  const line = t('error.request', { status, code, at: formatTime(at, 'time', timeZone) });
  return (
    <div className="void" role="alert">
      <span className="c" data-s="failed">
        <Icon name="failed" size={20} />
      </span>
      <p className="void-title">{t('error.title', { what })}</p>
      <p>{explainError(error)}</p>
      <div className="row wrap">
        <Button look="main" icon="retry" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
        {navigator.clipboard && (
          <Button look="quiet" icon="copy" onClick={() => void navigator.clipboard.writeText(`${line}\n${message}`)}>
            {t('copyDetails')}
          </Button>
        )}
      </div>
      <p className="mono t11 dim ltr">{line}</p>
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { copyText } from '#renderer/lib/copy-text.ts';
import { formatBytes } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';

/** Characters shown at once: a payload of megabytes must not hold the page. */
const SHOWN = 20_000;

/** A value as it travels, in lines, with a button that copies all of it. `what` names it for the button. */
export function JsonView({ value, what }: { value: unknown; what: string }) {
  const { t } = useTranslation(['job', 'common']);
  const [isWhole, setWhole] = useState(false);
  const text = JSON.stringify(value, null, 2) ?? '';
  const isCut = text.length > SHOWN && !isWhole;
  const copy = () =>
    copyText(text).then(
      () => showDone(t('common:copied')),
      (error: unknown) => showError(error),
    );
  return (
    <div className="json">
      <Button
        className="json-copy"
        size="small"
        look="quiet"
        square
        icon="copy"
        aria-label={t('common:copy', { what })}
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
      />
      <pre className="ltr">{isCut ? text.slice(0, SHOWN) : text}</pre>
      {isCut && (
        <Button size="small" onClick={() => setWhole(true)}>
          {t('showWhole', { size: formatBytes(text.length) })}
        </Button>
      )}
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/lib/copy-text.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 1_500;

/** An id (or any text) in mono with a button that copies it. `short` shows its end only. */
export function CopyText({ text, what, short }: { text: string; what: string; short?: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const onClick = async (event: React.MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
    try {
      await copyText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch (error) {
      showError(error);
    }
  };
  return (
    <span className="row row-4 copy">
      <span className="mono ltr el" title={text}>
        {short ? `…${text.slice(-8)}` : text}
      </span>
      <button type="button" className="copy-btn" aria-label={copied ? t('copied') : t('copy', { what })} onClick={onClick}>
        <Icon name={copied ? 'check' : 'copy'} size={12} />
      </button>
      <span className="sr" role="status">
        {copied ? t('copied') : ''}
      </span>
    </span>
  );
}

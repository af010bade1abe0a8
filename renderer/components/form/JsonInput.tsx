import { type TextareaHTMLAttributes, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readJson } from './form-values.ts';

const MOST_ROWS = 14;

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> & {
  value: unknown;
  onChange(value: unknown): void;
  /** Only objects are taken. */
  isObject?: boolean;
};

/** A value as JSON text. While the text is none, the form around it can't be sent, and the value is what was read last. */
export function JsonInput({ value, onChange, isObject = false, ...rest }: Props) {
  const { t } = useTranslation('job');
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const problem = t(isObject ? 'form.brokenObject' : 'form.brokenJson');
  const [isBroken, setBroken] = useState(false);
  const read = (next: string) => {
    setText(next);
    const found = readJson(next, isObject);
    setBroken(!found);
    area.current?.setCustomValidity(found ? '' : problem);
    if (found) onChange(found.value);
  };
  return (
    <>
      <textarea
        {...rest}
        ref={area}
        className="input mono ltr"
        rows={Math.min(MOST_ROWS, text.split('\n').length + 1)}
        spellCheck={false}
        value={text}
        {...(isBroken ? { 'aria-invalid': true } : {})}
        onChange={(event) => read(event.target.value)}
      />
      {isBroken && <p className="error-line t12">{problem}</p>}
    </>
  );
}

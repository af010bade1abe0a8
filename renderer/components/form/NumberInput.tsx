import { type InputHTMLAttributes, useState } from 'react';
import { readNumber } from './read-number.ts';

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & { value: unknown; onChange(value: unknown): void };

/** A number as a person types it: `1.` is on its way to something. */
export function NumberInput({ value, onChange, ...rest }: Props) {
  const [text, setText] = useState(() => asText(value));
  return (
    <input
      {...rest}
      className="input ltr"
      autoComplete="off"
      value={readNumber(text) === value ? text : asText(value)}
      onChange={(event) => {
        setText(event.target.value);
        onChange(readNumber(event.target.value));
      }}
    />
  );
}

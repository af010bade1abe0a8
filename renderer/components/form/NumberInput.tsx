import { type InputHTMLAttributes, useState } from 'react';

/** What a text stands for where a number is wanted; a text that is none stays one, and the server says so. */
export function readNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

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

import { type InputHTMLAttributes, useId } from 'react';
import type { Field } from './read-schema.ts';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & {
  field: Extract<Field, { kind: 'text' }>;
  value: unknown;
  onChange(value: unknown): void;
};

/** A text, a day, or a day for which words may stand too: those are offered. */
export function TextInput({ field, value, onChange, ...rest }: Props) {
  const list = useId();
  const { options, isDate, maxLength } = field;
  const example = isDate ? '2026-03-14' : '';
  return (
    <>
      <input
        {...rest}
        className="input ltr"
        type={isDate && !options ? 'date' : 'text'}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        {...(options ? { list, placeholder: [...options, example].filter(Boolean).join(', ') } : {})}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
      {options && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}

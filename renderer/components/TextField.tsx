import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

/** A line of text with its name, what helps to fill it in, and what is wrong with it. */
export function TextField({
  label,
  hint,
  issue,
  onChange,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className' | 'id'> & {
  label: string;
  hint?: ReactNode;
  issue?: string | undefined;
  onChange(value: string): void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className="input"
        aria-invalid={issue ? true : undefined}
        aria-describedby={`${id}-hint ${id}-issue`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <p id={`${id}-hint`} className="sub">
          {hint}
        </p>
      )}
      <p id={`${id}-issue`} className="t11 error-line" role="alert">
        {issue}
      </p>
    </div>
  );
}

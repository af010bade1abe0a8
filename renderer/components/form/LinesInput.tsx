import { type TextareaHTMLAttributes, useState } from 'react';

const MOST_ROWS = 8;

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((value, n) => value === b[n]);

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> & {
  values: readonly unknown[];
  onChange(values: unknown[]): void;
  /** What one line stands for. */
  read(line: string): unknown;
};

/** Values of a list, one on each line: a thousand ids can be pasted. */
export function LinesInput({ values, onChange, read, ...rest }: Props) {
  const [text, setText] = useState(() => values.map(String).join('\n'));
  const valuesOf = (lines: string) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(read);
  const shown = isSame(valuesOf(text), values) ? text : values.map(String).join('\n');
  return (
    <textarea
      {...rest}
      className="input mono ltr"
      rows={Math.min(MOST_ROWS, shown.split('\n').length + 1)}
      spellCheck={false}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(valuesOf(event.target.value));
      }}
    />
  );
}

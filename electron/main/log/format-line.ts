import type { LogLevel } from './log.ts';
import { redact, redactText } from './redact.ts';

interface Line {
  at: Date;
  level: LogLevel;
  part: string;
  fields: object | string;
  message?: string | undefined;
}

/** A message over several lines would look like several entries, of which some are not ours. */
const onOneLine = (text: string) => text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');

/** One line of the log: time, level, part, message, and the fields as JSON. An error's stack follows on lines of its own, indented. */
export function formatLine({ at, level, part, fields, message }: Line): string {
  const head = `${at.toISOString()} ${level.toUpperCase().padEnd(5)} ${part}`;
  if (typeof fields === 'string') return `${head}: ${onOneLine(redactText(fields))}`;
  const given = fields instanceof Error ? { err: fields } : fields;
  const clean = redact(given) as Record<string, unknown>;
  const { err, ...rest } = clean as { err?: { message?: string; stack?: string } & Record<string, unknown> };
  const { stack, ...ofError } = err ?? {};
  const text = onOneLine(redactText(message ?? err?.message ?? ''));
  const data = { ...rest, ...(err ? { err: ofError } : {}) };
  const json = Object.keys(data).length > 0 ? ` ${JSON.stringify(data)}` : '';
  const trace = stack ? `\n${stack.replace(/^/gm, '    ')}` : '';
  return `${head}: ${text}${json}${trace}`;
}

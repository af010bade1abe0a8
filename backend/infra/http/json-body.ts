import type { z } from 'zod';
import { nameSource, SourceError } from './source-error.ts';

/** Parses and checks a body; the error says what was wrong with it and where. */
export function parseJsonBody<Schema extends z.ZodType>(url: URL, text: string, schema: Schema): z.output<Schema> {
  const invalid = (reason: string, cause: unknown) => new SourceError(reason, { kind: 'invalid', source: nameSource(url), cause });
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    throw invalid(`sent something that is not JSON (${(error as Error).message})`, error);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.length ? `at ${issue.path.join('.')}` : 'at the top';
  throw invalid(`sent JSON of another shape than it documents: ${place}, ${issue?.message ?? 'it does not fit'}`, parsed.error);
}

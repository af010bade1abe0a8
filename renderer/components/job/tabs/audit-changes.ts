import type { AuditEntry } from '#contract/schemas/records.ts';

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);

function compare(before: Record<string, unknown>, after: Record<string, unknown>, path: string): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => {
    const [old, now] = [before[field], after[field]];
    const name = path ? `${path}.${field}` : field;
    const isNested = [old, now].every((value) => value === undefined || Object.keys(asRecord(value)).length > 0);
    if (isNested && (old !== undefined || now !== undefined)) return compare(asRecord(old), asRecord(now), name);
    const change = { field: name, before: asText(old), after: asText(now) };
    return change.before === change.after ? [] : [change];
  });
}

/** What an entry of the audit log says that changed, field by field; nested ones by their path. */
export const listAuditChanges = ({ metadata }: Pick<AuditEntry, 'metadata'>): Change[] =>
  compare(asRecord(metadata.before), asRecord(metadata.after), '');

import type { Field } from './read-schema.ts';

export type Params = Record<string, unknown>;

/** What a form begins with: the defaults that the schema tells. */
export function defaultsOf(field: Field): unknown {
  if (field.default !== undefined) return field.default;
  if (field.kind !== 'group') return undefined;
  const entries = field.members.map(({ name, field: member }) => [name, defaultsOf(member)] as const);
  const known = entries.filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** The params with one field changed; an empty one is left out. */
export function withField(params: Params, name: string, value: unknown): Params {
  const { [name]: _before, ...rest } = params;
  if (value === undefined) return rest;
  // In its own place, so that what is shown does not move.
  return name in params
    ? Object.fromEntries(Object.entries(params).map(([key, old]) => [key, key === name ? value : old]))
    : { ...params, [name]: value };
}

/** Messages for a field and what is in it: by the path from the field on, the field itself under ''. */
export function issuesBelow(issues: Record<string, string>, name: string | number): Record<string, string> {
  const prefix = `${name}.`;
  return Object.fromEntries(
    Object.entries(issues).flatMap(([path, message]) =>
      path === String(name) ? [['', message]] : path.startsWith(prefix) ? [[path.slice(prefix.length), message]] : [],
    ),
  );
}

/** Messages that no field of the group stands for. */
export function issuesElsewhere(issues: Record<string, string>, names: readonly string[]): string[] {
  return Object.entries(issues).flatMap(([path, message]) =>
    names.some((name) => path === name || path.startsWith(`${name}.`)) ? [] : [path ? `${path}: ${message}` : message],
  );
}

const isParams = (value: unknown): value is Params => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value where it is an object, and an empty one otherwise. */
export const asParams = (value: unknown): Params => (isParams(value) ? value : {});

/** The value of a JSON text, undefined of an empty one; null where the text is no JSON, or no object where one is wanted. */
export function readJson(text: string, isObject: boolean): { value: unknown } | null {
  if (text.trim() === '') return { value: isObject ? {} : undefined };
  try {
    const value: unknown = JSON.parse(text);
    return isObject && !isParams(value) ? null : { value };
  } catch {
    return null;
  }
}

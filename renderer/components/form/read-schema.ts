export type Scalar = string | number | boolean | null;

interface About {
  description?: string;
  default?: unknown;
}

/** What a form can show of a JSON schema. `json` is everything else: it is edited as text. */
export type Field = About &
  /** `options` are words that stand for something: they are offered, anything else may be written. */
  (
    | { kind: 'text'; isDate?: boolean; maxLength?: number; options?: readonly string[] }
    | { kind: 'number'; isWhole: boolean; min?: number; max?: number }
    | { kind: 'boolean' }
    | { kind: 'choice'; options: readonly Scalar[] }
    /** Values of a list: known ones to pick, and others that `item` describes. */
    | { kind: 'list'; options: readonly Scalar[]; item?: Field }
    | { kind: 'group'; members: readonly Member[] }
    | { kind: 'json' }
  );

export interface Member {
  name: string;
  field: Field;
  isRequired: boolean;
}

type Schema = Record<string, unknown>;

const isRecord = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The values that a schema lists, whether as enum, const, or a choice among such. */
function optionsOf(schema: Schema): readonly Scalar[] | undefined {
  if (Array.isArray(schema.enum) && schema.enum.every(isScalar)) return schema.enum;
  if ('const' in schema && isScalar(schema.const)) return [schema.const];
  const variants = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(variants) || variants.length === 0) return undefined;
  const lists = variants.map((variant) => (isRecord(variant) ? optionsOf(variant) : undefined));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function aboutOf({ description, ...schema }: Schema): About {
  return {
    ...(typeof description === 'string' ? { description } : {}),
    ...('default' in schema ? { default: schema.default } : {}),
  };
}

function readList(schema: Schema): Field {
  const items = schema.items;
  if (!isRecord(items)) return { kind: 'json' };
  const options = optionsOf(items);
  if (options) return { kind: 'list', options };
  const variants = Array.isArray(items.anyOf) ? items.anyOf.filter(isRecord) : [items];
  const known = variants.map(optionsOf);
  const others = variants.filter((_variant, n) => known[n] === undefined);
  const [other] = others;
  // Known values and one other shape can be told apart in a list; two other shapes can't.
  if (others.length !== 1 || !other) return { kind: 'json' };
  const item = readField(other);
  if (item.kind === 'json' || item.kind === 'list') return { kind: 'json' };
  return { kind: 'list', options: known.flatMap((list) => list ?? []), item };
}

function readPlain(schema: Schema): Field {
  switch (schema.type) {
    case 'string': {
      const maxLength = numberOf(schema.maxLength);
      return { kind: 'text', ...(schema.format === 'date' ? { isDate: true } : {}), ...(maxLength === undefined ? {} : { maxLength }) };
    }
    case 'number':
    case 'integer': {
      const min = numberOf(schema.minimum) ?? numberOf(schema.exclusiveMinimum);
      const max = numberOf(schema.maximum) ?? numberOf(schema.exclusiveMaximum);
      return {
        kind: 'number',
        isWhole: schema.type === 'integer',
        ...(min === undefined ? {} : { min }),
        // zod tells the largest whole number where there is no limit.
        ...(max === undefined || max >= Number.MAX_SAFE_INTEGER ? {} : { max }),
      };
    }
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return readList(schema);
    case 'object': {
      const { properties } = schema;
      // An object of any keys is no form.
      if (!isRecord(properties)) return { kind: 'json' };
      const required = Array.isArray(schema.required) ? schema.required : [];
      const members = Object.entries(properties).map(([name, member]) => ({
        name,
        field: isRecord(member) ? readField(member) : ({ kind: 'json' } as const),
        isRequired: required.includes(name),
      }));
      return { kind: 'group', members };
    }
    default:
      return { kind: 'json' };
  }
}

/** Schemas of which one must fit, null apart: it is what an empty field leaves out. */
function variantsOf(schema: Schema): Schema[] {
  if (Array.isArray(schema.type)) return schema.type.filter((type) => type !== 'null').map((type) => ({ ...schema, type }));
  const variants = schema.anyOf ?? schema.oneOf;
  return Array.isArray(variants) ? variants.filter(isRecord).filter((variant) => variant.type !== 'null') : [schema];
}

/** Words, or a text: `latest`, or a day. */
function readSuggested(variants: readonly Schema[]): Field {
  const known = variants.map(optionsOf);
  const [other, ...more] = variants.filter((_variant, n) => known[n] === undefined);
  const options = known.flatMap((list) => list ?? []);
  const text = other && more.length === 0 ? readPlain(other) : undefined;
  if (text?.kind !== 'text' || !options.every((option) => typeof option === 'string')) return { kind: 'json' };
  return { ...text, options };
}

/** The form of a JSON schema as zod's toJSONSchema writes it; what it can't show is `json`. */
export function readField(schema: Schema): Field {
  const about = aboutOf(schema);
  const options = optionsOf(schema);
  if (options) return { ...about, kind: 'choice', options };
  const variants = variantsOf(schema);
  const [only, ...more] = variants;
  if (!only || only === schema) return { ...about, ...readPlain(schema) };
  return { ...(more.length === 0 ? readField(only) : readSuggested(variants)), ...about };
}

import { jobStatuses } from '../schemas/job-status.ts';

/**
 * How a field's values are written and compared. `word` is equal in any case, `exact` equal as it stands, `text` contains in any case;
 * `age` and `duration` are written alike (2d, 90m), a moment is a day, a time, or an age with a minus.
 */
type FieldKind = 'enum' | 'word' | 'exact' | 'text' | 'number' | 'moment' | 'age' | 'duration' | 'param';

export interface Field {
  kind: FieldKind;
  /** Other names that people may try. */
  aliases?: readonly string[];
  /** Of an enum all that there are; of others examples, for completion. The first one also mends a value that can't be read. */
  values?: readonly string[];
  min?: number;
  max?: number;
  /** Its values come from the jobs themselves (`jobs.suggest`). */
  suggested?: boolean;
}

const moment = ['today', 'yesterday', '>=-1h', '>=-1d', '>=-7d', '<-7d'];
const duration = ['>1m', '>10m', '>1h', '<10s'];

/** Every field of the query language but `params.<path>`. Its key names it in translations too. */
export const fields = {
  status: { kind: 'enum', values: jobStatuses },
  type: { kind: 'word', aliases: ['jobtype'] },
  priority: { kind: 'number', min: 1, max: 10, values: ['<3', '1', '5', '>=8', '1..3'] },
  attempt: { kind: 'number', min: 1, max: 1_000_000, values: ['>1', '1', '2..3'] },
  progress: { kind: 'number', min: 0, max: 100, aliases: ['progresspercentage'], values: ['>50%', '<10%', '100%'] },
  id: { kind: 'text', aliases: ['jobid'], suggested: true },
  name: { kind: 'text', aliases: ['jobname'], suggested: true },
  error: { kind: 'text', aliases: ['errormessage'], suggested: true },
  signature: { kind: 'exact', aliases: ['errorsignature'], suggested: true },
  by: { kind: 'word', aliases: ['triggeredby'], suggested: true },
  created: { kind: 'moment', aliases: ['createdat'], values: moment },
  started: { kind: 'moment', aliases: ['startedat'], values: moment },
  finished: { kind: 'moment', aliases: ['ended', 'endedat'], values: moment },
  updated: { kind: 'moment', aliases: ['updatedat'], values: moment },
  older: { kind: 'age', values: ['2d', '1h', '12h', '1w'] },
  newer: { kind: 'age', values: ['2d', '1h', '12h', '1w'] },
  took: { kind: 'duration', aliases: ['duration', 'ran'], values: duration },
  waited: { kind: 'duration', aliases: ['wait'], values: duration },
  text: { kind: 'text' },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;

/** A field as a term names it: one of the table's, or a param by its path. Free words are the field `text`. */
export type TermField = FieldName | `params.${string}`;

/** All names, in the order in which they are offered. */
export const fieldNames = Object.keys(fields) as FieldName[];

const byAnyName = new Map<string, FieldName>(
  fieldNames.flatMap((name) => [name, ...((fields[name] as Field).aliases ?? [])].map((known) => [known, name] as const)),
);

const PARAM = /^params\.[\w-]+(?:\.[\w-]+)*$/i;

const param: Field = { kind: 'param', suggested: true };

/** The field of that name or alias, in any case; of a param, whose path is taken as it stands, `params.<path>`. */
export function findField(name: string): TermField | undefined {
  if (PARAM.test(name)) return `params.${name.slice('params.'.length)}`;
  return byAnyName.get(name.toLowerCase());
}

/** What the table says of a term's field. */
export function fieldOf(field: TermField): Field {
  return field.startsWith('params.') ? param : fields[field as FieldName];
}

/** A field whose values may have an operator before them, or be a range. */
export const isCompared = ({ kind }: Field): boolean => kind === 'number' || kind === 'moment' || kind === 'duration' || kind === 'age';

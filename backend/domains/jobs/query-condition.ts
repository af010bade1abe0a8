import { parseQuery } from '#contract/query/parse.ts';
import {
  type Condition,
  type EqualField,
  type MomentField,
  type NumberField,
  resolveQuery,
  type TextField,
} from '#contract/query/resolve.ts';
import { containing } from '../containing.ts';
import { badRequest } from '../domain-error.ts';

/** Lower case is the database's own here; of letters beyond ASCII its locale decides. */
const equalColumns: Record<EqualField, string> = {
  status: 'j.status',
  type: 'j.job_type',
  by: `lower(j.metadata ->> 'triggeredBy')`,
  signature: 'j.error_signature',
};
const textColumns: Record<TextField, string> = { id: 'j.job_id', name: 'j.job_name', error: 'j.error_message' };
const numberColumns: Record<Exclude<NumberField, 'took'>, string> = {
  priority: 'j.priority',
  attempt: 'j.attempt',
  progress: 'j.progress_percentage',
  waited: 'j.wait_ms',
};
const momentColumns: Record<MomentField, string> = {
  created: 'j.created_at',
  started: 'j.started_at',
  finished: 'j.ended_at',
  updated: 'j.updated_at',
};

/** Takes a value in, and gives its place. */
type Bind = (value: unknown) => string;

/** Time spent running, the run in hand up to `now` included; null for a job that has not run. */
const tookMs = (now: string): string =>
  `CASE WHEN j.started_at IS NOT NULL THEN j.run_ms + CASE WHEN j.status = 'running'
     THEN greatest(0, (extract(epoch FROM ${now}::timestamptz - j.taken_at) * 1000)::bigint) ELSE 0 END END`;

const any = (tests: readonly string[]): string => (tests.length === 1 ? (tests[0] as string) : `(${tests.join(' OR ')})`);
const all = (tests: readonly string[]): string => (tests.length > 0 ? tests.join(' AND ') : 'true');

/** One value is told as one: an index that begins with the column then also gives the order. */
const oneOf = (column: string, list: readonly string[], bind: Bind): string =>
  list.length === 1 ? `${column} = ${bind(list[0])}` : `${column} = ANY (${bind(list)})`;

function contains(columns: readonly string[], values: readonly string[], bind: Bind): string {
  const patterns = values.map((value) => bind(containing(value)));
  return any(columns.flatMap((column) => patterns.map((pattern) => `${column} ILIKE ${pattern}`)));
}

function inRange(column: string, [from, fromOp]: [unknown, string], [to, toOp]: [unknown, string], bind: Bind): string {
  if (from !== null && from === to) return `${column} = ${bind(from)}`;
  const tests = [from === null ? [] : [`${column} ${fromOp} ${bind(from)}`], to === null ? [] : [`${column} ${toOp} ${bind(to)}`]];
  return `(${all(tests.flat())})`;
}

/** A path of SQL's JSON; being lax, it takes an array on the way for each of its elements. */
export const paramPath = (path: readonly string[]): string => `$${path.map((key) => `.${JSON.stringify(key)}`).join('')}`;

/**
 * As a path of SQL's JSON, which is a value as any other, so whatever a name or a text holds is that name or text. One path for all is
 * twice as fast as a look at each of its values.
 */
function paramTest({ path, values }: Extract<Condition, { kind: 'param' }>, bind: Bind): string {
  const tests = values.map(({ text, scalar }) => {
    const asText = `@ like_regex ${JSON.stringify(text)} flag "iq"`;
    return scalar === undefined ? asText : `${asText} || @ == ${JSON.stringify(scalar)}`;
  });
  return `j.params @? ${bind(`${paramPath(path)} ? (${tests.join(' || ')})`)}::jsonpath`;
}

function testOf(condition: Condition, bind: Bind): string {
  switch (condition.kind) {
    case 'equals':
      return oneOf(equalColumns[condition.field], condition.values, bind);
    case 'contains':
      return contains(
        condition.fields.map((field) => textColumns[field]),
        condition.values,
        bind,
      );
    case 'number': {
      const column = condition.field === 'took' ? tookMs(bind(condition.now)) : numberColumns[condition.field];
      return any(condition.ranges.map(({ min, max }) => inRange(`(${column})`, [min, '>='], [max, '<='], bind)));
    }
    case 'moment': {
      const column = momentColumns[condition.field];
      return any(condition.ranges.map(({ from, before }) => inRange(column, [from, '>='], [before, '<'], bind)));
    }
    case 'param':
      return paramTest(condition, bind);
  }
}

/** A query's conditions as an SQL condition over sync_job_control `j`; its values are appended to `values`. The jobs are those that `matchesJob` takes. */
export function queryCondition(conditions: readonly Condition[], values: unknown[]): string {
  const bind: Bind = (value) => `$${values.push(value)}`;
  // What a job has no value for is not what it is asked to be, and so is among what is left when that is excluded.
  return all(conditions.map((condition) => (condition.negated ? `(${testOf(condition, bind)}) IS NOT TRUE` : testOf(condition, bind))));
}

/** The conditions of a filter's query, in its zone. @throws BAD_REQUEST under `query`, with the place and the reason */
export function readQuery(filter: { query?: string | undefined; timeZone?: string | undefined }, now: Date): Condition[] {
  if (filter.query === undefined) return [];
  const { terms, problems } = parseQuery(filter.query);
  const [first] = problems;
  if (first) throw badRequest(['query'], `at ${first.start + 1}: ${first.message}`);
  return resolveQuery(terms, { now, timeZone: filter.timeZone ?? 'UTC' });
}

import { findField } from '#contract/query/fields.ts';
import type { SuggestInput, Suggestions } from '#contract/schemas/job.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { containing } from '../containing.ts';
import { badRequest } from '../domain-error.ts';
import { paramPath } from './query-condition.ts';

/** How many of the newest jobs are looked at: what a suggestion costs stays the same however many there are. */
const RECENT = 10_000;
const MOST_NAMES = 100;
/** What is suggested of an error: the rest of a long message says little more, and a part of it is found as well. */
const LONGEST = 200;

/**
 * What a recent job has for a field, and what makes two of them one suggestion. Errors of one cause are one, told by the message of the
 * newest: numbers and ids in it would otherwise make each a value of its own.
 */
const sources: Record<string, { value: string; group: string }> = {
  error: { value: `left(split_part(j.error_message, E'\\n', 1), ${LONGEST})`, group: 'j.error_signature' },
  signature: { value: 'j.error_signature', group: 'j.error_signature' },
  name: { value: 'j.job_name', group: 'j.job_name' },
  by: { value: `j.metadata ->> 'triggeredBy'`, group: `j.metadata ->> 'triggeredBy'` },
  id: { value: 'j.job_id', group: 'j.job_id' },
};

const recent = (columns: string, from = '') =>
  `SELECT ${columns} FROM (SELECT * FROM sync_job_control ORDER BY created_at DESC, id DESC LIMIT ${RECENT}) j ${from}`;

async function suggestParams(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT name FROM (${recent('name', 'CROSS JOIN LATERAL jsonb_object_keys(j.params) AS name')}) AS found
     GROUP BY name ORDER BY count(*) DESC, name LIMIT ${MOST_NAMES}`,
  );
  // A name that the language has no way to write is no help.
  return rows.map(({ name }) => name).filter((name) => findField(`params.${name}`) === `params.${name}`);
}

/** Values of a field that the newest 10,000 jobs have, the most frequent first; for a param also the names of params. @throws BAD_REQUEST under `field` */
export async function suggestValues(sql: Sql, { field, prefix = '', limit }: SuggestInput): Promise<Suggestions> {
  const isParam = field.startsWith('params.');
  const params = isParam ? await suggestParams(sql) : [];
  if (field === 'params.') return { items: [], params };
  const term = findField(field);
  if (!term) throw badRequest(['field'], 'is no path of a param: names between the dots');
  const values: unknown[] = [containing(prefix), limit];
  const rows = isParam
    ? `SELECT v #>> '{}' AS value, v #>> '{}' AS part, id AS job FROM (${recent('j.id, v', `CROSS JOIN LATERAL jsonb_path_query(j.params, $3::jsonpath) AS v`)}) AS found
       WHERE jsonb_typeof(v) NOT IN ('object', 'array')`
    : recent(`${sources[term]?.value} AS value, ${sources[term]?.group} AS part, j.id AS job`);
  if (isParam) values.push(`${paramPath(term.split('.').slice(1))}[*]`);
  const items = await sql.query<{ value: string; count: number }>(
    `SELECT (array_agg(value ORDER BY job DESC))[1] AS value, count(DISTINCT job) AS count FROM (${rows}) AS found
     WHERE value ILIKE $1 AND value <> '' AND part IS NOT NULL GROUP BY part ORDER BY count DESC, max(job) DESC LIMIT $2`,
    values,
  );
  return { items, params };
}

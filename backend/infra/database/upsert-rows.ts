import type { Sql } from './sql.ts';

/** How many rows an upsert made, changed, and found as they should be. */
export interface UpsertCounts {
  created: number;
  updated: number;
  unchanged: number;
}

interface UpsertSpec {
  table: string;
  key: readonly string[];
  /** Every column that the rows bring, key included, with its PostgreSQL type as the table has it. */
  columns: Readonly<Record<string, string>>;
}

/**
 * Writes rows in one statement: new ones are inserted, others updated only where a column differs. `updated_at`, which each such table
 * has, moves with a real change alone. Of several rows with one key the last wins. Rows are locked in the order of their key, so that
 * two jobs that write the same rows wait for each other and never deadlock.
 */
export async function upsertRows(tx: Sql, spec: UpsertSpec, rows: readonly object[]): Promise<UpsertCounts> {
  const distinct = lastOfEachKey(spec.key, rows);
  if (distinct.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const [counts] = await tx.query<{ created: number; updated: number }>(statementFor(spec), [JSON.stringify(distinct)]);
  const { created = 0, updated = 0 } = counts ?? {};
  return { created, updated, unchanged: distinct.length - created - updated };
}

export function addCounts(a: UpsertCounts, b: UpsertCounts): UpsertCounts {
  return { created: a.created + b.created, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged };
}

// A statement is the same for every batch of a table, so it is built once and PostgreSQL may keep its plan.
const statements = new WeakMap<UpsertSpec, string>();

function statementFor(spec: UpsertSpec): string {
  let statement = statements.get(spec);
  if (statement === undefined) {
    statement = buildStatement(spec);
    statements.set(spec, statement);
  }
  return statement;
}

function buildStatement({ table, key, columns }: UpsertSpec): string {
  const names = Object.keys(columns).map(quote);
  const changing = Object.keys(columns)
    .filter((name) => !key.includes(name))
    .map(quote);
  const definition = Object.entries(columns).map(([name, type]) => `${quote(name)} ${type}`);
  const keys = key.map(quote).join(', ');
  const target = quote(table);
  return `
    WITH written AS (
      INSERT INTO ${target} (${names.join(', ')})
      SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS input(${definition.join(', ')}) ORDER BY ${keys}
      ON CONFLICT (${keys}) DO UPDATE
        SET ${changing.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}, "updated_at" = now()
        WHERE (${changing.map((name) => `${target}.${name}`).join(', ')})
          IS DISTINCT FROM (${changing.map((name) => `EXCLUDED.${name}`).join(', ')})
      RETURNING xmax = 0 AS created
    )
    SELECT count(*) FILTER (WHERE created)::int AS created, count(*) FILTER (WHERE NOT created)::int AS updated FROM written`;
}

// ON CONFLICT can't touch one row twice in a statement, and sources do repeat themselves.
function lastOfEachKey(key: readonly string[], rows: readonly object[]): object[] {
  const byKey = new Map<string, object>();
  for (const row of rows) byKey.set(JSON.stringify(key.map((name) => (row as Record<string, unknown>)[name])), row);
  return [...byKey.values()];
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

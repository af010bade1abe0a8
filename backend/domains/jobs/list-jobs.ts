import type { Condition } from '#contract/query/resolve.ts';
import type { HistoryInput, HistoryPage, JobPage, ListInput } from '#contract/schemas/job.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { badRequest } from '../domain-error.ts';
import { cutPage, type Place, readCursor, writeCursor } from '../paging.ts';
import { readFilter } from './job-filter.ts';
import { type JobRow, toJob } from './job-row.ts';
import { queryCondition } from './query-condition.ts';

/** Counting stops here: a total beyond it tells nobody more, and costs more with every row. */
const EXACT_TOTAL = 10_000;

/** An order's columns, most significant first, all in one direction; the id makes it total. Each has an index of the same columns. */
interface Order {
  columns: readonly (keyof JobRow)[];
  descending: boolean;
}

const sorts: Record<ListInput['sort'], readonly (keyof JobRow)[]> = {
  createdAt: ['created_at', 'id'],
  updatedAt: ['updated_at', 'id'],
  // As the queue would take them: within a priority by age.
  priority: ['priority', 'created_at', 'id'],
  completedAt: ['ended_at', 'id'],
};

/** The checkpoint can be large, and no list shows it. */
const SHOWN = "to_jsonb(j) - 'checkpoint'";

const casts: Partial<Record<keyof JobRow, string>> = {
  created_at: '::timestamptz',
  updated_at: '::timestamptz',
  ended_at: '::timestamptz',
};

/**
 * One reach into the index: rows in the order's direction, after a place. Only ended_at can be null, and no comparison finds a null: rows
 * without one are a stretch of their own, before the others from the newest end and after them from the oldest.
 */
async function readStretch(
  sql: Sql,
  filter: readonly Condition[],
  order: Order,
  options: { after: Place | null; limit: number; ended?: boolean | undefined; skip?: number | undefined },
): Promise<JobRow[]> {
  const { columns, descending } = order;
  const values: unknown[] = [];
  const conditions = [queryCondition(filter, values)];
  const compared = options.ended === false ? columns.slice(-1) : columns;
  const places = options.after?.slice(-compared.length);
  if (options.ended !== undefined) conditions.push(`j.ended_at IS ${options.ended ? 'NOT ' : ''}NULL`);
  if (places) {
    const given = compared.map((column, n) => `$${values.push(places[n])}${casts[column] ?? '::bigint'}`);
    conditions.push(`(${compared.map((column) => `j.${column}`).join(', ')}) ${descending ? '<' : '>'} (${given.join(', ')})`);
  }
  const direction = descending ? ' DESC' : '';
  const orderBy = columns.map((column) => `j.${column}${direction}`).join(', ');
  const stretch = `LIMIT $${values.push(options.limit)} OFFSET $${values.push(options.skip ?? 0)}`;
  const rows = await sql.query<{ job: JobRow }>(
    // First which rows, then what they hold: a sort would otherwise carry the whole of every row that fits the filter.
    `WITH page AS (SELECT j.id FROM sync_job_control j WHERE ${conditions.join(' AND ')} ORDER BY ${orderBy} ${stretch})
     SELECT ${SHOWN} AS job FROM page JOIN sync_job_control j USING (id) ORDER BY ${orderBy}`,
    values,
  );
  return rows.map(({ job }) => job);
}

async function readRows(sql: Sql, filter: readonly Condition[], order: Order, after: Place | null, limit: number): Promise<JobRow[]> {
  if (order.columns[0] !== 'ended_at') return readStretch(sql, filter, order, { after, limit });
  const stretches = order.descending ? [false, true] : [true, false];
  const first = after ? stretches.indexOf(after[0] !== null) : 0;
  const rows: JobRow[] = [];
  for (const [n, ended] of stretches.slice(first).entries()) {
    if (rows.length < limit)
      rows.push(...(await readStretch(sql, filter, order, { after: n === 0 ? after : null, limit: limit - rows.length, ended })));
  }
  return rows;
}

const placeIn =
  (order: Order) =>
  (row: JobRow): Place =>
    order.columns.map((column) => row[column] as string | number | null);

async function countUpTo(sql: Sql, filter: readonly Condition[], most: number): Promise<number> {
  const values: unknown[] = [];
  const condition = queryCondition(filter, values);
  // Where one index has both the filter and an order, a walk along it stays in memory; a scan of the table would read it from the disk.
  const isOneStretch = filter.every((one) => one.kind !== 'equals' || (one.values.length === 1 && !one.negated));
  const order = isOneStretch ? 'ORDER BY j.created_at DESC, j.id DESC' : '';
  const [counted] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM sync_job_control j WHERE ${condition} ${order} LIMIT $${values.push(most)}) AS counted`,
    values,
  );
  return counted?.n ?? 0;
}

/**
 * The first page of a search. Finding what a text is part of is what costs: one scan gives the total and the page, where two queries
 * would do it twice.
 */
async function searchOnce(sql: Sql, filter: readonly Condition[], { columns, descending }: Order, limit: number): Promise<FirstPage> {
  const values: unknown[] = [];
  const condition = queryCondition(filter, values);
  const orderBy = (of: string) => columns.map((column) => `${of}.${column}${descending ? ' DESC' : ''}`).join(', ');
  const found = await sql.query<{ job: JobRow | null; total: number }>(
    `WITH hits AS MATERIALIZED (
       SELECT ${columns.map((column) => `j.${column}`).join(', ')} FROM sync_job_control j WHERE ${condition}
       ORDER BY ${orderBy('j')} LIMIT $${values.push(EXACT_TOTAL + 1)}
     ), page AS (SELECT * FROM hits ORDER BY ${orderBy('hits')} LIMIT $${values.push(limit)})
     SELECT ${SHOWN} AS job, total FROM (SELECT count(*) AS total FROM hits) AS counted
     LEFT JOIN (page JOIN sync_job_control j USING (id)) ON true ORDER BY ${orderBy('j')}`,
    values,
  );
  return { rows: found.flatMap(({ job }) => (job ? [job] : [])), counted: found[0]?.total ?? 0 };
}

/** Rows, and how many match in all, counted no further than one beyond what is told exactly. */
interface FirstPage {
  rows: JobRow[];
  counted: number;
}

/** Whether there is a condition that no order's index helps with, so that finding what fits is what costs. */
const isSearch = (filter: readonly Condition[]): boolean =>
  filter.some((one) => {
    if (one.negated || one.kind === 'moment') return false;
    return one.kind === 'equals' ? one.field === 'by' : one.kind !== 'number' || one.field !== 'priority';
  });

async function readFirstPage(sql: Sql, filter: readonly Condition[], order: Order, limit: number, skip = 0): Promise<FirstPage> {
  if (isSearch(filter) && skip === 0) return searchOnce(sql, filter, order, limit);
  // Over both stretches of an order at once: an index has those without an end at its newest end too.
  const rows = skip > 0 ? readStretch(sql, filter, order, { after: null, limit, skip }) : readRows(sql, filter, order, null, limit);
  const [found, counted] = await Promise.all([rows, countUpTo(sql, filter, EXACT_TOTAL + 1)]);
  return { rows: found, counted };
}

/**
 * A page of jobs. The total is counted for the first page, and travels in the cursor from there. Each page counts the ages of a query
 * (`older:2d`) from its own moment: nothing is told twice for it.
 * @throws BAD_REQUEST on a cursor of another list, a cursor beside `skip`, and a query that can't be read
 */
export async function listJobs(sql: Sql, { skip, ...input }: ListInput): Promise<JobPage> {
  const order: Order = { columns: sorts[input.sort], descending: input.order === 'desc' };
  const cursor = readCursor(input, order.columns.length);
  if (cursor && skip !== undefined)
    throw badRequest(['skip'], 'goes without a cursor: the page after a jump is asked for by its cursor alone');
  const limit = input.limit + 1;
  const filter = readFilter(input);
  const { rows, counted } = cursor
    ? {
        rows: await readRows(sql, filter, order, cursor.after, limit),
        counted: cursor.total ?? (await countUpTo(sql, filter, EXACT_TOTAL + 1)),
      }
    : await readFirstPage(sql, filter, order, limit, skip);
  const page = cutPage(rows, input.limit, placeIn(order));
  return {
    items: page.rows.map(toJob),
    nextCursor: page.next && writeCursor(input, { after: page.next, total: counted }),
    total: Math.min(counted, EXACT_TOTAL),
    totalIsLowerBound: counted > EXACT_TOTAL,
  };
}

const newestEndFirst: Order = { columns: sorts.completedAt, descending: true };

/** A page of jobs that ended, the last to end first. @throws BAD_REQUEST on a cursor of another list, and a query that can't be read */
export async function listHistory(sql: Sql, input: HistoryInput): Promise<HistoryPage> {
  const cursor = readCursor(input, newestEndFirst.columns.length);
  const rows = await readStretch(sql, readFilter({ ...input, moment: 'finished' }), newestEndFirst, {
    after: cursor?.after ?? null,
    limit: input.limit + 1,
    ended: true,
  });
  const page = cutPage(rows, input.limit, placeIn(newestEndFirst));
  return { items: page.rows.map(toJob), nextCursor: page.next && writeCursor(input, { after: page.next }) };
}

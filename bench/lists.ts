import pg from 'pg';
import { startBackendProcess } from '#tests/support/backend-process.ts';
import { type Percentiles, percentiles, report, timed } from './measure.ts';
import { startDatabase } from './servers.ts';

const ROWS = Number(process.env.SYNCDECK_BENCH_ROWS ?? 1_000_000);
const CALLS = 200;

const database = await startDatabase();
const client = new pg.Client({ connectionString: database.connectionString });
await client.connect();

/** Half a year of jobs as an installation might have them: most completed, a few per cent failed with one of some thousand messages. */
async function fill(): Promise<void> {
  process.stdout.write(`Filling in ${ROWS} jobs …\n`);
  await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '512MB'`);
  const step = 100_000;
  for (let from = 0; from < ROWS; from += step) {
    await client.query(
      `INSERT INTO sync_job_control (job_id, job_type, job_name, status, priority, progress_percentage, error_message, params, metadata, created_at, updated_at, queued_at, started_at, ended_at, completed_at, run_ms, wait_ms, progress_done, progress_total, result)
       SELECT t.type || '-' || to_hex(n * 2654435761 % 4294967296) || '-' || lpad(to_hex(n), 8, '0'), t.type, 'Nightly ' || t.type || ' of region ' || n % 977, s.status, 1 + n % 10,
         CASE WHEN s.status = 'completed' THEN 100 ELSE 40 END,
         CASE WHEN s.status = 'failed' THEN 'https://source.example/v3/' || t.type || '/' || n % 3001 || ' answered ' || 500 + n % 5 END,
         '{"translations": ["en"], "ratePerSecond": 100}', '{"origin": "schedule", "triggeredBy": "schedule"}',
         c.at, c.at + interval '5 minutes', c.at, c.at + interval '1 second', CASE WHEN s.status IN ('completed','failed','cancelled') THEN c.at + interval '5 minutes' END,
         CASE WHEN s.status IN ('completed','failed') THEN c.at + interval '5 minutes' END, 1000 + n % 60000, n % 3000, 6236, 6236, '{"created": 0, "updated": 3, "unchanged": 6233}'
       FROM generate_series($1::bigint, $2::bigint) n
       CROSS JOIN LATERAL (SELECT (array['quran','prayer','hadith','audio','finance'])[1 + n % 5] AS type) t
       CROSS JOIN LATERAL (SELECT CASE WHEN n % 1000 < 940 THEN 'completed' WHEN n % 1000 < 980 THEN 'failed' WHEN n % 1000 < 995 THEN 'cancelled' WHEN n % 1000 < 997 THEN 'paused' ELSE 'pending' END AS status) s
       CROSS JOIN LATERAL (SELECT now() - interval '180 days' + n * (interval '180 days' / $3::bigint) AS at) c`,
      [from, Math.min(from + step, ROWS) - 1, ROWS],
    );
  }
  // As autovacuum would leave it. Before the rows' commits are on the disk, it could not mark them as visible to all.
  await client.query('CHECKPOINT');
  await client.query('VACUUM ANALYZE sync_job_control');
}

await fill();
const backend = await startBackendProcess({
  args: ['--role', 'api'],
  env: { DATABASE_URL: database.connectionString, SYNCDECK_JWT_SECRET: 'x'.repeat(40) },
});
const { api } = backend;
const rows: (string | number)[][] = [];

async function page(query: string): Promise<{ items: unknown[]; nextCursor: string | null; total: number; totalIsLowerBound: boolean }> {
  const { status, body } = await api.jobs('GET', `?${query}`);
  if (status !== 200) throw new Error(`${query} was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The first page again and again; and pages from the middle and the end, by cursors made from the rows there. */
async function measure(name: string, query: string): Promise<void> {
  const first: number[] = [];
  const deep: number[] = [];
  for (let n = 0; n < 20; n += 1) await page(query);
  let total = '';
  for (let n = 0; n < CALLS; n += 1) {
    first.push(
      await timed(async () => {
        const { total: found, totalIsLowerBound } = await page(query);
        total = `${found}${totalIsLowerBound ? '+' : ''}`;
      }),
    );
  }
  for (const place of deepPlaces) {
    const cursor = await deepCursor(query, place);
    if (cursor === null) continue;
    for (let n = 0; n < CALLS / deepPlaces.length; n += 1) deep.push(await timed(() => page(`${query}&cursor=${cursor}`)));
  }
  const cells = ({ p50, p95, p99 }: Percentiles) => [p50, p95, p99];
  rows.push([name, total, ...cells(percentiles(first)), ...(deep.length > 0 ? cells(percentiles(deep)) : ['–', '–', '–'])]);
  process.stdout.write(`${JSON.stringify(rows.at(-1))}\n`);
}

/** Shares of the whole list at which a deep page begins. */
const deepPlaces = [0.3, 0.6, 0.95];

/** A cursor is the last row of a page; this one is taken from a row deep in the list, where walking there would take thousands of pages. */
async function deepCursor(query: string, share: number): Promise<string | null> {
  const { nextCursor } = await page(query);
  if (nextCursor === null) return null;
  const [of, , total] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString()) as [string, unknown, number];
  const sort = new URLSearchParams(query).get('sort');
  const column = { priority: 'created_at', completedAt: 'ended_at', updatedAt: 'updated_at' }[sort ?? ''] ?? 'created_at';
  const { rows: found } = await client.query(
    `SELECT id, priority, ${column} AS at FROM sync_job_control WHERE id = (SELECT min(id) + ((max(id) - min(id)) * $1::float)::bigint FROM sync_job_control WHERE ${column} IS NOT NULL)`,
    [1 - share],
  );
  const [row] = found as [{ id: number; priority: number; at: Date | null }];
  if (!row.at) return null;
  const after = sort === 'priority' ? [Math.max(1, Math.round(10 * (1 - share))), row.at, row.id] : [row.at, row.id];
  return Buffer.from(JSON.stringify([of, after, total])).toString('base64url');
}

try {
  await measure('all, newest first', 'limit=50');
  await measure('200 on a page', 'limit=200');
  await measure('by priority', 'limit=50&sort=priority&order=asc');
  await measure('by end', 'limit=50&sort=completedAt');
  await measure('status=failed', 'limit=50&status=failed');
  await measure('status=failed, cancelled or paused', 'limit=50&status=failed&status=cancelled&status=paused');
  await measure('status=pending, jobType=audio', 'limit=50&status=pending&jobType=audio');
  await measure('search, a common word', 'limit=50&search=nightly');
  await measure('search, one in a thousand', 'limit=50&search=region%20613');
  await measure('status=failed, search in errors', 'limit=50&status=failed&search=prayer/1700');
  await measure('status=failed, jobType=prayer, search, a common word', 'limit=50&status=failed&jobType=prayer&search=answered');
  await measure('status=failed, search by id', 'limit=50&status=failed&search=000f1');
  await measure('search for what is not there', 'limit=50&search=no-such-thing');
} finally {
  await backend.stop();
  await client.end();
  await database.stop();
}
report([
  {
    title: `Pages of the list over ${ROWS.toLocaleString('en')} jobs`,
    about: `GET /v4/admin/jobs over HTTP, one call after another, ${CALLS} each, in milliseconds: the first page with its total, and pages at 30, 60 and 95 % of the list's depth.`,
    columns: ['list', 'total', 'first p50', 'p95', 'p99', 'deep p50', 'p95', 'p99'],
    rows,
  },
]);
process.exit(0);

import type { BulkIdInput, BulkListInput, BulkOperation, BulkPage, BulkResultPage, BulkResultsInput } from '#contract/schemas/bulk.ts';
import type { ControlAction } from '#contract/schemas/job.ts';
import type { Database } from '../../infra/database/database.ts';
import type { SyncBulkOperation } from '../../infra/generated/prisma/client.ts';
import { badRequest, DomainError } from '../domain-error.ts';
import { cutPage, readCursor, writeCursor } from '../paging.ts';
import type { BulkOptions } from './bulk-options.ts';

export interface BulkReads {
  /** By anyone, newest first. @throws BAD_REQUEST on a cursor of another list */
  list(input: BulkListInput): Promise<BulkPage>;
  /** @throws NOT_FOUND */
  get(input: BulkIdInput): Promise<BulkOperation>;
  results(input: BulkResultsInput): Promise<BulkResultPage>;
}

function toOperation({ id: _id, origin: _origin, options, ...row }: SyncBulkOperation): BulkOperation {
  const { query, priority, from, reason } = options as BulkOptions;
  const action = row.action as ControlAction;
  return {
    ...row,
    action,
    state: row.state as BulkOperation['state'],
    query: query ?? null,
    priority: priority ?? null,
    from: action === 'retry' ? (from ?? 'checkpoint') : null,
    reason: reason ?? null,
  };
}

/** The largest value of the column. */
const LAST_POSITION = 2_147_483_647;

function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const position = Number(cursor);
  if (!Number.isInteger(position) || position < 0 || position > LAST_POSITION)
    throw badRequest(['cursor'], 'is no cursor of these results');
  return position;
}

type Result = BulkResultPage['items'][number];
interface ResultRow extends Omit<Result, 'error'> {
  position: number;
  error: NonNullable<Result['error']> | null;
}

export function createBulkReads(db: Database): BulkReads {
  async function get({ bulkId }: BulkIdInput): Promise<BulkOperation> {
    const row = await db.prisma.syncBulkOperation.findUnique({ where: { bulkId } });
    if (!row) throw new DomainError('NOT_FOUND', `There is no bulk action ${bulkId}`, { bulkId });
    return toOperation(row);
  }

  return {
    get,
    async list(input) {
      const cursor = readCursor(input, 1);
      const rows = await db.prisma.syncBulkOperation.findMany({
        ...(cursor ? { where: { id: { lt: Number(cursor.after[0]) } } } : {}),
        orderBy: { id: 'desc' },
        take: input.limit + 1,
      });
      const page = cutPage(rows, input.limit, (row) => [row.id]);
      return { items: page.rows.map(toOperation), nextCursor: page.next && writeCursor(input, { after: page.next }) };
    },
    async results({ bulkId, ok, limit, cursor }) {
      await get({ bulkId });
      const rows = await db.query<ResultRow>(
        // What is not worked through yet has no `ok`, and equals nothing.
        `SELECT i.position, i.job_id AS "jobId", j.job_name AS "jobName", j.job_type AS "jobType", j.status AS "currentStatus",
           i.ok, i.status, i.error
         FROM sync_bulk_items i LEFT JOIN sync_job_control j USING (job_id)
         WHERE i.bulk_id = $1 AND i.position > $2 AND i.ok = coalesce($3, i.ok) ORDER BY i.position LIMIT $4`,
        [bulkId, parseCursor(cursor), ok ?? null, limit + 1],
      );
      const page = cutPage(rows, limit, (row) => [row.position]);
      return {
        items: page.rows.map(({ position: _position, error, ...result }) => ({
          ...result,
          ...(error ? { error: { code: error.code, message: error.message, data: error.data } } : {}),
        })),
        nextCursor: page.next && String(page.next[0]),
      };
    },
  };
}

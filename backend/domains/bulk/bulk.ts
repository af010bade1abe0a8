import { randomBytes } from 'node:crypto';
import type { BulkIdInput, BulkInput, BulkOperation, BulkStarted } from '#contract/schemas/bulk.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Actor } from '../actor.ts';
import { jobCondition } from '../jobs/job-filter.ts';
import { transitionRules } from '../jobs/state-table.ts';
import type { BulkOptions } from './bulk-options.ts';
import { type BulkReads, createBulkReads } from './bulk-reads.ts';
import { chosenBy } from './chosen-by.ts';

export interface Bulk extends BulkReads {
  /** Fixes the jobs that it is about, and stores the work; a bulk runner goes on from there. */
  start(input: BulkInput, actor: Actor): Promise<BulkStarted>;
  /** What was done stays done. One that is over stays as it is. @throws NOT_FOUND */
  stop(input: BulkIdInput, actor: Actor): Promise<BulkOperation>;
}

const newBulkId = (): string => `bulk-${Date.now().toString(36)}-${randomBytes(5).toString('hex')}`;

/** The jobs that a bulk action is about, as an SQL query of job_id, n (their order) and status (null where there is no such job), with its values. */
function selection(input: BulkInput): { sql: string; values: unknown[] } {
  if (input.jobIds)
    return {
      sql: `SELECT job_id, ids.n, j.status
            FROM (SELECT job_id, min(n) AS n FROM unnest($1::text[]) WITH ORDINALITY AS given(job_id, n) GROUP BY job_id) AS ids
              LEFT JOIN sync_job_control j USING (job_id)`,
      values: [input.jobIds],
    };
  const values: unknown[] = [];
  return { sql: `SELECT j.job_id, j.id AS n, j.status FROM sync_job_control j WHERE ${jobCondition(input.filter ?? {}, values)}`, values };
}

export function createBulk(deps: { db: Database }): Bulk {
  const { db } = deps;
  const reads = createBulkReads(db);

  async function count(input: BulkInput): Promise<{ matched: number; applicable: number }> {
    const { sql, values } = selection(input);
    const [counts] = await db.query<{ matched: number; applicable: number }>(
      `SELECT count(*) AS matched, count(*) FILTER (WHERE status = ANY ($${values.length + 1})) AS applicable FROM (${sql}) AS chosen`,
      [...values, transitionRules[input.action].from],
    );
    return counts as { matched: number; applicable: number };
  }

  return {
    ...reads,
    async start(input, actor) {
      const counts = await count(input);
      if (input.dryRun) return { bulkId: null, ...counts };
      const bulkId = newBulkId();
      const options: BulkOptions = {
        query: input.filter && chosenBy(input.filter),
        priority: input.priority,
        from: input.from,
        reason: input.reason,
      };
      const { sql, values } = selection(input);
      const next = values.length;
      const matched = await db.transaction(async (tx) => {
        const [items] = await tx.query<{ matched: number }>(
          `WITH items AS (
             INSERT INTO sync_bulk_items (bulk_id, position, job_id)
             SELECT $${next + 1}, row_number() OVER (ORDER BY n), job_id FROM (${sql}) AS chosen RETURNING 1)
           SELECT count(*) AS matched FROM items`,
          [...values, bulkId],
        );
        await tx.query(
          `INSERT INTO sync_bulk_operations (bulk_id, action, options, matched, performed_by, origin) VALUES ($1, $2, $3::jsonb, $4, $5, $6)`,
          [bulkId, input.action, JSON.stringify(options), items?.matched ?? 0, actor.username, actor.origin],
        );
        await tx.query(`SELECT pg_notify('syncdeck_bulk', $1)`, [bulkId]);
        return items?.matched ?? 0;
      });
      return { bulkId, matched, applicable: counts.applicable };
    },
    async stop(input) {
      // It waits for the chunk in hand, so that nothing is done after the answer.
      await db.query(`UPDATE sync_bulk_operations SET state = 'stopped', updated_at = now() WHERE bulk_id = $1 AND state = 'running'`, [
        input.bulkId,
      ]);
      return reads.get(input);
    },
  };
}

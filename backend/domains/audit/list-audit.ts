import type { AuditEntry, AuditInput, AuditPage } from '#contract/schemas/records.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { containing } from '../containing.ts';
import { cutPage, readCursor, writeCursor } from '../paging.ts';

interface AuditRow {
  id: number;
  job_id: string;
  action: string;
  performed_by: string;
  performed_at: Date;
  metadata: AuditEntry['metadata'];
}

function auditCondition(filter: Partial<AuditInput>, values: unknown[]): string {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
  };
  add(filter.jobId, (place) => `a.job_id = ${place}`);
  add(filter.action, (place) => `a.action = ${place}`);
  add(filter.performedBy, (place) => `a.performed_by = ${place}`);
  add(filter.from, (place) => `a.performed_at >= ${place}`);
  add(filter.to, (place) => `a.performed_at < ${place}`);
  add(
    filter.search && containing(filter.search),
    (place) => `(a.job_id ILIKE ${place} OR a.performed_by ILIKE ${place} OR a.metadata->>'reason' ILIKE ${place})`,
  );
  return conditions.length > 0 ? conditions.join(' AND ') : 'true';
}

/** A page of the audit trail, newest first. @throws BAD_REQUEST on a cursor of another list */
export async function listAudit(sql: Sql, input: AuditInput): Promise<AuditPage> {
  const cursor = readCursor(input, 2);
  const values: unknown[] = [];
  const conditions = [auditCondition(input, values)];
  if (cursor) {
    const [performedAt, id] = cursor.after;
    conditions.push(`(a.performed_at, a.id) < ($${values.push(performedAt)}::timestamptz, $${values.push(id)}::bigint)`);
  }
  const rows = await sql.query<AuditRow>(
    `SELECT a.* FROM sync_job_audit_logs a WHERE ${conditions.join(' AND ')} ORDER BY a.performed_at DESC, a.id DESC LIMIT $${values.push(input.limit + 1)}`,
    values,
  );
  const page = cutPage(rows, input.limit, (row) => [row.performed_at.toISOString(), row.id]);
  return {
    items: page.rows.map((row) => ({
      id: row.id,
      jobId: row.job_id,
      action: row.action,
      performedBy: row.performed_by,
      performedAt: row.performed_at,
      metadata: row.metadata,
    })),
    nextCursor: page.next && writeCursor(input, { after: page.next }),
  };
}

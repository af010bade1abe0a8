import type { Sql } from '../../infra/database/sql.ts';
import type { Origin } from '../actor.ts';

export interface UserAudit {
  /** `user:anna` or `token:deploy`: what it was done to. */
  subject: string;
  action: string;
  performedBy: string;
  origin: Origin;
  metadata?: Record<string, unknown>;
}

/** One audit row, and the word to every process that users, sessions or tokens changed: both hold with the transaction. */
export async function auditUser(tx: Sql, { subject, action, performedBy, origin, metadata = {} }: UserAudit): Promise<void> {
  await tx.query(
    `WITH audited AS (INSERT INTO sync_job_audit_logs (job_id, action, performed_by, metadata) VALUES ($1, $2, $3, $4::jsonb))
     SELECT pg_notify('syncdeck_users', '')`,
    [subject, action, performedBy, JSON.stringify({ origin, ...metadata })],
  );
}

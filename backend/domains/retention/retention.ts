import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../infra/database/sql.ts';
import { holdLease, releaseLease } from '../reconcile/lease.ts';

const LEASE = 'retention';
const INTERVAL_MS = 10 * 60_000;
const LEASE_SECONDS = 60;
/** Rows in one statement: none of them holds locks for long, whatever has gathered. */
const CHUNK = 5_000;
const PAUSE_MS = 50;

const OLD_BULK = `state <> 'running' AND updated_at < now() - interval '30 days'`;

/** What is kept how long; the oldest go first, so that what is left has no gaps. Jobs and the audit trail are kept until a person deletes a job. */
const rules: { table: string; key: string; oldest?: string; expired: string }[] = [
  { table: 'sync_job_events', key: 'id', oldest: 'at', expired: `at < now() - interval '7 days'` },
  { table: 'sync_job_logs', key: 'id', oldest: 'logged_at', expired: `logged_at < now() - interval '30 days'` },
  { table: 'sync_job_checkpoints', key: 'id', oldest: 'at', expired: `at < now() - interval '30 days'` },
  { table: 'sync_idempotency_keys', key: 'ctid', expired: `created_at < now() - interval '24 hours'` },
  { table: 'sync_sessions', key: 'id', oldest: 'expires_at', expired: `coalesce(revoked_at, expires_at) < now() - interval '7 days'` },
  { table: 'sync_sign_in_links', key: 'hash', expired: `expires_at < now()` },
  { table: 'sync_rate_limits', key: 'key', expired: `expire < extract(epoch FROM now()) * 1000` },
  { table: 'sync_workers', key: 'id', expired: `beat_at < now() - interval '1 hour'` },
  { table: 'sync_bulk_items', key: 'ctid', expired: `bulk_id IN (SELECT bulk_id FROM sync_bulk_operations WHERE ${OLD_BULK})` },
  { table: 'sync_bulk_operations', key: 'id', expired: OLD_BULK },
];

/** Deletes what is too old to be kept, a batch at a time. Answers how many rows went. */
export async function deleteExpired(sql: Sql, signal?: AbortSignal): Promise<number> {
  let deleted = 0;
  for (const { table, key, oldest = key, expired } of rules) {
    for (;;) {
      const gone = await sql.query(
        `DELETE FROM ${table} WHERE ${key} = ANY (ARRAY(SELECT ${key} FROM ${table} WHERE ${expired} ORDER BY ${oldest} LIMIT ${CHUNK})) RETURNING 1`,
      );
      deleted += gone.length;
      if (gone.length < CHUNK) break;
      if (signal?.aborted) return deleted;
      await sleep(PAUSE_MS);
    }
  }
  return deleted;
}

export function startRetention(deps: { db: Sql; holder: string; onError(error: Error): void }): { close(): Promise<void> } {
  const stop = new AbortController();
  let passing: Promise<void> = Promise.resolve();
  async function pass(): Promise<void> {
    try {
      if (await holdLease(deps.db, LEASE, deps.holder, LEASE_SECONDS)) await deleteExpired(deps.db, stop.signal);
    } catch (error) {
      deps.onError(error as Error);
    }
  }
  const timer = setInterval(() => {
    passing = pass();
  }, INTERVAL_MS);
  return {
    async close() {
      clearInterval(timer);
      stop.abort();
      await passing;
      await releaseLease(deps.db, LEASE, deps.holder).catch(deps.onError);
    },
  };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteExpired } from '#backend/domains/retention/retention.ts';
import { type Database, openDatabase } from '#backend/infra/database/database.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';

const scratch = useScratchDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase({ connectionString: scratch.connectionString, maxConnections: 2, onError: () => {} });
});
afterAll(() => db?.close());

const left = async (table: string, column: string) =>
  (await db.query<{ name: string }>(`SELECT ${column} AS name FROM ${table} ORDER BY 1`)).map(({ name }) => name);

test('what is too old goes, in batches, and what is younger stays', async () => {
  // More than one batch of them.
  await db.query(
    `INSERT INTO sync_job_logs (job_id, level, message, logged_at) SELECT 'old', 'info', 'x', now() - interval '31 days' FROM generate_series(1, 11000)`,
  );
  await db.query(`INSERT INTO sync_job_logs (job_id, level, message, logged_at) VALUES ('young', 'info', 'x', now() - interval '29 days')`);
  await db.query(
    `INSERT INTO sync_job_checkpoints (job_id, attempt, done, at)
     VALUES ('old', 1, 1, now() - interval '31 days'), ('young', 1, 1, now() - interval '29 days')`,
  );
  await db.query(
    `INSERT INTO sync_job_events (kind, payload, at) VALUES ('old', '{}', now() - interval '8 days'), ('young', '{}', now() - interval '6 days')`,
  );
  await db.query(
    `INSERT INTO sync_idempotency_keys (username, key, fingerprint, job_id, created_at)
     VALUES ('anna', 'old', 'x', 'j', now() - interval '25 hours'), ('anna', 'young', 'x', 'j', now() - interval '23 hours')`,
  );
  await db.query(
    `INSERT INTO sync_workers (id, host, pid, version, beat_at) VALUES ('silent', 'h', 1, '1', now() - interval '2 hours'), ('alive', 'h', 1, '1', now())`,
  );
  await db.query(
    `INSERT INTO sync_bulk_operations (bulk_id, action, state, matched, performed_by, origin, updated_at)
     VALUES ('bulk-old', 'pause', 'completed', 1, 'anna', 'rest', now() - interval '31 days'),
       ('bulk-long', 'pause', 'running', 1, 'anna', 'rest', now() - interval '31 days'), ('bulk-young', 'pause', 'completed', 1, 'anna', 'rest', now())`,
  );
  await db.query(
    `INSERT INTO sync_bulk_items (bulk_id, position, job_id) VALUES ('bulk-old', 1, 'j'), ('bulk-long', 1, 'j'), ('bulk-young', 1, 'j')`,
  );

  expect(await deleteExpired(db)).toBe(11_000 + 6);

  expect(await left('sync_job_logs', 'job_id')).toEqual(['young']);
  expect(await left('sync_job_checkpoints', 'job_id')).toEqual(['young']);
  expect(await left('sync_job_events', 'kind')).toEqual(['young']);
  expect(await left('sync_idempotency_keys', 'key')).toEqual(['young']);
  expect(await left('sync_workers', 'id')).toEqual(['alive']);
  expect(await left('sync_bulk_operations', 'bulk_id')).toEqual(['bulk-long', 'bulk-young']);
  expect(await left('sync_bulk_items', 'bulk_id')).toEqual(['bulk-long', 'bulk-young']);
  expect(await deleteExpired(db)).toBe(0);
});

test('a stop is heard between two batches', async () => {
  await db.query(
    `INSERT INTO sync_job_logs (job_id, level, message, logged_at) SELECT 'old', 'info', 'x', now() - interval '31 days' FROM generate_series(1, 11000)`,
  );
  expect(await deleteExpired(db, AbortSignal.abort())).toBe(5_000);
  expect(await deleteExpired(db)).toBe(6_000);
});

test.each(['UPDATE sync_job_audit_logs SET performed_by = $1', 'DELETE FROM sync_job_audit_logs WHERE job_id <> $1'])(
  'the audit trail refuses: %s',
  async (statement) => {
    await db.query(`INSERT INTO sync_job_audit_logs (job_id, action, performed_by) VALUES ('j', 'pause', 'anna')`);
    await expect(db.query(statement, ['nobody'])).rejects.toThrow(/append-only/);
  },
);

import type { Database } from '#backend/infra/database/database.ts';
import type { BatchRecord } from '#backend/runner/commit-batch.ts';
import type { Batch, BatchCounts } from '#backend/runner/define-sync.ts';

export { DatabaseAwayError } from '#backend/runner/commit-batch.ts';

/** In the place of commit-batch.ts: commits whatever the row says. The soak must find what comes of that. */
export async function commitBatch(
  db: Database,
  run: { jobId: string; token: string },
  batch: Batch<unknown>,
  recordOf: (counts: BatchCounts) => BatchRecord,
): Promise<BatchRecord> {
  return db.transaction(async (tx) => {
    const record = recordOf(await batch.write(tx));
    await tx.query('UPDATE sync_job_control SET checkpoint = $2, result = $3, progress_done = $4 WHERE job_id = $1', [
      run.jobId,
      JSON.stringify(record.checkpoint),
      JSON.stringify(record.result),
      record.done,
    ]);
    return record;
  });
}

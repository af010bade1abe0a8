import { isConnectionError } from '../infra/database/connection-error.ts';
import type { Database } from '../infra/database/database.ts';
import { jsonLiteral, literal } from '../infra/database/sql-literal.ts';
import type { Batch, BatchCounts } from './define-sync.ts';
import type { LogLine } from './run.ts';

/** Raised by commit_job_batch: the row is not running under this token. */
const FENCED = 'SD001';
const DEADLOCK = new Set(['40P01', '40001']);
const WRITE_TRIES = 5;

export interface BatchRecord {
  checkpoint: unknown;
  result: object;
  done: number;
  total: number | null;
  percentage: number;
  message: string | null;
  rate: number | null;
  logs: readonly LogLine[];
}

/** The connection broke: the batch may be committed or not. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;

/** The statement that a batch's transaction ends with, in one message with its COMMIT. */
function fenceStatement(jobId: string, token: string, record: BatchRecord): string {
  return `SELECT commit_job_batch(${literal(jobId)}, ${literal(token)}::uuid, ${jsonLiteral(record)})`;
}

/**
 * Writes a batch, and moves the checkpoint, in one transaction that commits only while the row says `running` under `token`.
 * The fence is the last statement, in one message with COMMIT, so a worker that freezes never holds the job's row.
 * Answers what was committed, or null, with nothing written, when the row is no longer this run's.
 */
export async function commitBatch(
  db: Database,
  run: { jobId: string; token: string },
  batch: Batch<unknown>,
  recordOf: (counts: BatchCounts) => BatchRecord,
): Promise<BatchRecord | null> {
  for (let tries = 1; ; tries++) {
    let record: BatchRecord | undefined;
    try {
      await db.transaction(
        async (tx) => {
          record = recordOf(await batch.write(tx));
        },
        () => fenceStatement(run.jobId, run.token, record as BatchRecord),
      );
      return record as BatchRecord;
    } catch (error) {
      if (codeOf(error) === FENCED) return null;
      if (isConnectionError(error)) throw new DatabaseAwayError((error as Error).message, { cause: error });
      // Two jobs of one type may write the same rows; the loser of a deadlock has written nothing and tries again.
      if (!DEADLOCK.has(codeOf(error) ?? '') || tries >= WRITE_TRIES) throw error;
    }
  }
}

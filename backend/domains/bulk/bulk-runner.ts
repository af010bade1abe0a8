import type { ControlAction, JobStatus } from '#contract/schemas/job.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Sql } from '../../infra/database/sql.ts';
import { followUp, refusal } from '../jobs/control-job.ts';
import type { TicketIssuer } from '../jobs/issue-tickets.ts';
import { applyChanges, type Change, type Outcome } from '../jobs/transitions.ts';
import { holdLease, releaseLease } from '../reconcile/lease.ts';
import type { BulkOptions } from './bulk-options.ts';

const LEASE = 'bulk';
const LEASE_SECONDS = 10;
const INTERVAL_MS = 5_000;
/** Jobs in one transaction: a few hundred keep commits few, and a control action beside it waits for tens of milliseconds at most. */
const CHUNK = 200;

interface Operation {
  action: ControlAction;
  options: BulkOptions;
  performed_by: string;
  origin: string;
  done: number;
}

interface Item {
  position: number;
  job_id: string;
}

function changeOf(operation: Operation, { job_id: jobId }: Item): Change {
  const { action, options, performed_by: performedBy, origin } = operation;
  return {
    jobId,
    transition: action,
    isBulk: true,
    ...(options.priority === undefined ? {} : { priority: options.priority }),
    ...(action === 'retry' ? { fromStart: options.from === 'start' } : {}),
    audit: { action, performedBy, origin, reason: options.reason },
  };
}

function resultOf(
  operation: Operation,
  item: Item,
  outcome: Outcome,
): { position: number; ok: boolean; status: JobStatus | null; error: object | null } {
  if (outcome.applied) return { position: item.position, ok: true, status: outcome.row?.status ?? outcome.previousStatus, error: null };
  const { code, message, data } = refusal(item.job_id, operation.action, outcome.foundStatus);
  return { position: item.position, ok: false, status: outcome.foundStatus, error: { code, message, data } };
}

/** One chunk of a bulk action, its jobs and their results in one transaction: after a crash it goes on exactly where it stood. */
async function runChunk(tx: Sql, bulkId: string): Promise<Outcome[] | 'over'> {
  const [operation] = await tx.query<Operation>(
    `SELECT action, options, performed_by, origin, done FROM sync_bulk_operations WHERE bulk_id = $1 AND state = 'running' FOR UPDATE`,
    [bulkId],
  );
  if (!operation) return 'over';
  // Positions run from 1 without a gap and are worked through in order. Told by position, neither statement looks at the others.
  const items = await tx.query<Item>(
    'SELECT position, job_id FROM sync_bulk_items WHERE bulk_id = $1 AND position > $2 AND position <= $3 ORDER BY position',
    [bulkId, operation.done, operation.done + CHUNK],
  );
  if (items.length === 0) {
    await tx.query(`UPDATE sync_bulk_operations SET state = 'completed', updated_at = now() WHERE bulk_id = $1`, [bulkId]);
    return 'over';
  }
  const outcomes = await applyChanges(
    tx,
    items.map((item) => changeOf(operation, item)),
  );
  const results = items.map((item, index) => resultOf(operation, item, outcomes[index] as Outcome));
  await tx.query(
    `WITH r AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS r(position integer, ok boolean, status text, error jsonb)),
       stored AS (UPDATE sync_bulk_items i SET ok = r.ok, status = r.status, error = r.error FROM r
         WHERE i.bulk_id = $1 AND i.position = r.position AND i.position > $3 AND i.position <= $4)
     UPDATE sync_bulk_operations o SET done = o.done + s.done, succeeded = o.succeeded + s.succeeded, refused = o.refused + s.done - s.succeeded,
       updated_at = now()
     FROM (SELECT count(*)::int AS done, (count(*) FILTER (WHERE ok))::int AS succeeded FROM r) s WHERE o.bulk_id = $1`,
    [bulkId, JSON.stringify(results), operation.done, operation.done + CHUNK],
  );
  return outcomes;
}

export interface BulkRunner {
  /** There is a new bulk action. */
  nudge(): void;
  close(): Promise<void>;
}

/** Works stored bulk actions off, oldest first, one process of an environment at a time. */
export function createBulkRunner(deps: { db: Database; tickets: TicketIssuer; holder: string; onError(error: Error): void }): BulkRunner {
  const { db, tickets, holder, onError } = deps;
  let closed = false;

  async function runOperation(bulkId: string): Promise<void> {
    while (!closed && (await holdLease(db, LEASE, holder, LEASE_SECONDS))) {
      const outcomes = await db.transaction((tx) => runChunk(tx, bulkId));
      if (outcomes === 'over') return;
      await followUp(tickets, outcomes);
    }
  }

  async function pass(): Promise<void> {
    try {
      const operations = await db.query<{ bulk_id: string }>(
        `SELECT bulk_id FROM sync_bulk_operations WHERE state = 'running' ORDER BY id`,
      );
      for (const { bulk_id: bulkId } of operations) if (!closed) await runOperation(bulkId);
    } catch (error) {
      onError(error as Error); // what was committed stays, and the next pass goes on behind it
    }
  }

  let again = false;
  let passing: Promise<void> | undefined;
  function nudge(): void {
    again = true;
    passing ??= (async () => {
      while (again && !closed) {
        again = false;
        await pass();
      }
    })().finally(() => {
      passing = undefined;
      if (again && !closed) nudge();
    });
  }
  const timer = setInterval(nudge, INTERVAL_MS);
  nudge();

  return {
    nudge,
    async close() {
      closed = true;
      clearInterval(timer);
      await passing;
      await releaseLease(db, LEASE, holder).catch(onError);
    },
  };
}

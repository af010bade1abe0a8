import { addCounts } from '../infra/database/upsert-rows.ts';
import type { BatchCounts, Counts, JsonValue } from './define-sync.ts';

/** What a job's `result` holds: counts in the type's own unit, other tables beside it, and facts about the run. */
export type RunResult = Counts & { byTable?: Record<string, Counts> } & Record<string, unknown>;

const none: Counts = { created: 0, updated: 0, unchanged: 0 };

/** `result` after one more batch. Counts add up over attempts; of each detail the newest value stays. */
export function tally(result: RunResult | null, counts: BatchCounts, details: Record<string, JsonValue> | undefined): RunResult {
  const before = result ?? { ...none };
  const byTable: Record<string, Counts> = { ...before.byTable };
  for (const [table, more] of Object.entries(counts.byTable ?? {})) byTable[table] = addCounts(byTable[table] ?? none, more);
  return { ...before, ...details, ...addCounts(before, counts.items), ...(Object.keys(byTable).length > 0 ? { byTable } : {}) };
}

export const emptyResult = (): RunResult => ({ ...none });

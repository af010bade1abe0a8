import type { RetryInput } from '#contract/schemas/control.ts';

/** What a bulk action keeps beside its jobs, in `sync_bulk_operations.options`. */
export interface BulkOptions {
  /** What chose the jobs; left out where they were named. */
  query?: string | undefined;
  priority?: number | undefined;
  from?: RetryInput['from'] | undefined;
  reason?: string | undefined;
}

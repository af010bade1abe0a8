import { z } from 'zod';
import type { Sql } from '../infra/database/sql.ts';
import type { HttpClient } from '../infra/http/http-client.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** How many rows a write made, changed, and found as they should be. */
export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
}

/** What one batch wrote: in the type's own unit (quran: verses), and what it wrote to other tables beside it. */
export interface BatchCounts {
  items: Counts;
  byTable?: Record<string, Counts>;
}

/** One step of a run, and one safe point: the runner commits all of it in one fenced transaction, or nothing. */
export interface Batch<Checkpoint> {
  /**
   * Upserts the batch's rows. It runs inside the fenced transaction and may run again (after a deadlock or a lost connection), so it
   * must change nothing but the database.
   */
  write(tx: Sql): Promise<BatchCounts>;
  /** What is safely done once this batch is committed; the next run of the job starts from here. */
  checkpoint: Checkpoint;
  /** Items done so far in all, in the type's own unit, and how many there are (null while unknown). */
  done: number;
  total: number | null;
  message?: string;
  /** Facts about the run for `result`, beside the counts, such as `ratesDate`. The newest value of each key stays. */
  details?: Record<string, JsonValue>;
}

export interface RunLog {
  debug(message: string, data?: Record<string, JsonValue>): void;
  info(message: string, data?: Record<string, JsonValue>): void;
  warn(message: string, data?: Record<string, JsonValue>): void;
}

/** Where the sources are; from the settings. */
export interface Sources {
  /** `package` for the data of quran-json, or the base URL of the Quran.com API v4. */
  quran: 'package' | URL;
  hadith: URL;
  audio: URL;
  finance: URL;
}

export interface RunContext<Params, Checkpoint> {
  jobId: string;
  params: Params;
  /** The checkpoint of the last committed batch, or null at the start. */
  checkpoint: Checkpoint | null;
  sources: Sources;
  http: HttpClient;
  /** Reads what earlier runs stored, such as ETags, outside any transaction. Writing is a batch's business: here it would slip past the fence. */
  read: Sql['query'];
  log: RunLog;
  /** Aborted on pause, cancel, timeout and stop: pass it to whatever waits. */
  signal: AbortSignal;
  now(): Date;
  /** How many items a batch should hold: the type's own size, smaller where a rate limit would make such a batch last over a second. */
  batchSize: number;
  /** Tells what goes on between two batches, for a person who watches, as often as it likes. It is not a safe point, and is not stored. */
  progress(update: { message?: string; done?: number; total?: number | null }): void;
}

/** What every type's params have. */
export const CommonParams = z.object({
  ratePerSecond: z
    .number()
    .positive()
    .max(100_000)
    .optional()
    .describe('At most so many items a second, out of politeness to the source or the database. No limit by default.'),
});

export interface SyncDefinition<Params extends z.ZodType = z.ZodType, Checkpoint extends z.ZodType = z.ZodType> {
  /** The job type's name: lower-case letters, digits and dashes. */
  type: string;
  title: string;
  /** What one item is, in the plural: `verses`. */
  unit: string;
  /** True where a run can do nothing without the network; such a type is not queued at the very first start. */
  needsNetwork: boolean;
  /** Items in a batch where nothing limits the rate. */
  batchSize: number;
  params: Params;
  checkpoint: Checkpoint;
  run(context: RunContext<z.output<Params>, z.output<Checkpoint>>): AsyncGenerator<Batch<z.output<Checkpoint>>, void, void>;
}

/** Declares a job type; it only pins the types of params and checkpoint together. */
export function defineSync<Params extends z.ZodType<{ ratePerSecond?: number | undefined }>, Checkpoint extends z.ZodType>(
  definition: SyncDefinition<Params, Checkpoint>,
): SyncDefinition<Params, Checkpoint> {
  return definition;
}

/** A job type whose params and checkpoint are known only at run time, as the runner and the list of types see it. */
export type AnySync = Omit<SyncDefinition, 'run'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the runner parses params and checkpoint with the definition's own schemas before it calls this.
  run(context: RunContext<any, any>): AsyncGenerator<Batch<any>, void, void>;
};

/** Thrown by a run for what another try can't mend (a date that does not exist): the job fails at once, with attempts left. */
export class PermanentSyncError extends Error {
  override readonly name = 'PermanentSyncError';
}

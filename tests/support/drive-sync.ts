import pg from 'pg';
import type { Sql } from '#backend/infra/database/sql.ts';
import { addCounts } from '#backend/infra/database/upsert-rows.ts';
import { createHttpClient, type HttpClient } from '#backend/infra/http/http-client.ts';
import type { AnySync, Counts, JsonValue, Sources } from '#backend/runner/define-sync.ts';

interface DriveOptions {
  connectionString: string;
  params?: Record<string, unknown>;
  sources?: Partial<Sources>;
  http?: HttpClient;
  /** Where an earlier drive stopped. */
  checkpoint?: unknown;
  /** Stops, as a pause would, once so many batches are committed. */
  stopAfter?: number;
  batchSize?: number;
  signal?: AbortSignal;
  now?: Date;
  onBatch?: (batches: number) => void;
}

interface Driven {
  counts: Counts;
  byTable: Record<string, Counts>;
  checkpoint: unknown;
  batches: number;
  done: number;
  total: number | null;
  details: Record<string, JsonValue>;
  logs: { level: string; message: string }[];
  progress: string[];
  /** Whether the type's run came to its end. */
  finished: boolean;
}

const NOTHING: Counts = { created: 0, updated: 0, unchanged: 0 };

/** Nothing listens there: a test that needs a source names its own. */
export const NOWHERE = new URL('http://127.0.0.1:5/nowhere');

/** A client that retries in milliseconds, for tests. */
export function createQuickHttpClient(overrides: Parameters<typeof createHttpClient>[0] = {}): HttpClient {
  return createHttpClient({ version: 'test', maxTries: 3, baseDelayMs: 2, maxDelayMs: 10, ratePerSecondPerHost: 10_000, ...overrides });
}

/** Does what the runner does with a type, as plainly as can be: parse, run, and commit each batch in a transaction of its own. */
export async function driveSync(type: AnySync, options: DriveOptions): Promise<Driven> {
  const client = new pg.Client({ connectionString: options.connectionString });
  await client.connect();
  const sql: Sql = { query: async (text, values) => (await client.query(text, values && [...values])).rows };
  const params = type.params.parse(options.params ?? {}) as { ratePerSecond?: number };
  const driven: Driven = {
    counts: NOTHING,
    byTable: {},
    checkpoint: options.checkpoint ?? null,
    batches: 0,
    done: 0,
    total: null,
    details: {},
    logs: [],
    progress: [],
    finished: false,
  };
  const say = (level: string) => (message: string) => void driven.logs.push({ level, message });
  const size = options.batchSize ?? type.batchSize;
  const run = type.run({
    jobId: 'test-job',
    params,
    // Through JSON, as the row keeps it.
    checkpoint: options.checkpoint ? type.checkpoint.parse(JSON.parse(JSON.stringify(options.checkpoint))) : null,
    sources: { quran: 'package', hadith: NOWHERE, audio: NOWHERE, finance: NOWHERE, ...options.sources },
    http: options.http ?? createQuickHttpClient(),
    read: sql.query,
    log: { debug: say('debug'), info: say('info'), warn: say('warn') },
    signal: options.signal ?? new AbortController().signal,
    now: () => options.now ?? new Date(),
    batchSize: params.ratePerSecond ? Math.max(1, Math.min(size, Math.floor(params.ratePerSecond))) : size,
    progress: ({ message = '' }) => driven.progress.push(message),
  });
  try {
    for await (const batch of run) {
      await sql.query('BEGIN');
      const { items, byTable = {} } = await batch.write(sql);
      await sql.query('COMMIT');
      driven.counts = addCounts(driven.counts, items);
      for (const [table, counts] of Object.entries(byTable)) driven.byTable[table] = addCounts(driven.byTable[table] ?? NOTHING, counts);
      Object.assign(driven, { checkpoint: batch.checkpoint, done: batch.done, total: batch.total });
      Object.assign(driven.details, batch.details);
      driven.batches += 1;
      options.onBatch?.(driven.batches);
      if (driven.batches === options.stopAfter) return driven;
    }
    driven.finished = true;
    return driven;
  } finally {
    await client.end();
  }
}

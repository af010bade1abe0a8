import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type AnySync, CommonParams, defineSync } from '#backend/runner/define-sync.ts';

/**
 * A job type of the tests' own: numbers from 1 to `total`, a row each. `test_writes` keeps every write with the run that made it, so
 * that a row lost, doubled or written late can be counted.
 */
export const COUNTING_TABLES = `
  CREATE TABLE test_numbers (job_id text, n integer, PRIMARY KEY (job_id, n));
  CREATE TABLE test_writes (id bigserial PRIMARY KEY, job_id text NOT NULL, epoch text NOT NULL, n integer NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());`;

const Params = CommonParams.extend({
  total: z.number().int().nonnegative().default(100),
  /** Milliseconds of work before each batch. */
  batchMs: z.number().nonnegative().default(0),
  /** Throws once this many are done, this often. */
  failAt: z.number().int().optional(),
  failMessage: z.string().default('the source failed'),
  failOdds: z.number().min(0).max(1).default(0),
}).strict();

export function countingSync(type = 'counting', batchSize = 10): AnySync {
  return defineSync({
    type,
    title: 'Counting',
    unit: 'numbers',
    needsNetwork: false,
    batchSize,
    params: Params,
    checkpoint: z.object({ n: z.number().int(), epoch: z.string() }),
    async *run({ jobId, params, checkpoint, log, signal, batchSize: size, progress }) {
      let n = checkpoint?.n ?? 0;
      // An epoch begins at the start and lives as long as the checkpoint: within one, each number is written once.
      const epoch = checkpoint?.epoch ?? `${Date.now()}-${Math.random()}`;
      log.info(`Counting from ${n}`);
      while (n < params.total) {
        progress({ message: `Working on ${n + 1}` });
        await sleep(params.batchMs, undefined, { signal });
        if (params.failAt !== undefined && n >= params.failAt) throw new Error(params.failMessage);
        if (Math.random() < params.failOdds) throw new Error(params.failMessage);
        const from = n + 1;
        n = Math.min(params.total, n + size);
        const to = n;
        yield {
          async write(tx) {
            const rows = await tx.query<{ created: boolean }>(
              `INSERT INTO test_numbers SELECT $1, n FROM generate_series($2::int, $3::int) n
               ON CONFLICT (job_id, n) DO NOTHING RETURNING true AS created`,
              [jobId, from, to],
            );
            await tx.query('INSERT INTO test_writes (job_id, epoch, n) SELECT $1, $2, n FROM generate_series($3::int, $4::int) n', [
              jobId,
              epoch,
              from,
              to,
            ]);
            return { items: { created: rows.length, updated: 0, unchanged: to - from + 1 - rows.length } };
          },
          checkpoint: { n, epoch },
          done: n,
          total: params.total,
          message: `${n} counted`,
        };
      }
    },
  });
}

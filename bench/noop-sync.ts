import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type AnySync, CommonParams, defineSync } from '#backend/runner/define-sync.ts';

/** Does nothing, and is done. */
export const noop: AnySync = defineSync({
  type: 'noop',
  title: 'Nothing',
  unit: 'items',
  needsNetwork: false,
  batchSize: 1,
  params: CommonParams.strict(),
  checkpoint: z.null(),
  async *run() {},
});

const nothing = { created: 0, updated: 0, unchanged: 1 };

/** Runs for good: a batch every so many milliseconds, each at another moment; and progress in between, if asked for. */
export const steadySync = (type: string, everyMs: number, progressMs = 0): AnySync =>
  defineSync({
    type,
    title: 'Steady',
    unit: 'items',
    needsNetwork: false,
    batchSize: 1,
    params: CommonParams.strict(),
    checkpoint: z.object({ n: z.number().int() }),
    async *run({ checkpoint, signal, progress }) {
      let reports = 0;
      const reporting =
        progressMs > 0 && setInterval(() => progress({ done: ++reports, total: 1_000_000, message: `Item ${reports}` }), progressMs);
      if (reporting) signal.addEventListener('abort', () => clearInterval(reporting), { once: true });
      for (let n = (checkpoint?.n ?? 0) + 1; ; n += 1) {
        await sleep(everyMs * (0.5 + Math.random()), undefined, { signal });
        yield { write: async () => ({ items: nothing }), checkpoint: { n }, done: n, total: null };
      }
    },
  });

import { describe, expect, test } from 'vitest';
import { countingSync } from '#tests/support/counting-sync.ts';
import { queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { useFleet } from '#tests/support/fleet.ts';
import { until } from '#tests/support/until.ts';

/** Promised by the product: a job of a lost worker runs again within so long. */
const TAKEN_OVER_WITHIN_MS = 15_000;

describe.each(queueKinds)('a job on %s whose worker', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  const fleet = useFleet(environment, { outDir: `dist/tests/lost-worker-${queue}` });

  async function startJob(): Promise<{ jobId: string; holder: string }> {
    await Promise.all([fleet.start(), fleet.start()]);
    const jobId = await environment.trigger('counting', { total: 2_000, batchMs: 20 });
    const row = await until('it counts', async () => {
      const found = await environment.row(jobId);
      return found.progress_done > 100 && found;
    });
    return { jobId, holder: row.worker_id as string };
  }
  const takenOver = (jobId: string, holder: string) =>
    until('another worker runs it', async () => {
      const row = await environment.row(jobId);
      return row.status === 'running' && row.worker_id !== holder && row;
    });
  async function expectEachNumberOnce(jobId: string) {
    const [written] = await environment.db.query(
      'SELECT count(*) AS rows, count(DISTINCT n) AS numbers FROM test_writes WHERE job_id = $1',
      [jobId],
    );
    expect(written).toEqual({ rows: 2_000, numbers: 2_000 });
  }
  const outcomes = async (jobId: string) =>
    (await environment.db.query<{ outcome: string }>('SELECT outcome FROM sync_job_attempts WHERE job_id = $1 ORDER BY id', [jobId])).map(
      (row) => row.outcome,
    );

  test('is killed goes on from its checkpoint on another, and no row is written twice', async () => {
    const { jobId, holder } = await startJob();
    await fleet.find(holder)?.kill();
    const since = performance.now();
    await takenOver(jobId, holder);
    expect(performance.now() - since).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    const row = await environment.reach(jobId, 'completed');
    expect(row).toMatchObject({ attempt: 1, result: { created: 2_000, updated: 0, unchanged: 0 } });
    expect(await outcomes(jobId)).toEqual(['lost', 'completed']);
    await expectEachNumberOnce(jobId);
  }, 90_000);

  test('is frozen, thought dead and then wakes up writes nothing more by it', async () => {
    const { jobId, holder } = await startJob();
    const frozen = fleet.find(holder);
    frozen?.signal('SIGSTOP');
    await takenOver(jobId, holder);
    frozen?.signal('SIGCONT');
    await environment.reach(jobId, 'completed');
    expect(await outcomes(jobId)).toEqual(['lost', 'completed']);
    await expectEachNumberOnce(jobId);
    // It is as good a worker as before: with the other one gone, it does the next job.
    const other = (await environment.row(jobId)).worker_id;
    await fleet.find(other)?.stop();
    const next = await environment.trigger('counting', { total: 10 });
    expect((await environment.reach(next, 'completed')).worker_id).toBe(holder);
  }, 90_000);
});

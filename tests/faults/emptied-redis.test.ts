import { Queue } from 'bullmq';
import { expect, test } from 'vitest';
import { countingSync } from '#tests/support/counting-sync.ts';
import { anna, useEnvironment } from '#tests/support/environment.ts';
import { useFleet } from '#tests/support/fleet.ts';
import { until } from '#tests/support/until.ts';

const environment = useEnvironment({ queue: 'redis', syncs: [countingSync()] });
const fleet = useFleet(environment, { outDir: 'dist/tests/emptied-redis' });

test('FLUSHALL in the middle of everything: the reconciler brings it all back, nothing lost and nothing doubled', async () => {
  await environment.bind('counting', { max_concurrency: 4, backoff_seconds: 1 });
  await Promise.all([fleet.start(), fleet.start()]);
  const TOTAL = 300;
  const running = await Promise.all(Array.from({ length: 24 }, () => environment.trigger('counting', { total: TOTAL, batchMs: 15 })));
  const later = await environment.trigger('counting', { total: TOTAL }, { runAt: new Date(Date.now() + 6_000) });
  const paused = await environment.trigger('counting', { total: TOTAL });
  await environment.control.pause({ jobId: paused, reason: undefined }, anna);
  const failing = await environment.trigger('counting', { total: TOTAL, failAt: 100 });

  for (const share of [4, 12]) {
    await until(`${share} are completed`, async () => {
      const [done] = await environment.db.query<{ n: number }>(`SELECT count(*) AS n FROM sync_job_control WHERE status = 'completed'`);
      return (done?.n ?? 0) >= share;
    });
    await environment.redis?.flushall();
  }
  await environment.control.resume({ jobId: paused, reason: undefined }, anna);

  const ids = [...running, later, paused];
  for (const jobId of ids) await environment.reach(jobId, 'completed');
  await environment.reach(failing, 'failed');
  const written = await environment.db.query(
    'SELECT job_id, count(*) AS rows, count(DISTINCT n) AS numbers FROM test_writes WHERE job_id = ANY ($1) GROUP BY job_id',
    [ids],
  );
  expect(written).toHaveLength(ids.length);
  for (const job of written) expect(job).toMatchObject({ rows: TOTAL, numbers: TOTAL });
  const runs = await environment.db.query<{ job_id: string; outcome: string }>('SELECT job_id, outcome FROM sync_job_attempts');
  // Only a worker's own loss costs a second run, and no worker was lost here.
  expect(runs.filter(({ outcome }) => outcome === 'completed')).toHaveLength(ids.length);
  expect(runs.filter(({ job_id, outcome }) => job_id === failing && outcome === 'failed')).toHaveLength(3);

  // Schedulers and limits are back too.
  const { hostname, port } = new URL(environment.redis?.url as string);
  const schedulers = new Queue('schedules', { connection: { host: hostname, port: Number(port) }, prefix: '{syncdeck}' });
  try {
    const found = await until('the five schedulers are back', async () => {
      const all = await schedulers.getJobSchedulers();
      return all.length === 5 && all;
    });
    expect(found.map(({ key }) => key).sort()).toEqual(['audio', 'finance', 'hadith', 'prayer', 'quran']);
  } finally {
    await schedulers.close();
  }
  expect(await environment.queue.list('counting')).toEqual([]);
}, 120_000);

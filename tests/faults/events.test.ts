import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { type Connection, createConnection } from '#client/connection.ts';
import { connectSocket } from '#client/socket-wire.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { BackendProcess } from '#tests/support/backend-process.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts';
import { anna, queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { useFleet } from '#tests/support/fleet.ts';
import { until } from '#tests/support/until.ts';

/** More by SYNCDECK_EVENTS_SECONDS. */
const SECONDS = Number(process.env.SYNCDECK_EVENTS_SECONDS ?? 15);
const NODES = 2;
const WORKERS = 2;
const CLIENTS = 6;
/** However slow the machine is, so much is done before it is over. */
const ENOUGH_ACTIONS = 60;
const FINISHED = ['completed', 'failed', 'cancelled'];

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** A client behind a network of its own, and what it was told. */
interface Watcher {
  proxy: CutProxy;
  connection: Connection;
  heard: DurableEvent[];
  reloads: number;
  /** Statuses as its events tell them, and progress that came for a job that was not running. */
  running: Set<string>;
  strayProgress: string[];
  progress: number;
}

const portOf = (node: BackendProcess) => Number(new URL(node.api.url).port);

async function watch(node: BackendProcess): Promise<Watcher> {
  const proxy = await startCutProxy(portOf(node));
  const watcher: Watcher = {
    proxy,
    heard: [],
    reloads: 0,
    running: new Set(),
    strayProgress: [],
    progress: 0,
    connection: null as unknown as Connection,
  };
  const wire = connectSocket({
    url: `http://127.0.0.1:${proxy.port}`,
    token: () => node.api.token,
    delays: { firstMs: 50, mostMs: 300 },
  });
  watcher.connection = createConnection(wire, {
    onEvent(event) {
      watcher.heard.push(event);
      if (event.event !== 'job:status') return;
      if (event.payload.status === 'running') watcher.running.add(event.payload.jobId);
      else watcher.running.delete(event.payload.jobId);
    },
    onReload: () => {
      watcher.reloads += 1;
    },
    onProgress({ jobs }) {
      watcher.progress += jobs.length;
      // While it catches up, progress may be ahead of the events that it still waits for.
      if (watcher.connection.state.kind !== 'live') return;
      for (const { jobId } of jobs) if (!watcher.running.has(jobId)) watcher.strayProgress.push(jobId);
    },
  });
  await until('the client is live', () => watcher.connection.state.kind === 'live');
  return watcher;
}

describe.each(queueKinds)('clients on several nodes over PostgreSQL, the queue in %s', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  const fleet = useFleet(environment, { outDir: `dist/tests/events-${queue}` });
  const watchers: Watcher[] = [];
  afterAll(async () => {
    for (const { connection, proxy } of watchers) {
      connection.close();
      await proxy.close();
    }
  });

  test(
    'get every durable event once and in order, while nodes are killed and networks cut',
    async () => {
      const { db } = environment;
      await environment.bind('counting', { max_concurrency: 6, retry_attempts: 2, backoff_seconds: 1 });
      const nodes = await Promise.all(Array.from({ length: NODES }, () => fleet.startApi()));
      const workers = await Promise.all(Array.from({ length: WORKERS }, () => fleet.start()));
      for (let n = 0; n < CLIENTS; n++) watchers.push(await watch(nodes[n % NODES] as BackendProcess));
      const [{ start }] = (await db.query<{ start: number }>('SELECT last AS start FROM sync_event_counter')) as [{ start: number }];

      const counts = { actions: 0, kills: 0, cuts: 0, moves: 0 };
      const jobIds: string[] = [];
      const end = performance.now() + SECONDS * 1_000;
      // On a busy machine one restart may take most of the time: it goes on until there was a cut too, and enough to tell of.
      const isOver = () => performance.now() > end && counts.kills > 0 && counts.cuts > 0 && counts.actions >= ENOUGH_ACTIONS;

      /** What a console does: through whichever connection is up. A refusal, or a connection that breaks, is part of it. */
      async function act(): Promise<void> {
        const { client } = pick(watchers).connection;
        try {
          if (jobIds.length < 20 || Math.random() < 0.3) {
            const job = await client.jobs.trigger({ jobType: 'counting', params: { total: 60, batchMs: 20, failOdds: 0.05 } });
            jobIds.push(job.jobId);
          } else {
            const jobId = pick(jobIds);
            await pick([client.jobs.pause, client.jobs.resume, client.jobs.resume, client.jobs.retry])({ jobId });
            if (Math.random() < 0.2) await client.schedules.update({ jobType: 'counting', timeoutMinutes: pick([30, 60]) });
          }
          counts.actions += 1;
        } catch {
          await sleep(20);
        }
      }
      async function disturb(): Promise<void> {
        // Chance may not bring each kind within the time, so the first two are set.
        const kind = counts.kills === 0 ? 0 : counts.cuts === 0 ? 1 : Math.random();
        if (kind < 0.3) {
          counts.kills += 1;
          const n = Math.floor(Math.random() * NODES);
          const dying = nodes[n] as BackendProcess;
          await dying.kill();
          // Some go to another node at once, the others have to wait.
          const living = nodes.filter((node) => node !== dying);
          for (const { proxy } of watchers) if (Math.random() < 0.5) proxy.lead(portOf(pick(living)));
          nodes[n] = await fleet.startApi();
          for (const { proxy } of watchers) proxy.lead(portOf(pick(nodes)));
        } else if (kind < 0.5) {
          counts.kills += 1;
          const n = Math.floor(Math.random() * WORKERS);
          await (workers[n] as BackendProcess).kill();
          workers[n] = await fleet.start();
        } else {
          const { proxy } = pick(watchers);
          counts.cuts += 1;
          proxy.cut();
          await sleep(100 + Math.random() * 900);
          if (Math.random() < 0.5) {
            counts.moves += 1;
            proxy.lead(portOf(pick(nodes)));
          }
          proxy.mend();
        }
      }
      const loop = async (work: () => Promise<void>, pauseMs: number) => {
        while (!isOver()) {
          await work();
          await sleep(pauseMs);
        }
      };
      await Promise.all([loop(act, 5), loop(act, 5), loop(act, 5), loop(disturb, 300)]);

      await db.query(`UPDATE sync_job_control SET params = params || '{"failOdds": 0}'`);
      const paused = await db.query<{ job_id: string }>(`SELECT job_id FROM sync_job_control WHERE status = 'paused'`);
      for (const { job_id: jobId } of paused) await environment.control.resume({ jobId }, anna);
      // Progress reaches everybody, after all that too. It is a value and no queue: who was away for most of the time may have had none yet.
      const before = watchers.map(({ progress }) => progress);
      const long = await environment.trigger('counting', { total: 1_000_000, batchMs: 50 });
      await until(
        'progress reaches every client',
        () => watchers.every(({ progress, running }, n) => running.has(long) && progress > (before[n] as number)),
        60_000,
      );
      await environment.control.cancel({ jobId: long }, anna);
      await until(
        'all jobs have ended',
        async () => (await db.query(`SELECT 1 FROM sync_job_control WHERE NOT status = ANY ($1) LIMIT 1`, [FINISHED])).length === 0,
        90_000,
      );
      const written = await db.query<{ seq: number; kind: string }>('SELECT seq, kind FROM sync_job_events WHERE seq > $1 ORDER BY seq', [
        start,
      ]);
      const newest = written.at(-1)?.seq as number;
      await until('all clients have the last event', () => watchers.every(({ connection }) => (connection.seq ?? 0) >= newest), 60_000);

      const faults = { lost: 0, doubled: 0, outOfOrder: 0, reloads: 0, wrong: 0, strayProgress: 0 };
      for (const { heard, reloads, strayProgress } of watchers) {
        const told = heard.filter(({ payload }) => payload.seq > start && payload.seq <= newest);
        const seqs = told.map(({ payload }) => payload.seq);
        const distinct = new Set(seqs);
        faults.lost += written.filter(({ seq }) => !distinct.has(seq)).length;
        faults.doubled += seqs.length - distinct.size;
        faults.outOfOrder += seqs.filter((seq, n) => n > 0 && seq < (seqs[n - 1] as number)).length;
        faults.wrong += told.filter(({ event, payload }) => written[payload.seq - start - 1]?.kind !== event).length;
        faults.reloads += reloads;
        faults.strayProgress += strayProgress.length;
      }
      console.log(
        `${queue}: ${written.length} events to ${CLIENTS} clients, ${counts.actions} actions, ${counts.kills} kills, ${counts.cuts} cuts, ${counts.moves} moves: ${JSON.stringify(faults)}`,
      );
      expect(faults).toEqual({ lost: 0, doubled: 0, outOfOrder: 0, reloads: 0, wrong: 0, strayProgress: 0 });
      expect(counts.kills).toBeGreaterThan(0);
      expect(counts.cuts).toBeGreaterThan(0);
      expect(written.length).toBeGreaterThan(100);
    },
    SECONDS * 1_000 + 300_000,
  );
});

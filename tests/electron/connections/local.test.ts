import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lockDataDirectory } from '#backend/infra/embedded-postgres/data-directory-lock.ts';
import type { BackendChild, ForkBackend } from '#electron/connections/local/backend-child.ts';
import { openWindow, useConnections } from '#tests/support/connections.ts';
import { removeDataDirectory } from '#tests/support/data-directory.ts';
import { forkWithNode } from '#tests/support/fork-backend.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';

const database = useScratchDatabase();
const app = useConnections();
const dataDir = mkdtempSync(path.join(tmpdir(), 'syncdeck-local-'));
afterAll(() => removeDataDirectory(dataDir));

/** The backend on the test's database, and every process that was forked. */
function forkHere(): { fork: ForkBackend; children: BackendChild[] } {
  const children: BackendChild[] = [];
  const fork = forkWithNode({ env: { DATABASE_URL: database.connectionString }, args: ['--data-dir', dataDir] });
  return {
    children,
    fork() {
      const child = fork();
      children.push(child);
      return child;
    },
  };
}
const pidOf = (child: BackendChild | undefined) => child?.pid as number;

describe('the local backend', () => {
  test('is started, serves main and windows over ports of its own, and says no password', async () => {
    const { fork } = forkHere();
    const main = await app.start({ forkBackend: fork, startsLocal: true });
    expect(main.status('local')).toMatchObject({ local: { state: 'starting' }, health: 'attention' });
    await main.live('local');
    const status = await until('who is there is known', () => main.status('local').user && main.status('local'));
    expect(status).toMatchObject({
      local: { state: 'running' },
      health: 'healthy',
      user: { role: 'admin', username: expect.stringMatching(/^local:/) },
      counts: { running: 0 },
      slots: { workers: 1 },
      contractVersion: expect.stringMatching(/^4\./),
      version: expect.any(String),
      roundTripMs: expect.any(Number),
    });
    expect(main.localUrl()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(main.lines.join('\n')).not.toMatch(/password|sign-in=/);
    expect(main.lines.join('\n')).toContain('Syncdeck is listening on');

    const window = openWindow();
    main.attach(window, 'local', 'one');
    const connection = await window.live();
    const { jobId } = await connection.client.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 3_000 } });
    await until('the window hears that it is completed', () =>
      window.events.some(({ event, payload }) => event === 'job:status' && payload.jobId === jobId && payload.status === 'completed'),
    );
    const ofMain = await until('main heard as much', () => {
      const events = main.heard.get('local') ?? [];
      return events.length === window.events.length && events;
    });
    expect(ofMain).toEqual(window.events);
    expect(await main.clientOf('local')?.jobs.get({ jobId })).toMatchObject({ status: 'completed' });
    window.close();
  }, 90_000);

  test('that is killed is started again: windows get another port, and nothing is missed', async () => {
    const { fork, children } = forkHere();
    const main = await app.start({ forkBackend: fork, startsLocal: true });
    await main.live('local');
    const window = openWindow();
    main.attach(window, 'local', 'one');
    const first = await window.live();
    const { jobId } = await first.client.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 1_500 } });
    await until('it runs', () => main.status('local').running.some((glimpse) => glimpse.jobId === jobId));
    process.kill(pidOf(children[0]), 'SIGKILL');

    const down = await until('it is down', () => main.status('local').local?.state === 'restarting' && main.status('local'));
    expect(down).toMatchObject({
      health: 'attention',
      connection: {
        kind: 'offline',
        reason: { code: 'LOCAL_RESTARTING', message: expect.stringMatching(/ended unexpectedly/) },
        retryAt: expect.any(Date),
      },
    });
    expect(main.clientOf('local')).toBeUndefined();
    await until('the window was told', () => window.downs.some(({ code, retries }) => code === 'LOCAL_RESTARTING' && retries));

    await main.live('local');
    expect(children).toHaveLength(2);
    await window.live(2);
    await until(
      'the job is completed',
      () =>
        main.heard
          .get('local')
          ?.some(({ event, payload }) => event === 'job:status' && payload.jobId === jobId && payload.status === 'completed'),
      60_000,
    );
    const seqs = (main.heard.get('local') ?? []).map(({ payload }) => payload.seq);
    expect(seqs).toEqual(seqs.map((_seq, n) => (seqs[0] as number) + n));
    expect(main.gaps).toEqual([]);
    await until('the window has the same', () => window.events.length === seqs.length);
    expect(window.events.map(({ payload }) => payload.seq)).toEqual(seqs);
    window.close();
  }, 120_000);

  test('stops within 10 s while a job runs, and the job goes on at the next start', async () => {
    const { fork } = forkHere();
    const main = await app.start({ forkBackend: fork, startsLocal: true });
    await main.live('local');
    const { jobId } = (await main.clientOf('local')?.jobs.trigger({ jobType: 'quran', params: { ratePerSecond: 1_500 } })) ?? { jobId: '' };
    const client = main.clientOf('local');
    await until('some of it is done', async () => ((await client?.jobs.progress({ jobId }))?.progressPercentage ?? 0) > 10);

    const began = performance.now();
    await main.stopLocal();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(main.status('local')).toMatchObject({
      local: { state: 'stopped' },
      health: 'unknown',
      connection: { kind: 'offline', reason: { code: 'LOCAL_STOPPED' }, retryAt: null },
    });
    const [row] = await database.query<{ status: string; checkpoint: unknown; attempt: number }>(
      'SELECT status, checkpoint, attempt FROM sync_job_control WHERE job_id = $1',
      [jobId],
    );
    expect(row).toMatchObject({ status: 'pending', checkpoint: expect.anything() });

    main.retryNow('local');
    await main.live('local');
    const job = await until(
      'it is completed',
      async () => {
        const found = await main.clientOf('local')?.jobs.get({ jobId });
        return found?.status === 'completed' && found;
      },
      60_000,
    );
    expect(job.result).toMatchObject({ created: expect.any(Number) });
  }, 120_000);

  test('that does not stop is killed after 10 s', async () => {
    const program = path.join(app.folder, 'deaf.mjs');
    writeFileSync(program, `process.parentPort.postMessage({ type: 'ready', url: null }); setInterval(() => {}, 1_000);`);
    const main = await app.start({ forkBackend: forkWithNode({ env: {}, main: program }), startsLocal: true });
    await until('it runs', () => main.status('local').local?.state === 'running');
    const stopping = main.stopLocal();
    expect(main.status('local').local).toEqual({ state: 'stopping' });
    await stopping;
    expect(main.status('local').local).toEqual({ state: 'stopped' });
  }, 30_000);

  test('is read-only for main where the environment is', async () => {
    const { fork } = forkHere();
    const main = await app.start({ forkBackend: fork, startsLocal: true });
    await main.live('local');
    await main.edit('local', { isReadOnly: true, name: 'Mine' });
    expect(main.find('local')?.environment).toMatchObject({ name: 'Mine', isReadOnly: true });
    await expect(main.clientOf('local')?.jobs.trigger({ jobType: 'quran' })).rejects.toMatchObject({ code: 'READ_ONLY', status: 403 });
    await expect(main.clientOf('local')?.jobs.list({})).resolves.toMatchObject({ items: expect.any(Array) });
    await expect(main.edit('local', { url: 'https://elsewhere.example.com' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(main.remove('local')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }, 60_000);

  test('saves an export as a file, and leaves none that is not whole', async () => {
    const { readFileSync, readdirSync } = await import('node:fs');
    const { fork } = forkHere();
    const main = await app.start({ forkBackend: fork, startsLocal: true });
    await main.live('local');
    const folder = mkdtempSync(path.join(app.folder, 'export-'));
    const sizes: number[] = [];
    const file = path.join(folder, 'jobs.csv');
    await main.saveExport('local', { of: 'jobs', format: 'csv' }, file, {
      signal: new AbortController().signal,
      onSize: (bytes) => sizes.push(bytes),
    });
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')[0]).toContain('jobId');
    expect(sizes.at(-1)).toBe(Buffer.byteLength(text));

    const abort = new AbortController();
    abort.abort(new Error('no more of it'));
    await expect(
      main.saveExport('local', { of: 'jobs', format: 'json' }, path.join(folder, 'other.json'), { signal: abort.signal, onSize() {} }),
    ).rejects.toThrow('no more of it');
    await expect(
      main.saveExport('local', { of: 'nothing' as never, format: 'json' }, path.join(folder, 'other.json'), {
        signal: new AbortController().signal,
        onSize() {},
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(readdirSync(folder)).toEqual(['jobs.csv']);
  }, 60_000);
});

describe('a local backend that dies again and again', () => {
  test('is given up with the reason and its last lines, and a retry starts it anew', async () => {
    const program = path.join(app.folder, 'dies.mjs');
    writeFileSync(program, `console.error('at postgres://anna:secret@db/x: no such thing'); process.exit(3);`);
    const { fork, children } = forkHere();
    let isBroken = true;
    const broken = forkWithNode({ env: {}, main: program });
    const main = await app.start({ forkBackend: () => (isBroken ? broken() : fork()), startsLocal: true });
    const status = await until('it is given up', () => main.status('local').local?.state === 'given up' && main.status('local'));
    expect(status).toMatchObject({
      health: 'unknown',
      connection: {
        kind: 'offline',
        reason: { code: 'LOCAL_GIVEN_UP', message: 'The local backend ended unexpectedly (exit code 3)' },
        retryAt: null,
      },
    });
    expect(status.local).toMatchObject({ log: Array.from({ length: 5 }, () => 'at postgres://***@db/x: no such thing') });
    expect(main.localLog()).toHaveLength(5);

    isBroken = false;
    main.retryNow(); // the network is back: that is nothing to it
    expect(main.status('local').local?.state).toBe('given up');
    main.retryNow('local');
    await main.live('local');
    expect(children).toHaveLength(1);
  }, 60_000);

  test('says in a sentence that another process has its data', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-taken-'));
    const lock = await lockDataDirectory(folder);
    const main = await app.start({ forkBackend: forkWithNode({ env: {}, args: ['--data-dir', folder] }), startsLocal: true });
    const reason = await until('it says why', () => {
      const { local } = main.status('local');
      return local?.state === 'restarting' && local.reason;
    });
    expect(reason).toBe(
      `Another Syncdeck (process ${process.pid}) uses the data directory ${folder}. Stop it first, or give this one its own with --data-dir.`,
    );
    await main.stopLocal();
    await lock.release();
    removeDataDirectory(folder);
  }, 60_000);

  test('that can not even be run is given up with that', async () => {
    const main = await app.start({
      startsLocal: true,
      forkBackend() {
        throw new Error('there is no such program');
      },
    });
    const status = await until('it is given up', () => main.status('local').local?.state === 'given up' && main.status('local'));
    expect(status.local).toMatchObject({ reason: "The local backend can't be started: there is no such program" });
  });
});

test('with a PostgreSQL of its own it starts, outlives a kill of the whole process, and stops', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-own-'));
  const children: BackendChild[] = [];
  const fork = forkWithNode({ env: {}, args: ['--data-dir', folder] });
  const main = await app.start({
    startsLocal: true,
    forkBackend() {
      const child = fork();
      children.push(child);
      return child;
    },
  });
  try {
    await main.live('local');
    process.kill(pidOf(children[0]), 'SIGKILL');
    await until('another process is there', () => children.length === 2);
    await main.live('local');
    expect(main.lines.join('\n')).toContain('Stopped the PostgreSQL that an earlier Syncdeck left behind');
    expect(main.lines.join('\n')).not.toMatch(/password|sign-in=/);
    await main.stopLocal();
  } finally {
    await main.close();
    removeDataDirectory(folder);
  }
}, 180_000);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { removeDataDirectory } from '#tests/support/data-directory.ts';
import { until } from '#tests/support/until.ts';

const folders: string[] = [];
const backends: BackendProcess[] = [];

// Under a parent that only root can enter where the tests run as root, as `mktemp -d` makes it.
function newDataDirectory(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-kill-'));
  folders.push(folder);
  return path.join(folder, 'data');
}

async function start(dataDir: string): Promise<BackendProcess> {
  const backend = await startBackendProcess({ args: ['--data-dir', dataDir] });
  backends.push(backend);
  return backend;
}

afterEach(async () => {
  for (const backend of backends.splice(0)) {
    backend.signal('SIGCONT');
    await backend.stop();
  }
  for (const folder of folders.splice(0)) {
    removeDataDirectory(path.join(folder, 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('a paused quran survives a kill -9 of the whole backend, and ends with exactly its 6,236 verses', async () => {
  const dataDir = newDataDirectory();
  let backend = await start(dataDir);
  const triggered = await backend.api.jobs('POST', '', { jobType: 'quran', params: { ratePerSecond: 1_500 } });
  expect(triggered.status).toBe(201);
  const { jobId } = triggered.body;
  await until('verses are written', async () => (await backend.api.jobs('GET', `/${jobId}/progress`)).body.progress.done > 1_000);

  const paused = await backend.api.jobs('POST', `/${jobId}/pause`, { reason: 'in the middle' });
  expect(paused).toMatchObject({ status: 200, body: { success: true, jobId, action: 'pause', status: 'paused' } });
  const { done } = (await backend.api.jobs('GET', `/${jobId}/progress`)).body.progress;
  expect(done).toBeLessThan(6_236);
  await backend.kill();

  backend = await start(dataDir);
  const found = (await backend.api.jobs('GET', `/${jobId}`)).body;
  expect(found).toMatchObject({ status: 'paused', progress: { done }, allowedActions: ['resume', 'cancel', 'priority_change'] });

  expect((await backend.api.jobs('POST', `/${jobId}/resume`, { reason: 'go on' })).status).toBe(200);
  const ended = await until('it is completed', async () => {
    const { body } = await backend.api.jobs('GET', `/${jobId}`);
    return body.status === 'completed' && body;
  });
  expect(ended.result).toMatchObject({ created: 6_236, updated: 0, unchanged: 0 });
  expect(ended).toMatchObject({ attempt: 1, progressPercentage: 100, progress: { done: 6_236, total: 6_236 } });

  // A second run finds every verse as it should be: exactly 6,236 are there.
  const again = (await backend.api.jobs('POST', '', { jobType: 'quran' })).body;
  const checked = await until('the second run is completed', async () => {
    const { body } = await backend.api.jobs('GET', `/${again.jobId}`);
    return body.status === 'completed' && body;
  });
  expect(checked.result).toMatchObject({ created: 0, updated: 0, unchanged: 6_236 });

  const trail = (await backend.api.jobs('GET', `/${jobId}/audit`)).body.items;
  expect(trail.map(({ action, performedBy, metadata }: never) => [action, performedBy, (metadata as { reason?: string }).reason])).toEqual([
    ['resume', 'admin', 'go on'],
    ['pause', 'admin', 'in the middle'],
    ['trigger', 'admin', undefined],
  ]);
}, 120_000);

test('a running quran whose backend is killed goes on from its checkpoint after the next start', async () => {
  const dataDir = newDataDirectory();
  let backend = await start(dataDir);
  const { jobId } = (await backend.api.jobs('POST', '', { jobType: 'quran', params: { ratePerSecond: 2_000 } })).body;
  await until('verses are written', async () => (await backend.api.jobs('GET', `/${jobId}/progress`)).body.progress.done > 1_000);
  await backend.kill();

  backend = await start(dataDir);
  const ended = await until('it is completed', async () => {
    const { body } = await backend.api.jobs('GET', `/${jobId}`);
    return body.status === 'completed' && body;
  });
  expect(ended.result).toMatchObject({ created: 6_236, updated: 0, unchanged: 0 });
  expect(ended.attempt).toBe(1);
  const runs = (await backend.api.jobs('GET', `/${jobId}/attempts`)).body.items;
  expect(runs.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['lost', 'completed']);
}, 120_000);

test('SIGTERM ends it within ten seconds, and the run in hand goes back to the queue, not to failed', async () => {
  const dataDir = newDataDirectory();
  let backend = await start(dataDir);
  const { jobId } = (await backend.api.jobs('POST', '', { jobType: 'quran', params: { ratePerSecond: 500 } })).body;
  await until('verses are written', async () => (await backend.api.jobs('GET', `/${jobId}/progress`)).body.progress.done > 100);
  const since = performance.now();
  expect(await backend.stop()).toBe(0);
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(backend.lines.at(-1)).toMatch(/^Syncdeck is listening on http:\/\/127\.0\.0\.1:\d+$/);

  backend = await start(dataDir);
  const { status, attempt } = (await backend.api.jobs('GET', `/${jobId}`)).body;
  expect(['pending', 'running']).toContain(status);
  expect(attempt).toBe(1);
  const runs = await until('it runs again', async () => {
    const { items } = (await backend.api.jobs('GET', `/${jobId}/attempts`)).body;
    return items.length > 1 && items;
  });
  expect(runs.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['stopped', 'running']);
}, 120_000);

test('a second start on the same data directory says so and exits', async () => {
  const dataDir = newDataDirectory();
  await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow(/ended with 1: Another Syncdeck \(process \d+\) uses the data directory/);
}, 60_000);

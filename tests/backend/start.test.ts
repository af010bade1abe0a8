import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type BackendProcess, startBackendProcess } from '#tests/support/backend-process.ts';
import { removeDataDirectory } from '#tests/support/data-directory.ts';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { useScratchDatabase } from '#tests/support/scratch-database.ts';
import { until } from '#tests/support/until.ts';

const folders: string[] = [];
const backends: BackendProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'syncdeck-start-'));
  folders.push(folder);
  return folder;
}
async function start(args: string[], env: Record<string, string> = {}): Promise<BackendProcess> {
  const backend = await startBackendProcess({ args, env });
  backends.push(backend);
  return backend;
}
afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.stop()));
  for (const folder of folders.splice(0)) removeDataDirectory(folder);
}, 60_000);

test('the very first start queues one run of every type that needs no network, and makes a password, which it shows once', async () => {
  const folder = newFolder();
  // The run of `finance` asks its source first; here nobody answers, and it takes the day of its package.
  const env = { SYNCDECK_FIRST_RUN: 'on', SYNCDECK_ADMIN_PASSWORD: '', SYNCDECK_FINANCE_SOURCE: 'http://127.0.0.1:5/rates' };
  const first = await start(['--data-dir', folder], env);
  expect(first.lines).toContain('First start: queued one run each of quran, prayer, finance.');
  expect(first.lines).toContain(`Open ${first.api.url} for the console.`);
  const finished = await until('all three are completed', async () => {
    const { items } = (await first.api.jobs('GET', '/history?status=completed')).body;
    return items.length === 3 && items;
  });
  const quran = finished.find(({ jobType }: { jobType: string }) => jobType === 'quran');
  expect(quran.result).toMatchObject({ created: 6_236 });
  expect(quran.metadata).toEqual({ triggeredBy: 'system', origin: 'system' });
  expect(await first.stop()).toBe(0);

  const second = await start(['--data-dir', folder], { SYNCDECK_FIRST_RUN: 'on' });
  expect(second.lines.join('\n')).not.toMatch(/First start|shown only now/);
  expect((await second.api.jobs('GET', '')).body.total).toBe(3);
}, 90_000);

describe('a start is refused with a sentence', () => {
  const refusal = async (args: string[], env: Record<string, string>) => {
    try {
      await start(args, env);
    } catch (error) {
      return (error as Error).message.replace('the backend ended with 1: ', '').trim().split('\n').at(-1);
    }
    throw new Error('it started');
  };

  test('where another program listens on its port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    try {
      expect(await refusal(['--data-dir', newFolder()], { PORT: String(port) })).toBe(
        `PORT is ${port}, where another program listens on 127.0.0.1; it must be a free port (0 picks one).`,
      );
    } finally {
      other.close();
    }
  }, 60_000);

  test('where the host is none of this machine', async () => {
    expect(await refusal(['--data-dir', newFolder()], { HOST: '192.0.2.1' })).toMatch(
      /^HOST is "192.0.2.1", which is no address of this machine/,
    );
  }, 60_000);

  test.each([
    [
      'DATABASE_URL',
      'postgresql://anna:hunter2@127.0.0.1:1/jobs',
      'DATABASE_URL points to 127.0.0.1:1, where no PostgreSQL lets us in (connect ECONNREFUSED 127.0.0.1:1); it must be one that does.',
    ],
    [
      'REDIS_URL',
      'redis://:hunter2@127.0.0.1:1',
      'REDIS_URL points to 127.0.0.1:1, where no Redis lets us in (no answer); it must be one that does.',
    ],
  ])(
    'where nobody answers at its %s',
    async (name, url, sentence) => {
      expect(await refusal(['--data-dir', newFolder()], { [name]: url })).toBe(sentence);
    },
    60_000,
  );
});

describe('several processes', () => {
  const database = useScratchDatabase();

  test('of API and workers do the jobs together, over one PostgreSQL and one Redis', async () => {
    const redis = await startRedisServer();
    try {
      const shared = { DATABASE_URL: database.connectionString, REDIS_URL: redis.url, SYNCDECK_JWT_SECRET: 'x'.repeat(40) };
      const [one, other, worker] = await Promise.all([
        start(['--role', 'api'], shared),
        start(['--role', 'api'], shared),
        start(['--role', 'worker'], shared),
      ]);
      expect(worker.lines.at(-1)).toBe('Syncdeck is working');
      const { jobId } = (await one.api.jobs('POST', '', { jobType: 'prayer' })).body;
      const ended = await until('it is completed, as the other API tells', async () => {
        const { body } = await other.api.jobs('GET', `/${jobId}`);
        return body.status === 'completed' && body;
      });
      expect(ended.result.created).toBeGreaterThan(0);
      // A token of one is good for the other.
      const elsewhere = await fetch(`${other.api.url}/v4/auth/me`, { headers: { authorization: `Bearer ${one.api.token}` } });
      expect(elsewhere.status).toBe(200);
    } finally {
      await Promise.all(backends.splice(0).map((backend) => backend.stop()));
      await redis.stop();
    }
  }, 90_000);
});

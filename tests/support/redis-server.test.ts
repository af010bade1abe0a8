import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { startRedisServer } from './redis-server.ts';

describe('startRedisServer', () => {
  it('gives a Redis of its own, empties it, and ends it', async () => {
    const [one, two] = await Promise.all([startRedisServer(), startRedisServer()]);
    expect(one.port).not.toBe(two.port);

    const client = new Redis(one.url, { retryStrategy: () => null });
    await client.set('key', 'value');
    await one.flushall();
    expect(await client.get('key')).toBeNull();
    client.on('error', () => {});

    await Promise.all([one.stop(), two.stop()]);
    await expect(new Redis(one.url, { retryStrategy: () => null, lazyConnect: true }).connect()).rejects.toThrow();
    await one.stop();
  });
});

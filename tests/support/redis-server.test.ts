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
    client.disconnect();

    await Promise.all([one.stop(), two.stop()]);
    const late = new Redis(one.url, { retryStrategy: () => null, lazyConnect: true });
    late.on('error', () => {});
    await expect(late.connect()).rejects.toThrow();
    await one.stop();
  });
});

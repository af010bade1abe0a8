import { Cluster, Redis, type RedisOptions } from 'ioredis';

/** A Redis that is back is used again within half a second. */
const retryStrategy = (times: number): number => Math.min(times * 50, 500);

/** `url` is redis:// or rediss://; several, separated by commas, are the nodes of a Redis Cluster. */
export function connectRedis(options: { url: string; patience: RedisOptions; onError(error: Error): void }): Redis | Cluster {
  const { patience } = options;
  const urls = options.url.split(/,(?=rediss?:)/);
  const client =
    urls.length > 1
      ? new Cluster(urls, {
          redisOptions: patience,
          clusterRetryStrategy: retryStrategy,
          enableOfflineQueue: patience.enableOfflineQueue ?? true,
        })
      : new Redis(urls[0] as string, { ...patience, connectTimeout: 3_000, retryStrategy });
  client.on('error', options.onError);
  return client;
}

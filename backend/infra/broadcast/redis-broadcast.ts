import { connectRedis } from '../redis.ts';
import type { Broadcast } from './broadcast.ts';

/** Over Redis' publish and subscribe; `onMessage` is left out by a process that only speaks. */
export function createRedisBroadcast(options: {
  url: string;
  channel: string;
  onMessage?: (message: string) => void;
  onError(error: Error): void;
}): Broadcast {
  // While Redis is away nothing is kept for it: the news would be old.
  const connect = () => connectRedis({ ...options, patience: { maxRetriesPerRequest: 0, enableOfflineQueue: false } });
  const speaker = connect();
  const listener = options.onMessage && connect();
  // After a reconnect ioredis subscribes again by itself; the first time it must be ready, as nothing is queued for it.
  listener?.once('ready', () => {
    listener.subscribe(options.channel).catch(options.onError);
  });
  listener?.on('message', (_channel: string, message: string) => options.onMessage?.(message));
  return {
    async publish(messages) {
      await Promise.all(messages.map((message) => speaker.publish(options.channel, message)));
    },
    async close() {
      speaker.disconnect();
      listener?.disconnect();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

/**
 * Hears NOTIFY on `channels`, over a connection of its own that is made again whenever it breaks. What was sent while it was away is
 * lost, so `onReconnect` is where a listener looks for itself.
 */
export async function listen(options: {
  connectionString: string;
  channels: Record<string, (payload: string) => void>;
  onReconnect?: () => void;
  onError(error: Error): void;
}): Promise<Listener> {
  const { connectionString, channels, onReconnect, onError } = options;
  let client: pg.Client | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: 'syncdeck-listen', keepAlive: true, connectionTimeoutMillis: 5_000 });
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost || closed) return;
      lost = true;
      if (error) onError(error);
      void reconnect();
    };
    next.on('error', onLost);
    next.on('end', () => onLost());
    next.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    try {
      await next.connect();
      for (const channel of Object.keys(channels)) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      client = next;
    } catch (error) {
      lost = true; // whoever called decides about another try
      next.end().catch(onError);
      throw error;
    }
  }

  async function reconnect(): Promise<void> {
    for (let delay = 100; !closed; delay = Math.min(delay * 2, 5_000)) {
      try {
        await connect();
        onReconnect?.();
        return;
      } catch (error) {
        onError(error as Error);
        await sleep(delay);
      }
    }
  }

  await connect();
  return {
    async close() {
      closed = true;
      await client?.end();
    },
  };
}

import type { ProgressUpdate } from '../domains/progress/progress-update.ts';
import { packUpdates, unpackUpdates } from '../domains/progress/progress-update.ts';
import { type Broadcast, createLocalBroadcast } from '../infra/broadcast/broadcast.ts';
import { createPostgresBroadcast } from '../infra/broadcast/postgres-broadcast.ts';
import { createRedisBroadcast } from '../infra/broadcast/redis-broadcast.ts';
import type { Sql } from '../infra/database/sql.ts';
import type { Settings } from '../settings.ts';

/** Where progress is told, over NOTIFY and over Redis alike. */
export const PROGRESS_CHANNEL = 'syncdeck_progress';

/** The way of progress from whoever runs jobs to whoever serves clients. */
export interface ProgressWay {
  publish(updates: readonly ProgressUpdate[]): Promise<void>;
  /** Takes a message of the channel: called by whoever listens to the database. */
  hear(message: string): void;
  /** Who wants the updates; nobody in a process that only runs jobs. */
  onUpdates(listener: (updates: readonly ProgressUpdate[]) => void): void;
  close(): Promise<void>;
}

/** Redis where the queue is in it; NOTIFY where several processes share a database; nothing at all where there is one process. */
export function openProgressWay(deps: {
  settings: Pick<Settings, 'databaseUrl' | 'redisUrl' | 'role'>;
  sql: Sql;
  onError(error: Error): void;
}): ProgressWay {
  const { settings, sql, onError } = deps;
  let listener: ((updates: readonly ProgressUpdate[]) => void) | undefined;
  const hear = (message: string) => listener?.(unpackUpdates(message));

  function open(): Broadcast {
    if (settings.redisUrl !== undefined) {
      const serves = settings.role !== 'worker';
      return createRedisBroadcast({ url: settings.redisUrl, channel: PROGRESS_CHANNEL, onError, ...(serves ? { onMessage: hear } : {}) });
    }
    return settings.databaseUrl === undefined ? createLocalBroadcast(hear) : createPostgresBroadcast(sql, PROGRESS_CHANNEL);
  }
  const broadcast = open();
  return {
    publish: (updates) => broadcast.publish(packUpdates(updates)),
    hear,
    onUpdates(next) {
      listener = next;
    },
    close: () => broadcast.close(),
  };
}

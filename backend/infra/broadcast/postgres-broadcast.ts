import type { Sql } from '../database/sql.ts';
import type { Broadcast } from './broadcast.ts';

/** Over NOTIFY: a message holds at most 8,000 bytes. Whoever wants to hear them listens on the channel. */
export function createPostgresBroadcast(sql: Sql, channel: string): Broadcast {
  return {
    async publish(messages) {
      await sql.query('SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message', [channel, messages]);
    },
    close: async () => {},
  };
}

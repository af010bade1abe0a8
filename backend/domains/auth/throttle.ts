import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sql } from '../../infra/database/sql.ts';
import { DomainError } from '../domain-error.ts';
import { hashOf } from './secrets.ts';

/** All windows end by themselves: nobody is locked out for good. */
const WINDOW_S = 15 * 60;
/** Wrong passwords for one name from one address. */
const PAIR = 10;
/** Wrong passwords from one address, for any name. */
const ADDRESS = 100;
/** Wrong passwords for one name, from anywhere. */
const NAME = 50;
/** An address always has these tries for a name, whatever others did to that name: an attacker elsewhere can't keep its owner out. */
const FREE = 3;

export interface Throttle {
  /** Counts a try before it is made, so that tries at the same moment can't slip through. @throws TOO_MANY_REQUESTS */
  admit(username: string, address: string | null): Promise<void>;
  /** The try was right: it does not count. */
  forgive(username: string, address: string | null): Promise<void>;
}

/** Counts wrong sign-ins in the database, for all API processes together. Names are kept as hashes alone. */
export function createThrottle(sql: Sql): Throttle {
  // What the library asks of a client of pg, over our own way to the database.
  const storeClient = {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const rows = await sql.query(text, values);
      return { rows, rowCount: rows.length };
    },
  };
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'sync_rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false, // retention does it
      keyPrefix,
      points,
      duration: WINDOW_S,
    });
  const limits = { pair: limiter('pair', PAIR), address: limiter('address', ADDRESS), name: limiter('name', NAME) };
  const keysOf = (username: string, address: string | null) => {
    const name = hashOf(username);
    const from = hashOf(address ?? '');
    return { pair: hashOf(`${name}${from}`), address: from, name };
  };

  /** Counts; answers how long to wait, or null where it is within the limit. */
  async function consume(which: keyof typeof limits, key: string): Promise<{ consumed: number; waitMs: number | null }> {
    try {
      const { consumedPoints } = await limits[which].consume(key);
      return { consumed: consumedPoints, waitMs: null };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return { consumed: refused.consumedPoints, waitMs: refused.msBeforeNext };
    }
  }

  return {
    async admit(username, address) {
      const keys = keysOf(username, address);
      const pair = await consume('pair', keys.pair);
      const from = await consume('address', keys.address);
      const name = await consume('name', keys.name);
      const waits = [pair.waitMs, from.waitMs, pair.consumed > FREE ? name.waitMs : null].filter((wait) => wait !== null);
      if (waits.length === 0) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(Math.max(...waits) / 1_000));
      throw new DomainError('TOO_MANY_REQUESTS', `Too many wrong sign-ins; try again in ${retryAfterSeconds} seconds`, {
        retryAfterSeconds,
      });
    },
    async forgive(username, address) {
      const keys = keysOf(username, address);
      await limits.pair.delete(keys.pair);
      await limits.address.reward(keys.address);
      await limits.name.reward(keys.name);
    },
  };
}

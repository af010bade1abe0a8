import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { isConnectionError } from './connection-error.ts';
import { watchPulse } from './pulse.ts';
import type { Sql } from './sql.ts';

/** How long a statement of ours may wait for a row's lock before it gives up: a control action answers, or says why not. */
const LOCK_TIMEOUT_MS = 8_000;
/** A process frozen in the middle of a transaction lets go of its rows after this. */
const IDLE_IN_TRANSACTION_MS = 4_000;
/** A connection whose other end vanished without a word is given up after this; no statement of ours takes so long. */
const SILENT_CONNECTION_MS = 120_000;

/** bigint columns hold ids, sequence numbers and milliseconds, all far below 2^53. */
const BIGINT = 20;

export interface Database extends Sql {
  prisma: PrismaClient;
  /** Runs `work` in one transaction. `commit` is a statement sent in one message with COMMIT, so that its locks are never held by a process that froze between the two. */
  transaction<T>(work: (tx: Sql) => Promise<T>, commit?: () => string): Promise<T>;
  stats(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}

function rowsOf<Row>(result: { rows: Row[] }): Row[] {
  return result.rows;
}

/** Numbers, not strings, for bigint; everything else as pg does it. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return oid === BIGINT ? Number : (pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown)(oid, format);
  },
} as unknown as pg.CustomTypesConfig;

export function openDatabase(options: { connectionString: string; maxConnections: number; onError(error: Error): void }): Database {
  const { connectionString, maxConnections: max, onError } = options;
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    application_name: 'syncdeck',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: SILENT_CONNECTION_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // An idle connection that the server closed is replaced at the next query; without a listener it would end the process.
  pool.on('error', onError);
  const pulse = watchPulse({
    pool,
    connectionString,
    onChange: (silent) => onError(new Error(silent ? 'The database server does not answer' : 'The database server answers again')),
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  /** Lends a connection out, and gives it back, or away for good where it broke. */
  async function withClient<T>(work: (client: pg.PoolClient, markBroken: (error: Error) => void) => Promise<T>): Promise<T> {
    const client = await pulse.acquire();
    let broken: Error | undefined;
    // The server ends a connection that idles in its transaction; a checked-out client without a listener would then end the process.
    const markBroken = (error: Error) => {
      broken = error;
    };
    client.on('error', markBroken);
    try {
      return await work(client, markBroken);
    } finally {
      client.off('error', markBroken);
      client.release(broken);
    }
  }

  const transaction = <T>(work: (tx: Sql) => Promise<T>, commit?: () => string): Promise<T> =>
    withClient(async (client, markBroken) => {
      try {
        await client.query('BEGIN');
        const result = await work({ query: async (text, values) => rowsOf(await client.query(text, values as unknown[])) });
        await client.query(commit ? `${commit()}; COMMIT` : 'COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(markBroken);
        throw error;
      }
    });

  const query = <Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> =>
    withClient(async (client, markBroken) => {
      try {
        return rowsOf(await client.query<Row>(text, values as unknown[]));
      } catch (error) {
        if (isConnectionError(error)) markBroken(error as Error);
        throw error;
      }
    });

  return {
    prisma,
    query,
    transaction,
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async close() {
      pulse.close();
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

import pg from 'pg';

/** Times are counted in ticks: when our own process stalls, so does the count, and the server is not blamed for it. */
const TICK_MS = 250;
/** A statement that takes longer makes us ask whether the server still answers anybody. */
const SLOW_TICKS = 4;
/** A server that has not answered by then is away. */
const ANSWER_TICKS = 6;
/** After an answer, slow statements are just slow for a while. */
const TRUST_TICKS = 4;

/** The server takes messages, and answers none: its machine is frozen, or the way to it is cut. */
class ServerSilentError extends Error {
  override readonly name = 'ServerSilentError';
  readonly code = 'ETIMEDOUT';
}

export interface Pulse {
  /** A connection of the pool, or an error at once or soon where the server is silent. */
  acquire(): Promise<pg.PoolClient>;
  close(): void;
}

/** A server that refuses us answers, too; one that starts or stops (57P0x) is not there yet, or no more. */
const isAnswer = (error: { code?: string }): boolean => /^[0-9A-Z]{5}$/.test(error.code ?? '') && !/^(57P|E)/.test(error.code ?? '');

/**
 * Notices a server that is silent. A statement may take as long as it needs while the server answers others; where it answers nobody,
 * every statement in hand fails within seconds, and further ones at once, until it answers again. A limit on each statement's time could
 * not tell the two apart.
 */
export function watchPulse(options: { pool: pg.Pool; connectionString: string; onChange(silent: boolean): void }): Pulse {
  const { pool, connectionString } = options;
  /** How many ticks each connection has been in somebody's hand, and each caller has waited for one. */
  const inHand = new Map<pg.PoolClient, number>();
  const waiting = new Map<(error: Error) => void, number>();
  let silent = false;
  let trusted = 0;
  let probe: { client: pg.Client; ticks: number } | undefined;

  pool.on('acquire', (client) => inHand.set(client, 0));
  pool.on('release', (_error, client) => inHand.delete(client));
  pool.on('remove', (client) => inHand.delete(client));

  const silence = () => new ServerSilentError('The database server does not answer');

  function judge(isSilent: boolean): void {
    if (silent !== isSilent) options.onChange(isSilent);
    silent = isSilent;
    if (!isSilent) {
      trusted = TRUST_TICKS;
      return;
    }
    for (const reject of waiting.keys()) reject(silence());
    // Their statements fail at once. What they had sent may still happen; nobody is told that it did.
    for (const client of inHand.keys()) (client as unknown as pg.Client).end().catch(() => {});
  }

  function startProbe(): void {
    const client = new pg.Client({ connectionString, application_name: 'syncdeck-pulse' });
    const mine = { client, ticks: 0 };
    probe = mine;
    client.on('error', () => {});
    // Being let in takes a process of the server's own and an answer of it: no query tells more.
    const answered = (isSilent: boolean) => {
      client.end().catch(() => {});
      if (probe !== mine) return;
      probe = undefined;
      judge(isSilent);
    };
    client.connect().then(
      () => answered(false),
      (error) => answered(!isAnswer(error)),
    );
  }

  function tick(): void {
    if (trusted > 0) trusted--;
    let oldest = 0;
    for (const ages of [inHand, waiting] as Map<unknown, number>[]) {
      for (const [key, age] of ages) {
        ages.set(key, age + 1);
        oldest = Math.max(oldest, age + 1);
      }
    }
    if (probe) {
      probe.ticks++;
      if (probe.ticks < ANSWER_TICKS) return;
      // A connection that is not made yet ends only with its socket.
      (probe.client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      probe = undefined;
      judge(true);
    } else if (silent || (oldest >= SLOW_TICKS && trusted === 0)) {
      startProbe();
    }
  }
  const timer = setInterval(tick, TICK_MS);
  timer.unref();

  return {
    acquire() {
      if (silent) return Promise.reject(silence());
      return new Promise((resolve, reject) => {
        let given = false;
        const giveUp = (error: Error) => {
          given = true;
          waiting.delete(giveUp);
          reject(error);
        };
        waiting.set(giveUp, 0);
        pool.connect().then((client) => {
          waiting.delete(giveUp);
          if (given) client.release();
          else resolve(client);
        }, giveUp);
      });
    },
    close() {
      clearInterval(timer);
      probe?.client.end().catch(() => {});
    },
  };
}

import { isConnectionError } from '../infra/database/connection-error.ts';

/** The queue's server is away, or silent: the same call may go through later. */
export class QueueAwayError extends Error {
  override readonly name = 'QueueAwayError';
}

/** What ioredis says of a server that is away; where the queue is in PostgreSQL, pg's errors say it. */
const AWAY = /^(MaxRetriesPerRequestError|ClusterAllFailedError|AbortError)$/;
const WORDS =
  /Connection is closed|Command timed out|Stream isn't writeable|Failed to refresh slots cache|^(LOADING|CLUSTERDOWN|MASTERDOWN|READONLY) /;

function isAway(error: Error): boolean {
  return AWAY.test(error.name) || WORDS.test(error.message) || isConnectionError(error);
}

/** The one edge where a server's own words become ours. @throws QueueAwayError where it is away, or gives no answer within `patienceMs` */
export async function askQueue<T>(patienceMs: number, ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAwayError(`The queue gave no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (error instanceof QueueAwayError || !isAway(error as Error)) throw error;
    throw new QueueAwayError(`The queue is away: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

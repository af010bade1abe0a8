/** SQLSTATE classes for a connection that is gone or a server that is going: 08 connection, 57P01-03 shutdown, 25P03 idle in transaction. */
const GONE = /^(08|57P0[123]|25P03|53300)/;
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg's own words, which carry no code. */
const WORDS =
  /Connection terminated|connection timeout|Client has encountered a connection error|Client was closed|timeout expired|Query read timeout|timeout exceeded when trying to connect/i;

/** True where the database is away or let go of us, and the same call may go through later. */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return GONE.test(code ?? '') || SOCKET.has(code ?? '') || WORDS.test(message ?? '');
}

import { type Logger, pino } from 'pino';

/** Names of fields that never reach a log, at the top and one level down. */
const SECRET = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'connectionString'];

/** JSON lines on stderr: stdout is for what a person or a script waits for. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      redact: { paths: SECRET.flatMap((field) => [field, `*.${field}`, `req.headers.${field}`]), censor: '[redacted]' },
      base: { pid: process.pid },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

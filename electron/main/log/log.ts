export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

type Write = (fields: object | string, message?: string) => void;

/** As pino's: `log.warn({ err, id }, 'A token was refused')`, or a message alone. Whatever it is given, no secret reaches the file. */
export interface Log extends Record<LogLevel, Write> {
  /** The same log, whose lines name a part of the app. */
  child(part: string): Log;
}

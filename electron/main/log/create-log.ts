import { formatLine } from './format-line.ts';
import type { Log, LogLevel } from './log.ts';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

interface LogDeps {
  write(line: string): void;
  /** What is less is left out. */
  level: LogLevel;
  now?: () => Date;
}

/** A log that writes lines somewhere: a file, and in development the terminal too. */
export function createLog({ write, level, now = () => new Date() }: LogDeps): Log {
  const least = levels.indexOf(level);
  const makeLog = (part: string): Log => {
    const at = (each: LogLevel) => (fields: object | string, message?: string) => {
      if (levels.indexOf(each) >= least) write(formatLine({ at: now(), level: each, part, fields, message }));
    };
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: makeLog };
  };
  return makeLog('main');
}

import { type DestinationStream, type Logger, pino } from 'pino';
import { redact, redactText } from './redact.ts';

/** JSON lines on stderr: stdout is for what a person or a script waits for. Whatever they are given, no secret is in them. */
export function createLog(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      formatters: {
        bindings: (bindings) => redact(bindings) as Record<string, unknown>,
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          const [first] = args as unknown[];
          // pino would make an error's message the line's own behind our back.
          if (first instanceof Error && args.length === 1) {
            method.apply(this, [{ err: first }, redactText(first.message)] as never);
            return;
          }
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg)) as typeof args);
        },
      },
    },
    destination,
  );
}

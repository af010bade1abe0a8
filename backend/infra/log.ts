import { type DestinationStream, type Logger, pino } from 'pino';
import { redact, redactText } from './redact.ts';

/** JSON lines on stderr: stdout is for what a person or a script waits for. Whatever they are given, no secret is in them. */
export function createLog(level: string, destination: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      // Errors are written out where they are redacted, wherever they stand.
      serializers: { err: (error) => error },
      formatters: {
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
  // pino asks nobody about a child's own fields. Children are made from their parent, and so have this too.
  const makeChild = log.child;
  log.child = function child(this: Logger, bindings: object, options?: object) {
    return makeChild.call(this, redact(bindings) as never, options as never);
  } as typeof log.child;
  return log;
}

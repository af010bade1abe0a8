import type { Failure } from '#electron/bridge/failure.ts';
import { FailureError } from '../failure-error.ts';
import { listenTo, type MainPort } from '../ports.ts';

type FromServer = { piece: string } | { end: true } | { error: Failure };

/** Reads an export that the backend streams over a port (backend/api/transports/port/serve-export.ts), a piece at a time. @throws FailureError; the signal's reason */
export async function* readExport(port: MainPort, signal: AbortSignal): AsyncGenerator<string> {
  let come: ((message: FromServer) => void) | undefined;
  const gone: FromServer = {
    error: { code: 'SERVICE_UNAVAILABLE', status: 503, message: 'The local backend ended before the export did' },
  };
  let early: FromServer | undefined;
  const hear = (message: FromServer) => {
    if (come) come(message);
    else early ??= message;
  };
  listenTo(
    port,
    (message) => hear(message as FromServer),
    () => hear(gone),
  );
  const onAbort = () => hear(gone);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      const message =
        early ??
        (await new Promise<FromServer>((resolve) => {
          come = resolve;
        }));
      come = undefined;
      early = undefined;
      signal.throwIfAborted();
      if ('error' in message) throw new FailureError(message.error);
      if ('end' in message) return;
      yield message.piece;
      port.postMessage({ next: true });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    port.close();
  }
}

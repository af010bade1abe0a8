import { CONTRACT_VERSION } from '#contract/version.ts';
import { type Wire, type WireError, WireGone, type WireState, WireTimeout } from './wire.ts';

/** A MessagePort: of a page, of Node, or of Electron's main process. */
export interface ClientPort {
  postMessage(message: unknown): void;
  /** Hears messages, and the end where the port tells one. */
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
  close(): void;
}

type FromServer =
  | { welcome: { contractVersion: string } }
  | { refused: WireError }
  | { event: string; payload: unknown }
  | { mark: number }
  | { answer: number; payload: unknown };

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** A wire over a port to a backend on this machine. A port that closed stays closed: who started the backend opens another. */
export function connectPort(port: ClientPort, options: { contractVersion?: string } = {}): Wire {
  const { contractVersion = CONTRACT_VERSION } = options;
  const listeners: ((event: string, payload: unknown) => void)[] = [];
  const stateListeners: ((state: WireState) => void)[] = [];
  const waiting = new Map<number, Waiting>();
  let requests = 0;
  let up = false;
  let over = false;
  let reason: WireError = { code: 'DISCONNECTED', status: 503, message: 'The backend is gone' };

  const say = (state: WireState) => {
    for (const listener of stateListeners) listener(state);
  };
  function end(): void {
    if (over) return;
    over = true;
    up = false;
    for (const { reject } of waiting.values()) reject(new WireGone(reason.message));
    waiting.clear();
    say({ up: false, reason, retries: false });
  }

  function receive(received: unknown): void {
    const message = received as FromServer;
    if ('mark' in message) port.postMessage({ read: message.mark });
    else if ('event' in message) {
      if (message.event === 'connection:closing') reason = { status: 503, ...(message.payload as { code: string; message: string }) };
      for (const listener of listeners) listener(message.event, message.payload);
    } else if ('answer' in message) {
      waiting.get(message.answer)?.resolve(message.payload);
    } else if ('welcome' in message) {
      up = true;
      say({ up: true });
    } else if ('refused' in message) {
      reason = message.refused;
      end();
    }
  }

  return {
    open() {
      port.listen(receive, end);
      port.postMessage({ hello: { contractVersion } });
    },
    request: (event, payload, { timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        if (!up) return reject(new WireGone(over ? reason.message : 'the backend has not answered yet'));
        requests += 1;
        const id = requests;
        const settle = (act: () => void) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          waiting.delete(id);
          act();
        };
        const onAbort = () => settle(() => reject(signal?.reason));
        const timer = setTimeout(() => settle(() => reject(new WireTimeout(`no answer within ${timeoutMs} ms`))), timeoutMs);
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, {
          resolve: (answer) => settle(() => resolve(answer)),
          reject: (error) => settle(() => reject(error)),
        });
        port.postMessage({ request: event, id, payload });
      }),
    tell(event, payload) {
      if (up) port.postMessage({ request: event, id: 0, payload });
    },
    onEvent: (listener) => listeners.push(listener),
    onState: (listener) => stateListeners.push(listener),
    retryNow() {}, // a port that closed stays closed
    close() {
      end();
      port.close();
    },
  };
}

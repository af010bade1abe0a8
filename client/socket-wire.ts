import { io } from 'socket.io-client';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { type Wire, type WireError, WireGone, type WireState, WireTimeout } from './wire.ts';

const RETRY_MS = 1_000;

/** What the server refuses for good, until a person does something. */
const FINAL = new Set([400, 401, 403, 404, 426]);

/** A wire over Socket.IO. It connects, and reconnects with backoff and jitter, until it is closed or refused for good. */
export function connectSocket(options: {
  /** Of the server: http(s)://host:port */
  url: string;
  /** The access or API token to connect with; asked for again at each connection. */
  token: () => string | Promise<string>;
  /** Passed to Socket.IO's client: a proxy agent, a CA, delays. */
  transportOptions?: Parameters<typeof io>[1];
  /** The server refused the token: true when `token` has another one by now, and it is worth another try. */
  renewToken?: () => Promise<boolean>;
  /** For tests of the exchange of versions. */
  contractVersion?: string;
}): Wire {
  const { contractVersion = CONTRACT_VERSION } = options;
  const listeners: ((event: string, payload: unknown) => void)[] = [];
  const stateListeners: ((state: WireState) => void)[] = [];
  /** The next try, where Socket.IO makes none of its own. */
  let retry: { timer: ReturnType<typeof setTimeout>; work(): void } | undefined;
  let closing: WireError | undefined;
  const socket = io(`${options.url.replace(/\/$/, '')}/job-control`, {
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
    ...options.transportOptions,
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    auth: (send) => {
      Promise.resolve(options.token()).then(
        (token) => send({ token, contractVersion }),
        () => send({ token: '', contractVersion }), // refused by the server, which says why
      );
    },
  });
  const say = (state: WireState) => {
    for (const listener of stateListeners) listener(state);
  };
  let closed = false;
  function retryIn(ms: number, work: () => void): void {
    retry = {
      work,
      timer: setTimeout(() => {
        retry = undefined;
        work();
      }, ms),
    };
  }
  function goDown(reason: WireError): void {
    if (closed) return;
    if (reason.status === 401 && options.renewToken) {
      renew(reason, options.renewToken);
      return;
    }
    const retries = !FINAL.has(reason.status);
    // Socket.IO comes back from a broken connection by itself, and not from one that the server refused or ended.
    if (retries && !socket.active) retryIn(RETRY_MS, () => socket.connect());
    say({ up: false, reason, retries });
  }

  /** A refused token is told as final only when there is no other. */
  function renew(reason: WireError, renewToken: () => Promise<boolean>): void {
    say({ up: false, reason, retries: true });
    renewToken().then(
      (renewed) => {
        if (closed) return;
        if (renewed) retryIn(RETRY_MS, () => socket.connect());
        else say({ up: false, reason, retries: false });
      },
      () => {
        // The server is out of reach for this too: the same again a while later.
        if (!closed) retryIn(RETRY_MS * 5, () => renew(reason, renewToken));
      },
    );
  }

  socket.on('connect', () => {
    closing = undefined;
    say({ up: true });
  });
  socket.on('connect_error', (error: Error & { data?: WireError }) => {
    goDown(error.data ?? { code: 'UNREACHABLE', status: 503, message: `The server can't be reached (${error.message})` });
  });
  socket.on('disconnect', (why) => {
    goDown(closing ?? { code: 'DISCONNECTED', status: 503, message: `The connection broke (${why})` });
  });
  socket.onAny((event: string, payload: unknown) => {
    const { message } = (payload ?? {}) as { message?: string };
    if (event === 'auth:expired') closing = { code: 'UNAUTHORIZED', status: 401, message: message ?? 'Sign in again' };
    if (event === 'connection:closing') closing = { status: 503, ...(payload as { code: string; message: string }) };
    for (const listener of listeners) listener(event, payload);
  });
  return {
    open: () => socket.connect(),
    request: (event, payload, { timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        if (!socket.connected) return reject(new WireGone('not connected'));
        const settle = (act: () => void) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          socket.off('disconnect', onGone);
          act();
        };
        const onAbort = () => settle(() => reject(signal?.reason));
        const onGone = () => settle(() => reject(new WireGone('the connection broke before the answer came')));
        const timer = setTimeout(() => settle(() => reject(new WireTimeout(`no answer within ${timeoutMs} ms`))), timeoutMs);
        signal?.addEventListener('abort', onAbort, { once: true });
        socket.once('disconnect', onGone);
        socket.emit(event, payload, (answer: unknown) => settle(() => resolve(answer)));
      }),
    tell(event, payload) {
      if (socket.connected) socket.emit(event, payload);
    },
    onEvent: (listener) => listeners.push(listener),
    onState: (listener) => stateListeners.push(listener),
    retryNow() {
      if (closed || socket.connected) return;
      const planned = retry;
      clearTimeout(planned?.timer);
      retry = undefined;
      if (planned) planned.work();
      // Socket.IO waits between tries of its own, and begins anew only when it was told to stop.
      else if (socket.active) socket.disconnect().connect();
    },
    close() {
      closed = true;
      clearTimeout(retry?.timer);
      socket.disconnect();
    },
  };
}

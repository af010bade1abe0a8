import { io } from 'socket.io-client';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { type Wire, type WireError, WireGone, type WireState, WireTimeout } from './wire.ts';

/** How long a server has to take a connection. */
const CONNECT_WITHIN_MS = 10_000;
const DELAYS = { firstMs: 500, mostMs: 10_000 };
/** After a token was renewed, or could not be: whatever goes wrong, nobody is asked more often than this. */
const RENEWED_MS = 1_000;
const NOT_RENEWED_MS = 5_000;

/** What the server refuses for good, until a person does something. */
const FINAL = new Set([400, 401, 403, 404, 426]);

type TransportOptions = NonNullable<Parameters<typeof io>[1]>;

export interface SocketWire extends Wire {
  /** Up or down, begins a new connection at once: an old one may be dead without anybody having noticed, as after a sleep. */
  reconnect(): void;
  /** Goes down, and stays so until `retryNow` or `reconnect`. */
  stop(reason: WireError): void;
}

/** Each delay is twice the one before, and less by up to half: clients that lost one server must not come back as one. */
const delayAfter = (tries: number, { firstMs, mostMs }: typeof DELAYS) =>
  Math.min(mostMs, firstMs * 2 ** Math.min(tries, 20)) * (1 - Math.random() / 2);

/** A wire over Socket.IO. It connects, and reconnects with backoff and jitter, until it is closed or refused for good. */
export function connectSocket(options: {
  /** Of the server: http(s)://host:port */
  url: string;
  /** The access or API token to connect with; asked for again at each connection. */
  token: () => string | Promise<string>;
  /** Passed to Socket.IO's client, such as an agent for a proxy; a function is asked again at each try. */
  transportOptions?: TransportOptions | (() => Promise<TransportOptions>);
  /** The server refused the token: true when `token` has another one by now, and it is worth another try. */
  renewToken?: () => Promise<boolean>;
  /** What is wrong where a try fails before the server has said anything. */
  explain?: (error: Error) => WireError;
  /** Of tries: the first one's, and the longest. */
  delays?: typeof DELAYS;
  /** For tests of the exchange of versions. */
  contractVersion?: string;
}): SocketWire {
  const { contractVersion = CONTRACT_VERSION, delays = DELAYS, transportOptions } = options;
  const { explain = ({ message }: Error) => ({ code: 'UNREACHABLE', status: 503, message: `The server can't be reached (${message})` }) } =
    options;
  const listeners: ((event: string, payload: unknown) => void)[] = [];
  const stateListeners: ((state: WireState) => void)[] = [];
  /** The next try. */
  let retry: { timer: ReturnType<typeof setTimeout>; work(): void } | undefined;
  let tries = 0;
  /** Rises with each try, so that what an earlier one still waits for is known as such. */
  let current = 0;
  /** A try, or a connection, has one end: what is told after it is about the same. */
  let isDown = true;
  let closing: WireError | undefined;
  let closed = false;
  // What follows the host is where a reverse proxy has the server, and no part of the namespace.
  const { origin, pathname } = new URL(options.url);
  const socket = io(`${origin}/job-control`, {
    path: `${pathname.replace(/\/$/, '')}/socket.io`,
    timeout: CONNECT_WITHIN_MS,
    ...(typeof transportOptions === 'function' ? {} : transportOptions),
    // Tries are planned here: Socket.IO tells nobody when it makes its own, and makes none where the server refused or ended a connection.
    reconnection: false,
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

  function planRetry(ms: number, work: () => void): Date {
    clearTimeout(retry?.timer);
    retry = {
      work,
      timer: setTimeout(() => {
        retry = undefined;
        work();
      }, ms),
    };
    return new Date(Date.now() + ms);
  }
  function tryNow(): void {
    clearTimeout(retry?.timer);
    retry = undefined;
    closing = undefined;
    isDown = false;
    current += 1;
    const mine = current;
    if (typeof transportOptions !== 'function') {
      socket.connect();
      return;
    }
    transportOptions().then(
      (fresh) => {
        if (closed || mine !== current) return;
        Object.assign(socket.io.opts, fresh);
        socket.connect();
      },
      (error) => {
        if (mine === current) goDown(explain(error));
      },
    );
  }

  function goDown(reason: WireError): void {
    if (closed || isDown) return;
    isDown = true;
    if (reason.status === 401 && options.renewToken) renew(reason, options.renewToken);
    else if (FINAL.has(reason.status)) say({ up: false, reason, retries: false });
    else {
      const retryAt = planRetry(delayAfter(tries, delays), tryNow);
      tries += 1;
      say({ up: false, reason, retries: true, retryAt });
    }
  }

  /** A refused token is told as final only when there is no other. */
  function renew(reason: WireError, renewToken: () => Promise<boolean>): void {
    say({ up: false, reason, retries: true });
    renewToken().then(
      (renewed) => {
        if (closed || !isDown) return;
        if (renewed) planRetry(RENEWED_MS, tryNow);
        else say({ up: false, reason, retries: false });
      },
      () => {
        if (closed || !isDown) return;
        // The server is out of reach for this too: the same again a while later.
        const retryAt = planRetry(NOT_RENEWED_MS, () => renew(reason, renewToken));
        say({ up: false, reason, retries: true, retryAt });
      },
    );
  }

  socket.on('connect', () => {
    tries = 0;
    say({ up: true });
  });
  socket.on('connect_error', (error: Error & { data?: WireError }) => goDown(error.data ?? explain(error)));
  socket.on('disconnect', (why) => {
    goDown(closing ?? { code: 'DISCONNECTED', status: 503, message: `The connection broke (${why})` });
  });
  socket.onAny((event: string, payload: unknown) => {
    if (event === 'auth:expired') {
      const { message } = (payload ?? {}) as { message?: string };
      closing = { code: 'UNAUTHORIZED', status: 401, message: message ?? 'Sign in again' };
    } else if (event === 'connection:closing') closing = { status: 503, ...(payload as { code: string; message: string }) };
    for (const listener of listeners) listener(event, payload);
  });
  function retryNow(): void {
    if (closed || socket.connected) return;
    // A renewal that waits is no more than a try of its own.
    const work = retry?.work ?? tryNow;
    clearTimeout(retry?.timer);
    retry = undefined;
    // A try that hangs is given up.
    if (work === tryNow) socket.disconnect();
    work();
  }
  return {
    open: tryNow,
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
    retryNow,
    reconnect() {
      if (socket.connected) {
        closing = { code: 'DISCONNECTED', status: 503, message: 'The connection is made anew' };
        socket.disconnect();
      }
      retryNow();
    },
    stop(reason) {
      if (closed) return;
      clearTimeout(retry?.timer);
      retry = undefined;
      current += 1;
      isDown = true;
      socket.disconnect();
      say({ up: false, reason, retries: false });
    },
    close() {
      closed = true;
      clearTimeout(retry?.timer);
      socket.disconnect();
    },
  };
}

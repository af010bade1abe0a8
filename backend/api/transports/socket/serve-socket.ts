import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { CONTRACT_VERSION, versionMismatch } from '#contract/version.ts';
import type { Principal } from '../../../domains/auth/auth.ts';
import type { ApiContext } from '../../context.ts';
import type { Live, LiveMember } from '../../live.ts';
import { badInput, signInFirst, toContractError } from '../../map-errors.ts';
import type { Services } from '../../services.ts';
import { errorBody } from '../error-body.ts';
import { foreignOrigin, isAllowedOrigin } from '../origin.ts';
import { answering, createRequests } from '../requests.ts';
import { toLiveConnection } from './socket-connection.ts';

const NAMESPACE = '/job-control';
/** What a call under way has to be answered once its user is signed out. */
const LAST_ANSWER_MS = 1_000;
/** The longest that a timer of Node counts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const Handshake = z.object({ token: z.string().max(8_192), contractVersion: z.string().max(100).optional().catch('') });
const RefreshInput = z.object({ token: z.string().max(8_192) });

export interface SocketServer {
  /** Somebody's role, sessions or tokens changed: asks anew who everybody is. */
  recheck(): void;
  close(): void;
}

/** Who a socket is, and until when. */
interface Identity {
  token: string;
  principal: Principal;
}

const refusal = (error: { code: string; status: number; message: string }) => Object.assign(new Error(error.message), { data: error });

/** Serves the contract's calls and events over Socket.IO, on the HTTP server that REST has. */
export function serveSocket(options: {
  http: HttpServer;
  origins: readonly string[];
  bodyLimit: number;
  services: Services;
  live: Live;
  log: Logger;
  onCount(change: 1 | -1): void;
}): SocketServer {
  const { services, live, log } = options;
  const io = new Server(options.http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: options.bodyLimit,
    connectTimeout: 10_000,
  });
  io.use((_socket, next) => next(refusal({ code: 'NOT_FOUND', status: 404, message: `Connect to the namespace ${NAMESPACE}` })));
  const namespace = io.of(NAMESPACE);
  const onUnexpected = (error: unknown) => log.error({ err: error, transport: 'socket' }, 'A request over a socket failed');

  async function identify(token: string): Promise<Identity> {
    const principal = await services.auth.verify(token);
    if (!principal) throw signInFirst();
    return { token, principal };
  }

  namespace.use((socket, next) => {
    const admit = async () => {
      const handshake = Handshake.safeParse(socket.handshake.auth);
      if (!handshake.success) throw signInFirst();
      socket.data.identity = await identify(handshake.data.token);
      const { origin, host } = socket.handshake.headers;
      if (!isAllowedOrigin(origin, host, options.origins)) throw refusal(foreignOrigin(origin as string));
      const mismatch = versionMismatch(handshake.data.contractVersion, CONTRACT_VERSION);
      if (mismatch) throw refusal({ code: 'VERSION_MISMATCH', status: 426, message: mismatch });
    };
    admit().then(
      () => next(),
      (error) => next(error.data?.code ? error : refusal(errorBody(toContractError(error, onUnexpected)) as never)),
    );
  });

  const rechecks = new Set<() => void>();

  namespace.on('connection', (socket: Socket) => {
    let identity = socket.data.identity as Identity;
    let isSignedOut = false;
    const role = () => identity.principal.role;
    let expiry: NodeJS.Timeout | undefined;

    function expire(message: string): void {
      socket.emit('auth:expired', { at: new Date(), message });
      socket.disconnect(true);
    }
    function watchExpiry(): void {
      clearTimeout(expiry);
      const { expiresAt } = identity.principal;
      if (!expiresAt) return;
      const left = Math.min(expiresAt.getTime() - Date.now(), LONGEST_TIMER_MS);
      expiry = setTimeout(() => expire('The token ran out: sign in again, or refresh it before it does'), left);
    }
    async function recheck(): Promise<void> {
      const { token } = identity;
      const principal = await services.auth.verify(token);
      if (identity.token !== token) return; // refreshed meanwhile
      if (!principal) {
        // Nothing new is answered or told; who signed out by a call over this very connection still gets its answer.
        isSignedOut = true;
        member.leave();
        await Promise.race([calls.settled(), sleep(LAST_ANSWER_MS)]);
        return expire('You were signed out');
      }
      const before = identity.principal.role;
      identity = { token, principal };
      if (principal.role !== before) socket.emit('auth:changed', { user: { username: principal.username, role: principal.role } });
    }
    const onRecheck = () => {
      recheck().catch(onUnexpected); // the database is away; when it is back, everybody is asked again
    };
    watchExpiry();
    rechecks.add(onRecheck);
    options.onCount(1);

    const { address, headers } = socket.handshake;
    const userAgent = headers['user-agent'] ?? null;
    const contextOf = (requestId: string): ApiContext => ({
      services,
      actor: isSignedOut
        ? null
        : { username: identity.principal.username, role: role(), sessionId: identity.principal.sessionId, origin: 'socket' },
      requestId,
      client: { origin: 'socket', address, userAgent },
      reply: {},
      onUnexpected: (error) => log.error({ err: error, requestId, transport: 'socket' }, 'A request failed'),
    });
    const member: LiveMember = live.join(toLiveConnection(socket, role), sendToMany);
    member.subscribe({ all: true });
    const { requests, calls } = createRequests({ live, member, role, contextOf, onUnexpected });
    requests['auth:refresh'] = answering(onUnexpected, async (payload) => {
      const input = RefreshInput.safeParse(payload);
      if (!input.success) throw badInput([{ path: ['token'], message: 'must be an access token' }]);
      const next = await identify(input.data.token);
      // The connection, its subscription and its audit belong to one person.
      if (next.principal.username !== identity.principal.username) {
        throw badInput([{ path: ['token'], message: 'belongs to somebody else: open a new connection for another user' }]);
      }
      identity = next;
      watchExpiry();
      const { username, expiresAt } = identity.principal;
      return { ok: true, user: { username, role: role() }, expiresAt };
    });
    for (const [event, handle] of Object.entries(requests)) {
      socket.on(event, async (...received: unknown[]) => {
        const acknowledge = received.at(-1);
        const answer = await handle(typeof received[0] === 'function' ? undefined : received[0]);
        if (typeof acknowledge === 'function') acknowledge(answer);
      });
    }
    socket.on('error', onUnexpected);
    socket.on('disconnect', () => {
      clearTimeout(expiry);
      rechecks.delete(onRecheck);
      member.leave();
      options.onCount(-1);
      calls.abortAll();
    });
  });

  /** One encoding for all of them. */
  function sendToMany(connections: readonly { socketId: string }[], event: string, payload: unknown): void {
    namespace.to(connections.map(({ socketId }) => socketId)).emit(event, payload);
  }

  return {
    recheck() {
      for (const recheck of rechecks) recheck();
    },
    close() {
      // The connections break, and the clients come back by themselves when this server, or another, is there; a polite
      // disconnect would tell them to stay away.
      io.engine.close();
    },
  };
}

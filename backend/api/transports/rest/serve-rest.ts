import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError } from '@orpc/server';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER, versionMismatch } from '#contract/version.ts';
import type { Actor } from '../../../domains/actor.ts';
import type { Metrics } from '../../../infra/metrics.ts';
import type { ApiContext } from '../../context.ts';
import { signInFirst, toContractError } from '../../map-errors.ts';
import { router } from '../../router.ts';
import type { Services } from '../../services.ts';
import { errorBody } from '../error-body.ts';
import { foreignOrigin, isAllowedOrigin } from '../origin.ts';
import { authenticate } from './authenticate.ts';
import { serveConsole } from './console-files.ts';
import { serveDocs } from './docs-page.ts';
import { serveExport } from './export-route.ts';
import { type HealthChecks, serveHealth } from './health.ts';
import { generateDocument, schemaConverter } from './openapi.ts';
import { bodyWithQuery, malformedInput, readJsonBodies } from './read-body.ts';

/** A bulk action names up to 100,000 ids. */
const BODY_LIMIT = 8 * 1024 * 1024;
/** Past this an answer is worth a line in the log. */
const SLOW_MS = 1_000;
/** What nobody needs to be signed in for. Everything else under /v4 and /metrics is refused before it is looked at. */
const OPEN = /^\/v4\/(?:auth\/(?:login|refresh|link)|openapi\.json|docs(?:\/.*)?)$/;
const GUARDED = /^\/(?:v4|metrics)(?:\/|$)/;

/** Codes for what never reaches a procedure. */
const codes: Record<number, string> = {
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  503: 'SERVICE_UNAVAILABLE',
};

export interface RestServer {
  /** Where it listens: http://HOST:PORT */
  url: string;
  close(): Promise<void>;
}

const send = (reply: FastifyReply, error: ORPCError<string, unknown>) => reply.status(error.status).send(errorBody(error));

/** Fastify's own refusals, in the contract's words; anything unforeseen goes to `onUnexpected`. */
function toRestError(error: Error & { statusCode?: number }, onUnexpected: (error: unknown) => void): ORPCError<string, unknown> {
  if (error instanceof ORPCError || error.statusCode === undefined || error.statusCode >= 500) return toContractError(error, onUnexpected);
  const status = error.statusCode;
  const code = codes[status] ?? 'BAD_REQUEST';
  if (status === 415) return new ORPCError(code, { status, message: 'The body must be JSON: send Content-Type: application/json' });
  return new ORPCError(code, {
    status,
    message: error.message,
    data: code === 'BAD_REQUEST' ? { issues: [{ path: [], message: error.message }] } : undefined,
  });
}

function idempotencyKey(request: FastifyRequest): { idempotencyKey?: string; malformed?: string } {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return {};
  if (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key)) return { idempotencyKey: key };
  return { malformed: 'The Idempotency-Key must be 1 to 255 printable ASCII characters' };
}

/** Serves the contract as REST with its documentation, health and metrics, and the console beside it. */
export async function serveRest(options: {
  host: string;
  port: number;
  /** Origins of pages that may call from a browser, beside this server's own. */
  origins: readonly string[];
  /** Whose X-Forwarded-For is believed: a caller's address counts when sign-ins are throttled. */
  trustedProxies: string | undefined;
  /** Where the built console lies, if it was built. */
  consoleFolder: string;
  services: Services;
  checks: HealthChecks;
  metrics: Metrics;
  log: Logger;
  /** The HTTP server, before it listens: others serve on it too. */
  onServer(http: HttpServer, bodyLimit: number): void;
}): Promise<RestServer> {
  const { services, log } = options;
  const actors = new WeakMap<FastifyRequest, Actor | null>();
  const onUnexpected = (request: FastifyRequest) => (error: unknown) =>
    log.error({ err: error, requestId: request.id, method: request.method, route: request.routeOptions?.url }, 'A request failed');

  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustedProxies ?? false,
    return503OnClosing: true,
    // A client that keeps its connection open must not keep the process from ending.
    forceCloseConnections: true,
    genReqId: (request) =>
      /^[\w.-]{1,64}$/.test(String(request.headers['x-request-id'] ?? '')) ? String(request.headers['x-request-id']) : randomUUID(),
    // A path that can't be decoded reaches no hook, and is still nobody's business without a token.
    frameworkErrors: async (error, request, reply) => {
      const actor = await authenticate(services.auth, request as FastifyRequest);
      return send(reply as unknown as FastifyReply, actor ? toRestError(error, onUnexpected(request as FastifyRequest)) : signInFirst());
    },
  });
  readJsonBodies(app);
  app.setErrorHandler((error: Error, request, reply) => send(reply, toRestError(error, onUnexpected(request))));
  app.setNotFoundHandler((request, reply) =>
    send(reply, new ORPCError('NOT_FOUND', { status: 404, message: `There is no ${request.method} ${request.url.split('?')[0]}` })),
  );

  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // What is measured while a page is shown (a row's place, a bar's width) is set as a style of its element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        // With the socket of the same host: so since Chrome 71 and Safari 16.
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain HTTP on loopback is the default; a proxy that adds TLS adds this too.
    strictTransportSecurity: false,
  });
  await app.register(fastifyCors, {
    origin: [...options.origins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-request-id', CONTRACT_VERSION_HEADER],
    exposedHeaders: ['x-request-id', CONTRACT_VERSION_HEADER, 'retry-after', 'content-disposition'],
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header(CONTRACT_VERSION_HEADER, CONTRACT_VERSION);
    const path = request.url.split('?')[0] as string;
    if (!GUARDED.test(path) || request.method === 'OPTIONS') return;
    const actor = await authenticate(services.auth, request);
    actors.set(request, actor);
    if (!actor && !OPEN.test(path)) throw signInFirst();
    const { origin, host } = request.headers;
    if (!isAllowedOrigin(origin, host, options.origins)) throw new ORPCError('FORBIDDEN', foreignOrigin(origin as string));
    const mismatch = versionMismatch(request.headers[CONTRACT_VERSION_HEADER]?.toString(), CONTRACT_VERSION);
    if (mismatch) throw new ORPCError('VERSION_MISMATCH', { status: 426, message: mismatch });
  });

  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime);
    const line = { requestId: request.id, method: request.method, route: request.routeOptions?.url, status: reply.statusCode, ms };
    if (reply.statusCode >= 500) log.warn(line, 'A request failed here');
    else if (ms > SLOW_MS) log.warn(line, 'A request was slow');
    else log.debug(line, 'A request was answered');
  });

  const contextOf = (request: FastifyRequest): ApiContext => ({
    services,
    actor: actors.get(request) ?? null,
    requestId: request.id,
    client: { origin: 'rest', address: request.ip, userAgent: request.headers['user-agent'] ?? null },
    malformed: malformedInput(request),
    ...idempotencyKey(request),
    traceparent: request.headers.traceparent?.toString(),
    reply: {},
    onUnexpected: onUnexpected(request),
  });

  let document: Promise<object> | undefined;
  app.get('/v4/openapi.json', () => (document ??= generateDocument()));
  await serveDocs(app);
  serveHealth(app, options.checks);
  serveExport(app, contextOf);
  app.get('/metrics', async (_request, reply) =>
    reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics()),
  );

  const handler = new OpenAPIHandler(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [schemaConverter] })],
    customErrorResponseBodyEncoder: errorBody,
  });
  app.all('/v4/*', async (request, reply) => {
    const context = contextOf(request);
    request.body = bodyWithQuery(request);
    // oRPC sets the status that the contract declares; a procedure may know better.
    const sendHead = reply.status.bind(reply);
    reply.status = (status) => {
      if (context.reply.retryAfterSeconds !== undefined) reply.header('retry-after', context.reply.retryAfterSeconds);
      return sendHead(status < 400 ? (context.reply.status ?? status) : status);
    };
    const { matched } = await handler.handle(request, reply, { context });
    if (!matched) reply.callNotFound();
    return reply;
  });

  await serveConsole(app, options.consoleFolder);

  const { host, port } = options;
  options.onServer(app.server, BODY_LIMIT);
  await app.listen({ host, port });
  const address = app.server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close: () => app.close() };
}

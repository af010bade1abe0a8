import Fastify from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../../../infra/metrics.ts';
import { toContractError } from '../../map-errors.ts';
import { errorBody } from '../error-body.ts';
import { type HealthChecks, serveHealth } from './health.ts';

/**
 * Health and metrics of a process that serves nobody else: a worker. It knows no users and so asks for no token; what it tells are figures
 * and names of job types.
 */
export async function serveWatch(options: {
  host: string;
  port: number;
  checks: HealthChecks;
  metrics: Metrics;
  log: Logger;
}): Promise<{ port: number; close(): Promise<void> }> {
  const app = Fastify({ return503OnClosing: true, forceCloseConnections: true });
  const onUnexpected = (error: unknown) => options.log.error({ err: error }, 'A request for health or metrics failed');
  app.setErrorHandler((error, _request, reply) => {
    const told = toContractError(error, onUnexpected);
    return reply.status(told.status).send(errorBody(told));
  });
  serveHealth(app, options.checks);
  const { registry } = options.metrics;
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  return { port: typeof address === 'object' && address ? address.port : options.port, close: () => app.close() };
}

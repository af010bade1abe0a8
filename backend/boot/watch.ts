import type { Logger } from 'pino';
import { serveWatch } from '../api/transports/rest/serve-watch.ts';
import type { Database } from '../infra/database/database.ts';
import type { Metrics } from '../infra/metrics.ts';
import type { TicketQueue } from '../queue/ticket-queue.ts';
import { type Settings, SettingsError } from '../settings.ts';

/** Serves a worker's health and metrics, where a port for them is set. @throws SettingsError where the port can't be had */
export async function startWatch(deps: {
  settings: Pick<Settings, 'host' | 'metricsPort'>;
  db: Database;
  queue: TicketQueue;
  metrics: Metrics;
  log: Logger;
}): Promise<{ close(): Promise<void> }> {
  const { settings, db, queue, metrics, log } = deps;
  const { host, metricsPort: port } = settings;
  if (port === undefined) return { close: async () => {} };
  const checks = { database: () => db.query('SELECT 1'), queue: (timeoutMs: number) => queue.ping(timeoutMs) };
  try {
    const served = await serveWatch({ host, port, checks, metrics, log });
    log.info({ host, port: served.port }, 'Health and metrics are served');
    return served;
  } catch (error) {
    throw new SettingsError(`SYNCDECK_METRICS_PORT is ${port}, where ${host} can't be listened on (${(error as Error).message}).`);
  }
}

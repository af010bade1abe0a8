import type { Logger } from 'pino';
import type { Services } from '../api/services.ts';
import { serveExport } from '../api/transports/port/serve-export.ts';
import { servePort } from '../api/transports/port/serve-port.ts';
import type { ServerPort } from '../api/transports/port/server-port.ts';
import { serveRest } from '../api/transports/rest/serve-rest.ts';
import { type SocketServer, serveSocket } from '../api/transports/socket/serve-socket.ts';
import { listAudit } from '../domains/audit/list-audit.ts';
import { createApiTokens } from '../domains/auth/api-tokens.ts';
import { createAuth } from '../domains/auth/auth.ts';
import { createSessions } from '../domains/auth/sessions.ts';
import { createUsers } from '../domains/auth/users.ts';
import { createBulk } from '../domains/bulk/bulk.ts';
import { listFailures } from '../domains/failures/list-failures.ts';
import { readAnalytics } from '../domains/insight/analytics.ts';
import { exportRows } from '../domains/insight/export-rows.ts';
import { readHeatmap } from '../domains/insight/heatmap.ts';
import { readQueueStatus } from '../domains/insight/queue-status.ts';
import type { JobTypes } from '../domains/job-types.ts';
import { createJobControl } from '../domains/jobs/control-job.ts';
import { createJobReads } from '../domains/jobs/job-reads.ts';
import { createSchedules } from '../domains/schedules/schedules.ts';
import type { Database } from '../infra/database/database.ts';
import type { Metrics } from '../infra/metrics.ts';
import type { TicketQueue } from '../queue/ticket-queue.ts';
import type { Settings } from '../settings.ts';
import { SettingsError } from '../settings.ts';
import type { Core } from './engine.ts';
import { startLive } from './live.ts';
import type { ProgressWay } from './progress.ts';

export interface ApiPart {
  /** Where it listens. */
  url: string;
  connectPort(port: ServerPort): { close(): void };
  /** Streams an export over a port of its own. */
  exportTo(port: ServerPort, request: unknown): void;
  close(): Promise<void>;
}

/** Wires the domains into what the routers call, and serves them. @throws SettingsError where the port can't be had */
export async function startApi(deps: {
  settings: Pick<Settings, 'host' | 'port' | 'frontendUrls' | 'trustedProxies'>;
  jwtSecret: string;
  consoleFolder: string;
  db: Database;
  queue: TicketQueue;
  core: Core;
  types: JobTypes;
  version: string;
  connectionString: string;
  progress: ProgressWay;
  log: Logger;
  metrics: Metrics;
}): Promise<ApiPart> {
  const { settings, db, queue, core, types, log, metrics } = deps;
  const sessions = createSessions(db);
  const apiTokens = createApiTokens(db);
  const onSignIn = (outcome: string) => metrics.signIns.inc({ outcome });
  const services: Services = {
    auth: createAuth({ jwtSecret: deps.jwtSecret, db, sessions, apiTokens, onSignIn }),
    users: createUsers({ db, sessions }),
    apiTokens,
    control: createJobControl({ sql: db, ...core, types }),
    trigger: core.trigger,
    jobs: createJobReads({ sql: db, types }),
    insight: {
      audit: (input) => listAudit(db, input),
      failures: (input) => listFailures(db, input, new Date()),
      queueStatus: () => readQueueStatus({ sql: db, queue, types }),
      analytics: (input) => readAnalytics(db, input, new Date()),
      heatmap: (input) => readHeatmap(db, input, new Date()),
      exportRows: (input) => exportRows(db, input),
    },
    bulk: createBulk({ db }),
    schedules: createSchedules({ db, now: () => new Date() }),
  };
  const { host, port } = settings;
  const checks = { database: () => db.query('SELECT 1'), queue: (timeoutMs: number) => queue.ping(timeoutMs) };
  let sockets: SocketServer | undefined;
  const { live, close: closeLive } = await startLive({
    ...deps,
    onUsersChanged() {
      services.auth.forget();
      sockets?.recheck();
    },
  });
  const countClients = (transport: string) => (change: 1 | -1) => metrics.connectedClients.inc({ transport }, change);
  try {
    const rest = await serveRest({
      host,
      port,
      origins: settings.frontendUrls,
      trustedProxies: settings.trustedProxies,
      consoleFolder: deps.consoleFolder,
      services,
      checks,
      metrics,
      log,
      onServer(http, bodyLimit) {
        sockets = serveSocket({
          http,
          bodyLimit,
          origins: settings.frontendUrls,
          services,
          live,
          log,
          onCount: countClients('socket'),
        });
      },
    });
    const ports = new Set<{ close(): void }>();
    return {
      url: rest.url,
      connectPort(end) {
        const served = servePort(end, {
          services,
          live,
          log,
          onCount: countClients('port'),
          onEnd: () => ports.delete(served),
        });
        ports.add(served);
        return served;
      },
      exportTo(port, request) {
        void serveExport(port, request, {
          services,
          onUnexpected: (error) => log.error({ err: error, transport: 'port' }, 'An export failed'),
        });
      },
      async close() {
        for (const served of ports) served.close();
        sockets?.close();
        await rest.close();
        await closeLive();
      },
    };
  } catch (error) {
    await closeLive();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new SettingsError(`PORT is ${port}, where another program listens on ${host}; it must be a free port (0 picks one).`);
    if (code === 'EACCES')
      throw new SettingsError(`PORT is ${port}, which this user may not listen on; it must be a port above 1023, or 0 for a free one.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new SettingsError(
        `HOST is ${JSON.stringify(host)}, which is no address of this machine; it must be a host name or address to listen on.`,
      );
    throw error;
  }
}

import path from 'node:path';
import { createJobTypes } from '../domains/job-types.ts';
import { isConnectionError } from '../infra/database/connection-error.ts';
import { openDatabase } from '../infra/database/database.ts';
import { migrate } from '../infra/database/migrate.ts';
import { lockDataDirectory } from '../infra/embedded-postgres/data-directory-lock.ts';
import { startEmbeddedPostgres } from '../infra/embedded-postgres/start-embedded-postgres.ts';
import { createHttpClient } from '../infra/http/http-client.ts';
import { createLog } from '../infra/log.ts';
import { createMetrics } from '../infra/metrics.ts';
import { addReadMetrics } from '../infra/read-metrics.ts';
import { startTraces } from '../infra/traces.ts';
import { connectQueueToPostgres, connectQueueToRedis } from '../queue/bullmq-connection.ts';
import { createTicketQueue } from '../queue/bullmq-ticket-queue.ts';
import type { AnySync } from '../runner/define-sync.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { ensureAdmin, type FirstSignIn } from './admin-user.ts';
import { type ApiPart, startApi } from './api.ts';
import { createCore, newWorkerId, startEngine } from './engine.ts';
import { queueFirstRuns } from './first-run.ts';
import { openProgressWay } from './progress.ts';
import { readOrMakeSecret } from './secret-file.ts';
import { startWatch } from './watch.ts';

export interface Backend {
  /** Where the API listens; null for a worker. */
  url: string | null;
  /** Serves the app at the other end of a port, as its local administrator; null for a worker. */
  connectPort: ApiPart['connectPort'] | null;
  /** Streams an export over a port of its own; null for a worker. */
  exportTo: ApiPart['exportTo'] | null;
  /** What was made up for `admin` at the very first start; nobody will see it again. */
  firstSignIn: FirstSignIn | null;
  firstRuns: string[];
  where: { database: 'embedded PostgreSQL' | 'PostgreSQL'; queue: 'PostgreSQL' | 'Redis'; dataDir: string };
  /** Runs in hand stop at a safe point and go back to the queue; then the parts end, in reverse. */
  stop(): Promise<void>;
}

/** Connections of one process: its own queries, and its queue's beside one for each worker to listen on. */
const DATABASE_CONNECTIONS = 10;
const QUEUE_CONNECTIONS = 8;

/** PostgreSQL's codes for a name, password or database that it does not know. */
const NOT_LET_IN = new Set(['28P01', '28000', '3D000']);
const isRefusal = (error: Error) => isConnectionError(error) || NOT_LET_IN.has((error as { code?: string }).code ?? '');

/** A server that does not answer, or does not let us in, as a sentence about the setting; without what the URL says of credentials. */
function unreachable(variable: string, url: string, server: string, error: Error): SettingsError {
  const { host } = new URL(url.split(',')[0] as string);
  const reason = /max retries/i.test(error.message) ? 'no answer' : error.message;
  return new SettingsError(`${variable} points to ${host}, where no ${server} lets us in (${reason}); it must be one that does.`);
}

/** Wires the parts by hand, in the order in which they need each other. What it started is ended again when a later part fails. */
export async function startBackend(options: {
  settings: Settings;
  syncs: readonly AnySync[];
  root: string;
  version: string;
  /** Where the built console is, if not in dist/renderer of the project. */
  consoleFolder?: string | undefined;
}): Promise<Backend> {
  const { settings, syncs, root, version, consoleFolder = path.join(root, 'dist/renderer') } = options;
  const ends: (() => Promise<void>)[] = [];
  async function stop(): Promise<void> {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  }
  try {
    const log = createLog(settings.logLevel);
    const metrics = createMetrics();
    const types = createJobTypes(syncs);
    const workerId = newWorkerId();
    const logged = (what: string) => (error: Error) => log.warn({ err: error }, what);

    // Ended last, so that what the others did until their end is told too.
    const traces = settings.traceExporter
      ? await startTraces({ exporter: settings.traceExporter, version, onError: logged('Traces can not be told') })
      : undefined;
    if (traces) ends.push(() => traces.close());

    const embedded = settings.databaseUrl === undefined;
    if (embedded) {
      const lock = await lockDataDirectory(settings.dataDir);
      ends.push(() => lock.release());
    }
    const postgres = embedded ? await startEmbeddedPostgres({ dataDir: settings.dataDir, log }) : undefined;
    if (postgres) ends.push(() => postgres.stop());
    const connectionString = settings.databaseUrl ?? (postgres?.connectionString as string);

    const applied = await migrate(connectionString, path.join(root, 'prisma/migrations')).catch((error: Error) => {
      throw settings.databaseUrl && isRefusal(error) ? unreachable('DATABASE_URL', settings.databaseUrl, 'PostgreSQL', error) : error;
    });
    if (applied.length > 0) log.info({ migrations: applied }, 'The database was brought up to date');
    const db = openDatabase({ connectionString, maxConnections: DATABASE_CONNECTIONS, onError: logged('A database connection broke') });
    ends.push(() => db.close());
    addReadMetrics(metrics.registry, db);
    const [environment] = await db.query<{ id: string }>('SELECT id FROM sync_environment');
    log.setBindings({ environmentId: environment?.id });
    traces?.name({ 'syncdeck.environment_id': environment?.id, 'syncdeck.worker_id': workerId });

    const onError = logged('The queue reports an error');
    const connection = settings.redisUrl
      ? await connectQueueToRedis({ url: settings.redisUrl, onError })
      : await connectQueueToPostgres({ connectionString, maxConnections: QUEUE_CONNECTIONS + syncs.length + 1, onError });
    if (settings.redisUrl) {
      await connection.ping().catch((error: Error) => {
        throw unreachable('REDIS_URL', settings.redisUrl as string, 'Redis', error);
      });
    }
    const queue = createTicketQueue(connection, {
      workerId,
      onError,
      onLateAnswer: (error) => {
        metrics.lateAnswers.inc();
        log.debug({ err: error }, 'The queue refused a late answer');
      },
    });
    ends.push(() => queue.close());

    const progress = openProgressWay({ settings, sql: db, onError: logged('Progress can not be told') });
    ends.push(() => progress.close());
    const core = createCore({ db, queue, types, log, metrics });
    const firstSignIn = settings.role === 'worker' ? null : await ensureAdmin(db, settings.adminPassword);
    let firstRuns: string[] = [];

    if (settings.role !== 'api') {
      const http = createHttpClient({ version });
      const sources = {
        quran: settings.quranSource,
        hadith: settings.hadithSource,
        audio: settings.audioSource,
        finance: settings.financeSource,
      };
      const engine = await startEngine({
        db,
        queue,
        core,
        connectionString,
        syncs,
        sources,
        http,
        log,
        metrics,
        version,
        workerId,
        publishProgress: progress.publish,
        now: () => new Date(),
      });
      ends.push(() => engine.close());
      if (settings.firstRun === 'on') firstRuns = await queueFirstRuns({ db, types, trigger: core.trigger });
    }

    let url: string | null = null;
    let connectPort: Backend['connectPort'] = null;
    let exportTo: Backend['exportTo'] = null;
    if (settings.role !== 'worker') {
      const jwtSecret = settings.jwtSecret ?? (await readOrMakeSecret(path.join(settings.dataDir, 'jwt-secret')));
      const shared = { db, queue, core, types, log, metrics, version, connectionString, progress };
      const api = await startApi({ settings, jwtSecret, consoleFolder, ...shared });
      ends.push(() => api.close());
      url = api.url;
      connectPort = api.connectPort;
      exportTo = api.exportTo;
    } else {
      const watch = await startWatch({ settings, db, queue, metrics, log });
      ends.push(() => watch.close());
    }
    const where = {
      database: embedded ? 'embedded PostgreSQL' : 'PostgreSQL',
      queue: settings.redisUrl ? 'Redis' : 'PostgreSQL',
      dataDir: settings.dataDir,
    } as const;
    return { url, connectPort, exportTo, firstSignIn, firstRuns, where, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

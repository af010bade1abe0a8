import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { type BackendProcess, startBackendProcess } from './backend-process.ts';
import type { Environment } from './environment.ts';

/** The secret that the API processes of a fleet share. */
const JWT_SECRET = 'the secret that all API processes of the tests share';

/** Worker processes over the database and queue of an environment; they can be killed, frozen and started. */
export interface Fleet {
  start(): Promise<BackendProcess>;
  /** An API process. */
  startApi(): Promise<BackendProcess>;
  /** The process that a worker's id names, if it is one of these. */
  find(workerId: string | null): BackendProcess | undefined;
  readonly all: readonly BackendProcess[];
}

/** `alias` puts another module in the place of one, in a build of the test's own. */
export function useFleet(environment: Environment, options: { outDir: string; alias?: Record<string, string> }): Fleet {
  let main = '';
  const all: BackendProcess[] = [];

  beforeAll(async () => {
    main = await buildBackend({ entry: 'tests/support/test-backend.ts', ...options });
  });
  const end = async () => {
    await Promise.all(
      all.splice(0).map(async (backend) => {
        backend.signal('SIGCONT');
        await backend.stop();
      }),
    );
  };
  afterEach(end, 60_000);
  afterAll(end, 60_000);

  async function start(role: 'api' | 'worker', env: Record<string, string> = {}): Promise<BackendProcess> {
    const redis = environment.redis ? { REDIS_URL: environment.redis.url } : {};
    const backend = await startBackendProcess({
      main,
      args: ['--role', role],
      env: { DATABASE_URL: environment.connectionString, ...redis, ...env },
    });
    all.push(backend);
    void backend.exited.then(() => {
      const place = all.indexOf(backend);
      if (place >= 0) all.splice(place, 1);
    });
    return backend;
  }

  return {
    all,
    start: () => start('worker'),
    startApi: () => start('api', { SYNCDECK_JWT_SECRET: JWT_SECRET }),
    // host-pid-random, as newWorkerId makes it.
    find: (workerId) => all.find(({ pid }) => workerId?.split('-').at(-2) === String(pid)),
  };
}

import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { type BackendProcess, startBackendProcess } from './backend-process.ts';
import type { Environment } from './environment.ts';

/** Worker processes over the database and queue of an environment; they can be killed, frozen and started. */
export interface Fleet {
  start(): Promise<BackendProcess>;
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

  return {
    all,
    async start() {
      const backend = await startBackendProcess({
        main,
        args: ['--role', 'worker'],
        env: { DATABASE_URL: environment.connectionString, ...(environment.redis ? { REDIS_URL: environment.redis.url } : {}) },
      });
      all.push(backend);
      void backend.exited.then(() => {
        const place = all.indexOf(backend);
        if (place >= 0) all.splice(place, 1);
      });
      return backend;
    },
    // host-pid-random, as newWorkerId makes it.
    find: (workerId) => all.find(({ pid }) => workerId?.split('-').at(-2) === String(pid)),
  };
}

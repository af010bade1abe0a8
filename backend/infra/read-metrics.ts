import { Gauge, type Registry } from 'prom-client';
import type { Database } from './database/database.ts';

/** Counting all jobs costs 100 ms with a million of them: scrapers get what was counted a moment ago. */
const COUNT_EVERY_MS = 15_000;

/** Adds what is read when it is asked for: the pool of this process, and the jobs of the whole environment. */
export function addReadMetrics(registry: Registry, db: Database): void {
  new Gauge({
    name: 'syncdeck_database_connections',
    help: 'Connections of this process to PostgreSQL, and callers that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = db.stats();
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });

  let counts: { job_type: string; status: string; n: number }[] = [];
  let countedAt = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: 'syncdeck_jobs',
    help: 'Jobs of the environment by type and status, as counted within the last 15 s; the same from every process',
    labelNames: ['job_type', 'status'],
    registers: [registry],
    async collect() {
      if (performance.now() - countedAt > COUNT_EVERY_MS) {
        countedAt = performance.now();
        // While the database is away there is no count, rather than an old one or an error for all the other figures.
        counts = await db
          .query<(typeof counts)[number]>('SELECT job_type, status, count(*) AS n FROM sync_job_control GROUP BY job_type, status')
          .catch(() => []);
      }
      this.reset();
      for (const { job_type, status, n } of counts) this.set({ job_type, status }, n);
    },
  });
}

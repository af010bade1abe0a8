import { systemActor } from '../domains/actor.ts';
import type { JobTypes } from '../domains/job-types.ts';
import type { JobTrigger } from '../domains/jobs/trigger-job.ts';
import type { Database } from '../infra/database/database.ts';

const MARK = 'first-run';

/**
 * At the very first start of an environment, queues one run of every type that needs no network, so that there is something to look at.
 * Answers the types that it queued. The mark is a lease that never runs out, so that of several processes one does it, once.
 */
export async function queueFirstRuns(deps: { db: Database; types: JobTypes; trigger: JobTrigger }): Promise<string[]> {
  const first = await deps.db.query(
    `INSERT INTO sync_leases (name, holder, expires_at)
     SELECT $1, 'done', 'infinity' WHERE NOT EXISTS (SELECT 1 FROM sync_job_control) ON CONFLICT (name) DO NOTHING RETURNING name`,
    [MARK],
  );
  if (first.length === 0) return [];
  const types = deps.types.list().filter((type) => !type.needsNetwork);
  for (const { type } of types) await deps.trigger.trigger({ jobType: type }, systemActor);
  return types.map(({ type }) => type);
}

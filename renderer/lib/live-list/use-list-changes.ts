import { useCallback, useEffect, useRef, useState } from 'react';
import type { DurableEvent } from '#contract/events/durable.ts';
import { parseQuery } from '#contract/query/parse.ts';
import { resolveQuery } from '#contract/query/resolve.ts';
import type { Job } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { lookUpJobs } from '#renderer/lib/look-up-jobs.ts';
import { createJobLookups } from './job-lookups.ts';
import { createListChanges, type ListChanges, type ListChangesTracker, noChanges } from './list-changes.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What events have done to the jobs of a snapshot since it was taken. `rowOf` gives a job of its pages that are here, as it is now. While
 * a new snapshot is on its way (`isTaking`) events are kept, and count for it.
 */
export function useListChanges(
  snapshot: Snapshot | undefined,
  isTaking: boolean,
  rowOf: (jobId: string) => Job | undefined,
): { changes: ListChanges; see(jobs: readonly Job[]): void } {
  const { client, jobEvents } = useConsole();
  const [changes, setChanges] = useState(noChanges);
  const tracker = useRef<ListChangesTracker | null>(null);
  const kept = useRef<DurableEvent[]>([]);
  const latest = useRef({ isTaking, rowOf });
  latest.current = { isTaking, rowOf };

  useEffect(
    () =>
      jobEvents.on((event) => {
        if (event === null) return;
        if (latest.current.isTaking) kept.current.push(event);
        tracker.current?.receive(event);
        setChanges(tracker.current?.current() ?? noChanges);
      }),
    [jobEvents],
  );

  useEffect(() => {
    if (isTaking) kept.current = [];
  }, [isTaking]);

  useEffect(() => {
    if (!snapshot) return;
    const { query, timeZone, sort } = snapshot.question;
    const mine = createListChanges({
      conditions: resolveQuery(parseQuery(query).terms, { now: new Date(), timeZone }),
      sort,
      before: snapshot.before,
      rowOf: (jobId) => latest.current.rowOf(jobId),
      lookUp: (jobId) => lookups.add(jobId),
    });
    const lookups = createJobLookups({
      find: async (jobIds, signal) => (await lookUpJobs(client, jobIds, signal)).jobs,
      onFound(jobs) {
        for (const job of jobs) mine.judge(job);
        setChanges(mine.current());
      },
      onMany() {
        mine.overflow();
        setChanges(mine.current());
      },
    });
    tracker.current = mine;
    for (const event of kept.current.splice(0)) mine.receive(event);
    setChanges(mine.current());
    return () => lookups.close();
  }, [client, snapshot]);

  const see = useCallback((jobs: readonly Job[]) => {
    tracker.current?.see(jobs);
    setChanges(tracker.current?.current() ?? noChanges);
  }, []);
  return { changes, see };
}

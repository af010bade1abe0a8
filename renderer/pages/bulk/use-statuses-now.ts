import { useEffect, useRef, useState } from 'react';
import type { JobStatus } from '#contract/schemas/job.ts';
import { useConsole } from '#renderer/lib/console.ts';

/** However many jobs change, who counts them counts again so often. */
const EVERY_MS = 500;

export interface StatusesNow {
  /** Rises when an answer may have changed. */
  version: number;
  /** A job's status by the events since this began, null once it is deleted; `known` where none told of it. */
  statusOf(jobId: string, known: JobStatus | null): JobStatus | null;
}

/** Follows the statuses of jobs by their events, for jobs that no query holds. What was read before `key` changed is forgotten. */
export function useStatusesNow(key: string | undefined): StatusesNow {
  const { jobEvents } = useConsole();
  const told = useRef(new Map<string, JobStatus | null>());
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const statuses = told.current;
    statuses.clear();
    if (key === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = jobEvents.on((event) => {
      if (event === null) statuses.clear();
      else if (event.event === 'job:status') statuses.set(event.payload.jobId, event.payload.status);
      else if (event.event === 'job:action' && event.payload.result === 'deleted') statuses.set(event.payload.jobId, null);
      else return;
      timer ??= setTimeout(() => {
        timer = undefined;
        setVersion((before) => before + 1);
      }, EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [jobEvents, key]);
  return {
    version,
    statusOf: (jobId, known) => {
      const status = told.current.get(jobId);
      return status === undefined ? known : status;
    },
  };
}

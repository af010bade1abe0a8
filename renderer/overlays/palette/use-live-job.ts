import { useEffect, useState } from 'react';
import type { Job } from '#contract/schemas/job.ts';
import { applyEvent } from '#renderer/lib/apply-event.ts';
import { useConsole } from '#renderer/lib/console.ts';

/** A job that no query keeps true, kept true while it is shown. */
export function useLiveJob(job: Job): Job {
  const { jobEvents } = useConsole();
  const [live, setLive] = useState(job);
  useEffect(
    () =>
      jobEvents.on((event) => {
        if (event) setLive((before) => applyEvent(before, event));
      }),
    [jobEvents],
  );
  return live;
}

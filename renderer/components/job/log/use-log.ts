import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { JobLog } from '#contract/schemas/records.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { usePageVisible } from '#renderer/lib/page-visible.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { createLogWindow, type LogState, type LogWindow } from './log-window.ts';

const EVERY_MS = 1_000;

export type LogLevel = JobLogLine['level'];
export type JobLogLine = ReturnType<typeof JobLog.parse>;

/** New lines come while the job runs and somebody can see them, and once more whenever something happens to it. */
function useNewLines(log: LogWindow, jobId: string, isRunning: boolean): void {
  const { jobEvents } = useConsole();
  const isLive = useIsLive();
  const isVisible = usePageVisible();
  const isWatched = isRunning && isLive && isVisible;
  useEffect(() => {
    if (!isWatched) return;
    const timer = setInterval(() => {
      if (!log.state().hasNewer) void log.loadNewer();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [log, isWatched]);
  useEffect(
    () =>
      jobEvents.on((event) => {
        const isMine = event === null || ('jobId' in event.payload && event.payload.jobId === jobId);
        if (isMine && !log.state().hasNewer) void log.loadNewer();
      }),
    [log, jobEvents, jobId],
  );
}

/** A window on the job's log, at its end; `levels` leaves out the others. Another job or filter begins a new one, at `startAt` where that is given. */
export function useLog(jobId: string, levels: readonly LogLevel[] | undefined, isRunning: boolean): { log: LogWindow; state: LogState } {
  const { client } = useConsole();
  const key = levels?.join();
  const log = useMemo(() => {
    const level = key?.split(',') as LogLevel[] | undefined;
    return createLogWindow((input, signal) => client.jobs.logs({ ...input, jobId }, { signal }), level);
  }, [client, jobId, key]);
  useEffect(() => () => log.close(), [log]);
  useNewLines(log, jobId, isRunning);
  return { log, state: useSyncExternalStore(log.subscribe, log.state) };
}

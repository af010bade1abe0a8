import { type InfiniteData, onlineManager, type QueryClient } from '@tanstack/react-query';
import type { ConnectionListener } from '#client/connection.ts';
import type { DurableEvent } from '#contract/events/durable.ts';
import type { HistoryPage, Job, JobPage, JobStatus } from '#contract/schemas/job.ts';
import type { ScheduleList } from '#contract/schemas/schedule.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { addNotice } from '#renderer/stores/notices.ts';
import { clearProgress, endProgress, receiveProgress } from '#renderer/stores/progress.ts';
import { followSelected } from '#renderer/stores/selection.ts';
import { applyEvent } from './apply-event.ts';
import { forgetEvents, rememberEvent } from './recent-events.ts';
import { createRefresher } from './refresher.ts';

/** What moves without an event of its own. */
const FIGURES = new Set<unknown>(['figures', 'trends']);
/** Figures over time count what ended. */
const isFinished = (status: JobStatus): boolean => status === 'completed' || status === 'failed' || status === 'cancelled';

type Pages = JobPage | HistoryPage | InfiniteData<HistoryPage>;

function patchPage<Page extends { items: Job[] }>(page: Page, jobId: string, patch: (job: Job) => Job): Page {
  const at = page.items.findIndex((job) => job.jobId === jobId);
  const before = page.items[at];
  if (!before) return page;
  const after = patch(before);
  return after === before ? page : { ...page, items: page.items.with(at, after) };
}

function patchPages(data: Pages, jobId: string, patch: (job: Job) => Job): Pages {
  if (!('pages' in data)) return patchPage(data, jobId, patch);
  const pages = data.pages.map((page) => patchPage(page, jobId, patch));
  return pages.every((page, n) => page === data.pages[n]) ? data : { ...data, pages };
}

/** Puts a job as it is now into everything on screen that shows it. */
function patchJob(queries: QueryClient, jobId: string, patch: (job: Job) => Job): void {
  queries.setQueryData<Job>(['job', jobId, 'job'], (job) => job && patch(job));
  for (const key of ['jobs', 'history']) {
    for (const query of queries.getQueryCache().findAll({ queryKey: [key] })) {
      const data = query.state.data as Pages | undefined;
      if (!data || query.queryKey[1] === 'audit') continue;
      const next = patchPages(data, jobId, patch);
      // Not setQueryData: that would also say that the whole page is as new as this.
      if (next !== data) query.setState({ data: next });
    }
  }
}

/** What happened, as a notice, where it is worth one. */
function noticeOf(event: DurableEvent, username: string): Parameters<typeof addNotice> | undefined {
  if (event.event === 'job:status') {
    const { at, jobId, jobType, jobName, status, errorMessage, errorSignature } = event.payload;
    if (status !== 'failed') return undefined;
    return [
      {
        kind: 'failed',
        at,
        jobId,
        jobType,
        status,
        ...(jobName ? { jobName } : {}),
        ...(errorMessage ? { message: errorMessage } : {}),
        ...(errorSignature ? { signature: errorSignature } : {}),
      },
    ];
  }
  if (event.event === 'job:action') {
    const { at, jobId, action, performedBy, jobName } = event.payload;
    // A bulk action of a thousand jobs is one thing that happened; its page tells of it.
    if (event.payload.isBulk || performedBy.startsWith('system') || action === 'trigger') return undefined;
    return [{ kind: 'action', at, jobId, action, performedBy, ...(jobName ? { jobName } : {}) }, { isUnread: performedBy !== username }];
  }
  const { at, jobType, performedBy } = event.payload;
  return [{ kind: 'schedule', at, jobType, performedBy }, { isUnread: performedBy !== username }];
}

export interface JobEvents {
  /** Calls back with each durable event about jobs, and with null when everything may have changed. */
  on(listener: (event: DurableEvent | null) => void): () => void;
}

/** Keeps everything on screen as the server has it: durable events patch the query cache, progress goes to its store. */
export function createLive(
  queries: QueryClient,
  username: () => string,
): { listener: ConnectionListener; jobEvents: JobEvents; close(): void } {
  const listeners = new Set<(event: DurableEvent | null) => void>();
  const tell = (event: DurableEvent | null) => {
    for (const listener of listeners) listener(event);
  };
  const refresher = createRefresher(queries, 1_000);
  const trends = createRefresher(queries, 5_000);
  let wasLive = false;
  onlineManager.setEventListener(() => undefined);
  onlineManager.setOnline(false);

  function receive(event: DurableEvent): void {
    rememberEvent(event);
    useConnection.setState({ seq: event.payload.seq });
    const notice = noticeOf(event, username());
    if (notice) addNotice(...notice);
    if (event.event === 'schedule:changed') {
      const { schedule } = event.payload;
      queries.setQueryData<ScheduleList>(
        ['schedules'],
        (list) => list && { items: list.items.map((item) => (item.jobType === schedule.jobType ? schedule : item)) },
      );
      refresher.refresh(['schedules'], ['newest', 'audit']);
      return;
    }
    const { jobId } = event.payload;
    patchJob(queries, jobId, (job) => applyEvent(job, event));
    if (event.event === 'job:status') {
      if (event.payload.status !== 'running') endProgress(jobId);
      followSelected(jobId, event.payload.status);
      refresher.refresh(['figures'], ['jobs', 'list'], ['job', jobId], ['schedules'], ['newest', 'runs']);
      if (isFinished(event.payload.status)) trends.refresh(['trends']);
    } else {
      refresher.refresh(['job', jobId], ['jobs', 'list'], ['newest', 'audit']);
      if (event.payload.isBulk) refresher.refresh(['bulk', 'list']);
      // A job that goes has no status to tell, and yet there is one less of it.
      if (event.payload.result === 'deleted') refresher.refresh(['figures'], ['newest', 'runs']);
    }
    tell(event);
  }

  return {
    jobEvents: {
      on(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    listener: {
      onEvent: receive,
      onReload(seq) {
        useConnection.setState({ seq });
        forgetEvents();
        void queries.invalidateQueries();
        tell(null);
      },
      onProgress: receiveProgress,
      onEnvironment(environment) {
        useConnection.setState((store) => ({ environment, seq: Math.max(store.seq ?? 0, environment.seq) }));
      },
      onState(state) {
        const before = useConnection.getState().state;
        useConnection.setState({ state });
        // Reads wait while the connection is away, and go on by themselves.
        onlineManager.setOnline(state.kind === 'live' || state.kind === 'catching up');
        if (state.kind === 'offline' && before.kind !== 'offline') {
          clearProgress();
          if (before.kind === 'live') addNotice({ kind: 'connection', at: state.since, message: state.reason.message });
        }
        if (state.kind !== 'live') return;
        if (wasLive) {
          // What was asked for while the connection was away may have failed, and figures may have moved without an event.
          void queries.invalidateQueries({ predicate: (query) => query.state.status === 'error' || FIGURES.has(query.queryKey[0]) });
        }
        wasLive = true;
      },
    },
    close() {
      refresher.close();
      trends.close();
    },
  };
}

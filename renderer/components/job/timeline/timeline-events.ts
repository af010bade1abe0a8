import type { Job } from '#contract/schemas/job.ts';
import type { Attempt, AuditEntry, CheckpointList } from '#contract/schemas/records.ts';
import type { Span } from './time-scale.ts';

type Checkpoint = CheckpointList['items'][number];

/** A run on a worker, or a pause between two. */
export type Bar = Span & ({ kind: 'run'; run: Attempt } | { kind: 'pause' });

/** A moment: a checkpoint, what somebody did, or a run that ended badly. */
export type Mark = { at: number } & (
  | { kind: 'checkpoint'; checkpoint: Checkpoint; isNewest: boolean }
  | { kind: 'action'; entry: AuditEntry }
  | { kind: 'end'; run: Attempt }
);

export interface TimelineEvents {
  bars: Bar[];
  safe: Mark[];
  actions: Mark[];
}

const ENDS_A_PAUSE = ['resume', 'cancel', 'retry', 'delete'];
const BAD_ENDS: Attempt['outcome'][] = ['failed', 'timed_out', 'lost'];

function listPauses(job: Pick<Job, 'pausedAt'>, audit: readonly AuditEntry[], now: number): Bar[] {
  const pauses: Bar[] = [];
  let since: number | undefined;
  for (const { action, performedAt } of [...audit].reverse()) {
    if (action === 'pause') since = +performedAt;
    else if (since !== undefined && ENDS_A_PAUSE.includes(action)) {
      pauses.push({ kind: 'pause', from: since, to: +performedAt });
      since = undefined;
    }
  }
  if (job.pausedAt) pauses.push({ kind: 'pause', from: +job.pausedAt, to: Math.max(now, +job.pausedAt) });
  return pauses;
}

/** What happened to a job, in the rows in which a timeline shows it, each by time. `audit` comes newest first, as the server gives it. */
export function listTimelineEvents(
  job: Pick<Job, 'pausedAt'>,
  attempts: readonly Attempt[],
  checkpoints: readonly Checkpoint[],
  audit: readonly AuditEntry[],
  now: number,
): TimelineEvents {
  const runs: Bar[] = attempts.map((run) => {
    const from = +run.startedAt;
    return { kind: 'run', run, from, to: Math.max(from, run.endedAt ? +run.endedAt : now) };
  });
  const ends: Mark[] = attempts.flatMap((run) =>
    run.endedAt && BAD_ENDS.includes(run.outcome) ? [{ kind: 'end', run, at: +run.endedAt }] : [],
  );
  const done: Mark[] = audit.map((entry) => ({ kind: 'action', entry, at: +entry.performedAt }));
  return {
    bars: [...runs, ...listPauses(job, audit, now)].sort((a, b) => a.from - b.from),
    safe: checkpoints.map((checkpoint, n) => ({
      kind: 'checkpoint',
      checkpoint,
      isNewest: n === checkpoints.length - 1,
      at: +checkpoint.at,
    })),
    actions: [...ends, ...done].sort((a, b) => a.at - b.at),
  };
}

/** When something went on: what the axis gives room to. Of a pause only its ends are, and a job that waits does so until now. */
export function listBusySpans({ bars, safe, actions }: TimelineEvents, job: Pick<Job, 'createdAt' | 'status'>, now: number): Span[] {
  const runs = bars.filter(({ kind }) => kind === 'run');
  const pauses = bars.filter(({ kind }) => kind === 'pause').flatMap(({ from, to }) => [from, to]);
  const moments = [...pauses, ...[...safe, ...actions].map(({ at }) => at)];
  if (job.status === 'pending') moments.push(now);
  if (runs.length + moments.length === 0) moments.push(+job.createdAt);
  return [...runs, ...moments.map((at) => ({ from: at, to: at }))];
}

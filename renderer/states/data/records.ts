import type { Job } from '#contract/schemas/job.ts';
import type { Attempt, AuditEntry, CheckpointList, JobLog } from '#contract/schemas/records.ts';
import { ago, MINUTE } from './moments.ts';

/** The runs of a job: the last as it stands, those before it failed. */
export function attemptsOf(job: Job): Attempt[] {
  if (job.status === 'pending' && job.attempt === 1) return [];
  const last = job.endedAt ?? job.pausedAt;
  const outcome = job.status === 'pending' ? 'failed' : job.status;
  return Array.from({ length: job.attempt }, (_, n): Attempt => {
    const isLast = n + 1 === job.attempt;
    const startedAt = new Date(+(job.startedAt ?? job.createdAt) + n * 7 * MINUTE);
    return {
      attempt: n + 1,
      runToken: `run-${job.jobId}-${n}`,
      workerId: 'deck-1-5f31aa',
      startedAt,
      endedAt: isLast ? last : new Date(+startedAt + 4 * MINUTE),
      outcome: isLast ? outcome : 'failed',
      errorMessage: isLast ? job.errorMessage : 'the source did not answer within 30 s',
      errorSignature: null,
      checkpoint: isLast && job.progress.done > 0 ? { surah: 23, verse: 75, done: job.progress.done } : null,
    };
  });
}

/** Where a job's checkpoint moved: eight times, evenly, over its newest run. */
export function checkpointsOf(job: Job): CheckpointList['items'] {
  const run = attemptsOf(job).at(-1);
  if (!run || job.progress.done === 0) return [];
  const length = +(run.endedAt ?? ago(0)) - +run.startedAt;
  return Array.from({ length: 8 }, (_, n) => ({
    at: new Date(+run.startedAt + (length * (n + 1)) / 9),
    attempt: run.attempt,
    done: Math.floor((job.progress.done * (n + 1)) / 8),
  }));
}

const acts: Partial<Record<Job['status'], string>> = { paused: 'pause', cancelled: 'cancel' };

/** Who did what to a job, newest first. */
export function auditOf(job: Job): AuditEntry[] {
  const at = (n: number, performedAt: Date, action: string, metadata: AuditEntry['metadata']): AuditEntry => ({
    id: n,
    jobId: job.jobId,
    action,
    performedBy: n === 1 ? String(job.metadata.triggeredBy) : 'omar',
    performedAt,
    metadata,
  });
  const did = acts[job.status];
  return [
    ...(did
      ? [
          at(3, job.pausedAt ?? job.cancelledAt ?? ago(0), did, {
            origin: 'socket',
            reason: 'The source is down for maintenance',
            before: { status: 'running' },
            after: { status: job.status },
          }),
        ]
      : []),
    at(2, new Date(+job.createdAt + MINUTE / 2), 'priority_change', {
      origin: 'rest',
      before: { priority: 5 },
      after: { priority: job.priority },
    }),
    at(1, job.createdAt, 'trigger', { origin: String(job.metadata.origin), after: { status: 'pending', priority: 5 } }),
  ];
}

const told = [
  ['info', 'Syncing 6,236 verses of 114 surahs', { translations: ['en', 'tr'] }],
  ['debug', 'GET quran.com/api/v4/chapters: 200 in 212 ms', null],
  ['info', 'Surah 1, Al-Fatihah: 7 verses', null],
  ['warn', 'quran.com/api/v4/verses/by_chapter/2 answered 429; trying again in 2 s', { attempt: 1 }],
  ['info', 'Surah 2, Al-Baqarah: 286 verses', null],
  ['info', 'Surah 3, Ali Imran: 200 verses', null],
  ['error', 'Translation 77 has no text for 3:154; the verse is stored without it', { verse: '3:154', translation: 77 }],
  ['info', 'Surah 4, An-Nisa: 176 verses', null],
] as const;

/** What a job logged over its run, oldest first. */
export function logsOf(job: Job): JobLog[] {
  if (job.startedAt === null) return [];
  const from = +job.startedAt;
  return told.map(([level, message, data], n) => ({
    id: n + 1,
    level,
    message,
    data: data && { ...data },
    loggedAt: new Date(from + n * 7_400),
  }));
}

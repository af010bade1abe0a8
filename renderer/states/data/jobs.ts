import { allowedActions } from '#contract/schemas/control-rules.ts';
import type { Job, JobStatus } from '#contract/schemas/job.ts';
import { ago, HOUR, MINUTE } from './moments.ts';

/** A job in a status, with what a job in it has; `change` says the rest. */
function makeJob(jobId: string, status: JobStatus, change: Partial<Job> = {}): Job {
  const [jobType = 'quran'] = jobId.split('-');
  return {
    jobId,
    jobType,
    jobName: `${jobType} sync`,
    status,
    priority: 5,
    progressPercentage: 0,
    progress: { done: 0, total: null, message: null, ratePerSecond: null, etaSeconds: null },
    startedAt: status === 'pending' ? null : ago(12 * MINUTE),
    pausedAt: null,
    completedAt: null,
    cancelledAt: null,
    endedAt: null,
    runningSince: status === 'running' ? ago(12 * MINUTE) : null,
    runMs: 0,
    waitMs: status === 'pending' ? null : 4_200,
    errorMessage: null,
    errorSignature: null,
    metadata: { origin: 'rest', triggeredBy: 'anna' },
    params: { translations: ['en', 'tr'] },
    result: null,
    attempt: 1,
    nextAttemptAt: null,
    seq: 4_711,
    allowedActions: allowedActions(status),
    createdAt: ago(14 * MINUTE),
    updatedAt: ago(12 * MINUTE),
    ...change,
  };
}

const progress = (
  done: number,
  total: number | null,
  more: Partial<Job['progress']> = {},
): Pick<Job, 'progress' | 'progressPercentage'> => ({
  progressPercentage: total === null ? 0 : Math.floor((done / total) * 100),
  progress: { done, total, message: null, ratePerSecond: null, etaSeconds: null, ...more },
});

export const runningJob = makeJob('quran-mwu3hh3a-d0924wic', 'running', {
  jobName: 'Quran text · Uthmani with two translations',
  priority: 2,
  ...progress(3_914, 6_236, { message: 'Surah 23, verse 76', ratePerSecond: 7.1, etaSeconds: 327 }),
  params: { translations: ['en', 'tr'], ratePerSecond: 8 },
  result: { created: 3_800, updated: 102, unchanged: 12 },
});

export const pendingJob = makeJob('prayer-mwu3j9qk-5hd02nsl', 'pending', {
  jobName: 'Prayer times · 12 cities, 30 days',
  createdAt: ago(3 * MINUTE),
  updatedAt: ago(3 * MINUTE),
  params: { cities: ['Makkah', 'Madinah', 'Jerusalem'], days: 30, method: 'MuslimWorldLeague' },
});

export const pausedJob = makeJob('audio-mwu2zzq1-0akd83jd', 'paused', {
  jobName: 'Recitations · 4 reciters',
  priority: 7,
  ...progress(212, 456),
  pausedAt: ago(42 * MINUTE),
  updatedAt: ago(42 * MINUTE),
  createdAt: ago(2 * HOUR),
  startedAt: ago(110 * MINUTE),
  runMs: 68 * MINUTE,
  params: { language: 'eng', limit: 4, concurrency: 4 },
  result: { created: 212, updated: 0, unchanged: 0 },
});

export const failedJob = makeJob('hadith-mwu1c02d-pq83hd72', 'failed', {
  jobName: 'Hadith collections · Bukhari, Muslim',
  priority: 3,
  ...progress(1_540, 7_563),
  attempt: 3,
  createdAt: ago(3 * HOUR),
  startedAt: ago(175 * MINUTE),
  completedAt: ago(150 * MINUTE),
  endedAt: ago(150 * MINUTE),
  updatedAt: ago(150 * MINUTE),
  runMs: 21 * MINUTE,
  errorMessage: 'hadith-api answered 429 for eng-muslim/sections/17.json: rate limit exceeded, try again in 60 s',
  errorSignature: 'hadith-api answered # for #: rate limit exceeded, try again in # s',
  params: { editions: ['eng-bukhari', 'eng-muslim'], sectionsPerPage: 4 },
  result: { created: 1_540, updated: 0, unchanged: 0 },
});

export const completedJob = makeJob('finance-mwu0a1zz-93jdk2la', 'completed', {
  jobName: 'Exchange rates · usd, eur',
  priority: 4,
  ...progress(678, 678),
  progressPercentage: 100,
  createdAt: ago(5 * HOUR),
  startedAt: ago(299 * MINUTE),
  completedAt: ago(298 * MINUTE),
  endedAt: ago(298 * MINUTE),
  updatedAt: ago(298 * MINUTE),
  runMs: 57_300,
  metadata: { origin: 'schedule', triggeredBy: 'schedule' },
  params: { bases: ['usd', 'eur'], date: 'latest' },
  result: { created: 12, updated: 380, unchanged: 286 },
});

export const cancelledJob = makeJob('quran-mwtzz0aa-1k2l3m4n', 'cancelled', {
  jobName: 'Quran text · all translations',
  priority: 10,
  ...progress(87, 6_236),
  createdAt: ago(26 * HOUR),
  startedAt: ago(25.9 * HOUR),
  cancelledAt: ago(25.8 * HOUR),
  endedAt: ago(25.8 * HOUR),
  updatedAt: ago(25.8 * HOUR),
  runMs: 34_000,
});

/** One in each status. */
export const oneOfEach: readonly Job[] = [runningJob, pendingJob, pausedJob, failedJob, completedJob, cancelledJob];

export const runningJobs: readonly Job[] = [
  runningJob,
  makeJob('prayer-mwu3k001-aa11bb22', 'running', {
    jobName: 'Prayer times · Jakarta, 366 days',
    priority: 4,
    ...progress(31, 366, { ratePerSecond: 0.8, etaSeconds: 419 }),
    runningSince: ago(39_000),
  }),
  makeJob('audio-mwu3k002-cc33dd44', 'running', {
    jobName: 'Recitations · Mishary Alafasy',
    ...progress(0, null, { message: 'Asking for the list of reciters' }),
    runningSince: ago(4_000),
  }),
  makeJob('finance-mwu3k003-ee55ff66', 'running', {
    jobName: 'Exchange rates · usd',
    priority: 9,
    ...progress(677, 678, { ratePerSecond: 12, etaSeconds: 1 }),
    runningSince: ago(57_000),
  }),
];

/** A list of some length in which statuses, types and names differ. */
export const manyJobs: readonly Job[] = Array.from({ length: 12 }, (_, n) => {
  const model = oneOfEach[n % oneOfEach.length] as Job;
  return { ...model, jobId: `${model.jobId.slice(0, -2)}${String(n).padStart(2, '0')}`, priority: (n % 10) + 1 };
});

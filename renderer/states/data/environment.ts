import type { EnvironmentState } from '#contract/events/live.ts';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { queueStatus } from './insight.ts';
import { ago } from './moments.ts';
import { schedules } from './schedules.ts';

const jobTypes = schedules.map(({ jobType }) => jobType);

export const environment: EnvironmentState = {
  at: ago(0),
  seq: 48_213,
  version: '0.1.0',
  contractVersion: CONTRACT_VERSION,
  parts: { database: 'ready', queue: 'ready' },
  workers: [
    { id: 'deck-1-5f31aa', host: 'deck-1', jobTypes, running: 3 },
    { id: 'deck-2-0c77e2', host: 'deck-2', jobTypes: ['quran', 'audio'], running: 1 },
  ],
  queues: queueStatus.items.map(({ jobType, counts }) => ({
    jobType,
    pending: counts.pending,
    running: counts.running,
    paused: counts.paused,
  })),
};

/** The same before anything was ever started. */
export const idleEnvironment: EnvironmentState = {
  ...environment,
  workers: environment.workers.map((worker) => ({ ...worker, running: 0 })),
  queues: environment.queues.map(({ jobType }) => ({ jobType, pending: 0, running: 0, paused: 0 })),
};
